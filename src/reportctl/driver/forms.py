"""Which form a workbook is read by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportctl.bind import bind
from reportctl.model.figure import State
from reportctl.model.finding import Finding
from reportctl.model.identity import Identity
from reportctl.model.layout import Layout
from reportctl.model.location import FileRef
from reportctl.model.report import Report
from reportctl.model.source import Workbook
from reportctl.read.layout_index import Head, Layouts
from reportctl.rules import rule


def by_id(layouts: Sequence[Layout], layout_id: str) -> Layout | None:
    """The form with this id."""
    return _first(layouts, lambda head: head.id == layout_id)


def in_force(layouts: Sequence[Layout], year: int) -> Layout | None:
    """The national form in force for a data year; local variants have to be named."""
    return _first(layouts, lambda head: len(head.lineage) == 1 and year in head.years)


def heads(layouts: Sequence[Layout]) -> Sequence[Head | Layout]:
    """What can be known of the forms without reading them."""
    return layouts.heads if isinstance(layouts, Layouts) else layouts


def first_year(layouts: Sequence[Layout]) -> int:
    """The first data year that a form is there for; 0 where there is no form."""
    return min((head.years.first for head in heads(layouts)), default=0)


def _first(layouts: Sequence[Layout], fits: Callable[[Head | Layout], bool]) -> Layout | None:
    return next((layouts[i] for i, head in enumerate(heads(layouts)) if fits(head)), None)


def choose_layout(layouts: Sequence[Layout], identity: Identity) -> tuple[Layout | None, tuple[Finding, ...]]:
    """The form to read a workbook by: the one it names if that is in force for its year, else the national one."""
    year = identity.year
    at = FileRef(identity.file)
    national = in_force(layouts, year)
    if national is None:
        first = first_year(layouts)
        args = {
            "year": str(year),
            "cause": f"最早的表式从 {first} 年度开始",
            "cause_en": f"the earliest begins with {first}",
        }
        return None, (Finding(rule("FIL108"), identity.year_at, args, year=year, agency=identity.agency.text),)
    if identity.layout is None:
        return national, ()
    named = by_id(layouts, identity.layout.text)
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
    return None, (Finding(rule("FIL104"), identity.layout.at or at, args, year=year, agency=identity.agency.text),)


def misfit(
    layouts: Sequence[Layout], workbook: Workbook, identity: Identity, report: Report, found: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The refusal of a workbook whose tables are those of another form: one sentence instead of a flood of labels.

    It is of another form if nothing of this one was found in it, or if labels are missing for this one while another
    finds more of its figures, and not one label missing or strange.
    """
    refused = tuple(finding for finding in found if finding.rule.code == "FIL104")
    if refused or not any(finding.rule.code == "CEL109" for finding in found):
        return refused
    strange = ("CEL107", "CEL109", "FIL104")
    for layout in layouts:
        other, doubts = bind(workbook, identity, layout)
        if _present(other) > _present(report) and not any(doubt.rule.code in strange for doubt in doubts):
            args = {
                "year": str(identity.year),
                "cause": f"表格是“{layout.id}”表式的，{identity.year} 年度应为“{report.layout.id}”表式",
                "cause_en": f"its tables are of the form {layout.id}, but the form in force is {report.layout.id}",
            }
            at = identity.year_at
            return (Finding(rule("FIL104"), at, args, year=identity.year, agency=identity.agency.text),)
    return ()


def _present(report: Report) -> int:
    """How many figures of the form the workbook has a cell for."""
    return sum(1 for value in report.values.values() if value.state is not State.ABSENT)


def beyond(layout: Layout, identity: Identity) -> tuple[Finding, ...]:
    """A remark where the form has no end and the year is later than any it was seen in."""
    seen = layout.years.seen
    if seen is None or identity.year <= seen:
        return ()
    args = {"year": str(identity.year), "layout": layout.id, "seen": str(seen)}
    return (Finding(rule("FIL109"), identity.year_at, args),)
