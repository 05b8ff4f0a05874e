"""From an opened workbook to a checked report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportctl.bind import bind
from reportctl.check import check
from reportctl.driver.inputs import Opened, open_targets, open_workbook, workbooks_under
from reportctl.driver.project import Project
from reportctl.model.config import Config
from reportctl.model.figure import State
from reportctl.model.finding import Finding, Severity
from reportctl.model.identity import Identity
from reportctl.model.layout import Layout
from reportctl.model.location import FileRef
from reportctl.model.report import Report
from reportctl.model.source import Workbook
from reportctl.rules import cel107_label_unknown as cel107
from reportctl.rules import cel109_label_missing as cel109
from reportctl.rules import fil101_file_not_found as fil101
from reportctl.rules import fil104_workbook_of_other_layout as fil104
from reportctl.rules import fil108_year_not_covered as fil108
from reportctl.rules import fil109_form_last_seen_earlier as fil109

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Examined:
    """One input and what came of it; `report` is None where it could not be read."""

    opened: Opened
    report: Report | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings block the build."""
        return sum(1 for f in self.findings if f.grade is Severity.ERROR and not f.suppressed)


@dataclass(frozen=True, slots=True)
class Examination:
    """All inputs of a run, and the findings that belong to none of them (a year without a workbook)."""

    items: tuple[Examined, ...]
    missing: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, in the order of the inputs."""
        return (*self.missing, *(finding for item in self.items for finding in item.findings))

    @property
    def unreadable(self) -> int:
        """How many things that were asked for could not be read."""
        return len(self.missing) + sum(1 for item in self.items if item.report is None)


def examine(project: Project, targets: Sequence[str], previous: Path | None = None) -> Examination:
    """Open, bind and check what was asked for; `previous` is last year's workbook where it is given by hand."""
    opened, missing = open_targets(project, targets)
    return Examination(tuple(_examine_one(project, item, previous) for item in opened), missing)


def _examine_one(project: Project, item: Opened, previous: Path | None) -> Examined:
    if item.workbook is None or item.identity is None:
        return Examined(item, None, item.findings)
    layout, refusal = choose_layout(project, item.identity)
    if layout is None:
        return Examined(item, None, (*item.findings, *refusal))
    report, found = bind(item.workbook, item.identity, layout)
    misfit = _misfit(project, item.workbook, item.identity, report, found)
    if misfit:
        return Examined(item, None, (*item.findings, *misfit))
    before, doubts = _last_year(project, item, previous)
    report = replace(report, previous=before)
    findings = check(report, (*item.findings, *found, *doubts, *_beyond(layout, item.identity)))
    graded = (_graded(finding, project.config) for finding in findings)
    return Examined(item, report, tuple(sorted(graded, key=lambda finding: -_RANK[finding.grade])))


def choose_layout(project: Project, identity: Identity) -> tuple[Layout | None, tuple[Finding, ...]]:
    """The form to read a workbook by: the one it names if that is in force for its year, else the national one."""
    year = identity.year
    at = FileRef(identity.file)
    national = project.layout_for(year)
    if national is None:
        first = min((layout.years.first for layout in project.layouts), default=0)
        args = {
            "year": str(year),
            "cause": f"最早的表式从 {first} 年度开始",
            "cause_en": f"the earliest begins with {first}",
        }
        return None, (Finding(fil108.RULE, identity.year_at, args, year=year, agency=identity.agency.text),)
    if identity.layout is None:
        return national, ()
    named = project.layout(identity.layout.text)
    if named is not None and year in named.years:
        return named, ()
    causes = (
        (
            f"工作簿写的是“{identity.layout.text}”表式，没有这种表式",
            f"it names the form {identity.layout.text}, which is unknown",
        )
        if named is None
        else (
            f"工作簿写的是“{named.id}”表式，{year} 年度应为“{national.id}”表式",
            f"it names the form {named.id}, but the form in force is {national.id}",
        )
    )
    args = {"year": str(year), "cause": causes[0], "cause_en": causes[1]}
    return None, (Finding(fil104.RULE, identity.layout.at or at, args, year=year, agency=identity.agency.text),)


def _misfit(
    project: Project, workbook: Workbook, identity: Identity, report: Report, found: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The refusal of a workbook whose tables are those of another form: one sentence instead of a flood of labels.

    It is of another form if nothing of this one was found in it, or if labels are missing for this one while another
    finds more of its figures, and not one label missing or strange.
    """
    refused = tuple(finding for finding in found if finding.rule is fil104.RULE)
    if refused or not any(finding.rule is cel109.RULE for finding in found):
        return refused
    strange = (cel107.RULE, cel109.RULE, fil104.RULE)
    for layout in project.layouts:
        other, doubts = bind(workbook, identity, layout)
        if _present(other) > _present(report) and not any(doubt.rule in strange for doubt in doubts):
            args = {
                "year": str(identity.year),
                "cause": f"表格是“{layout.id}”表式的，{identity.year} 年度应为“{report.layout.id}”表式",
                "cause_en": f"its tables are of the form {layout.id}, but the form in force is {report.layout.id}",
            }
            at = identity.year_at
            return (Finding(fil104.RULE, at, args, year=identity.year, agency=identity.agency.text),)
    return ()


def _present(report: Report) -> int:
    """How many figures of the form the workbook has a cell for."""
    return sum(1 for value in report.values.values() if value.state is not State.ABSENT)


def _beyond(layout: Layout, identity: Identity) -> tuple[Finding, ...]:
    """A remark where the form has no end and the year is later than any it was seen in."""
    seen = layout.years.seen
    if seen is None or identity.year <= seen:
        return ()
    args = {"year": str(identity.year), "layout": layout.id, "seen": str(seen)}
    return (Finding(fil109.RULE, identity.year_at, args),)


def _last_year(project: Project, item: Opened, given: Path | None) -> tuple[Report | None, tuple[Finding, ...]]:
    """Last year's report of the same agency: given by hand, named in the workbook, or found beside it."""
    identity = item.identity
    if identity is None:
        return None, ()
    path = given or (item.path.parent / identity.previous if identity.previous else None)
    if path is None:
        return find_report(project, item.base, identity.agency.text, identity.year - 1), ()
    opened = open_workbook(project, path, path.parent) if path.exists() else None
    report = _bound(project, opened) if opened else None
    if report is None:
        refusal = Finding(fil101.RULE, FileRef(project.shown(path)), {"what": str(identity.year - 1)})
        return None, (refusal,)
    return report, ()


def find_report(project: Project, folder: Path, agency: str | None, year: int) -> Report | None:
    """The report of an agency (None: any) for a year among a folder's workbooks, if exactly one claims to be it."""
    found = []
    for path in workbooks_under(folder) if folder.is_dir() else ():
        opened = open_workbook(project, path, folder)
        identity = opened.identity
        if identity and identity.year == year and agency in (None, identity.agency.text):
            found.append(opened)
    return _bound(project, found[0]) if len(found) == 1 else None


def _bound(project: Project, opened: Opened) -> Report | None:
    if opened.workbook is None or opened.identity is None:
        return None
    layout, _ = choose_layout(project, opened.identity)
    return bind(opened.workbook, opened.identity, layout)[0] if layout else None


def _graded(finding: Finding, config: Config) -> Finding:
    """A finding with the severity that the project raises it to; severities are never lowered."""
    for key in (finding.constraint, finding.rule.code):
        raised = config.severities.get(key) if key else None
        if raised is not None and _RANK[raised] > _RANK[finding.grade]:
            return replace(finding, severity=raised)
    return finding
