"""The unit of work: the bytes of a workbook in, its findings and the bytes of its report out.

No file, no clock, no project folder: whoever can call a function with bytes can run it, in this process, in another or
on another machine. The faces are those of the machine where it runs.
"""

from __future__ import annotations

import copyreg
import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportctl.bind import bind, identify
from reportctl.check import check
from reportctl.driver.forms import beyond, choose_layout, misfit
from reportctl.model.config import Config
from reportctl.model.finding import Finding, Rule, Severity
from reportctl.model.identity import Identity
from reportctl.model.layout import Layout
from reportctl.model.location import FileRef
from reportctl.model.report import Report
from reportctl.model.source import Workbook
from reportctl.read.workbook import read_workbook
from reportctl.rules import rule

if TYPE_CHECKING:
    from reportctl.faces import Faces, FaceSettings

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_REMEMBERED = 4
"""How many reports are kept in case the next workbook has one of them as its previous year."""


# A rule travels between processes as its code: there is one record of each, and its manual is not sent along.
copyreg.pickle(Rule, lambda known: (rule, (known.code,)))


class Settings(Struct, frozen=True):
    """What is the same for every workbook of a run; without `faces` nothing is set, only checked."""

    layouts: Sequence[Layout]
    config: Config
    formats: tuple[str, ...] = ()
    draft: bool = False
    faces: FaceSettings | None = None


class Paper(Struct, frozen=True):
    """A workbook: its name for messages and its bytes."""

    file: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


class Query(Struct, frozen=True):
    """Ask a workbook who it is."""

    workbook: Paper


class Work(Struct, frozen=True):
    """A workbook to be checked and, if the settings say so, built.

    `previous` is last year's workbook. If it was asked for by name (`named`) it has to be readable. `place` is the
    folder of the outputs, for messages.
    """

    workbook: Paper
    previous: Paper | None = None
    named: bool = False
    place: str = ""


class Answer(Struct, frozen=True):
    """Who a workbook says it is; `year` is None where findings say why that cannot be known."""

    sha256: str
    agency: str = ""
    year: int | None = None
    previous: str = ""
    findings: tuple[Finding, ...] = ()


class Made(Struct, frozen=True):
    """The files of a report by name, its manifest, and the name of the face that served each role."""

    draft: bool
    outputs: Mapping[str, bytes]
    manifest: bytes
    served: tuple[tuple[str, str], ...]


class Outcome(Struct, frozen=True):
    """What came of a workbook: what was found in it, and what was made of it where nothing stood against that.

    `readable` is false where it could not be bound to a form. `flaws` are findings about the report as it was set.
    """

    sha256: str
    readable: bool = False
    findings: tuple[Finding, ...] = ()
    made: Made | None = None
    flaws: tuple[Finding, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings block the build."""
        return blocking((*self.findings, *self.flaws))


def blocking(findings: tuple[Finding, ...]) -> int:
    """How many findings block the build."""
    return sum(1 for finding in findings if finding.grade is Severity.ERROR and not finding.suppressed)


class _Bound(Struct, frozen=True):
    """A workbook bound to its form; `report` is None where findings say why it is not."""

    report: Report | None
    findings: tuple[Finding, ...]
    beyond: tuple[Finding, ...] = ()


class Engine:
    """Runs units of work under the same settings; what it remembers only saves time."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings of the run."""
        self._settings = settings
        self._reports: dict[tuple[str, str], _Bound] = {}
        self._last: tuple[Paper, _Read] | None = None

    def run(self, task: Query | Work) -> Answer | Outcome:
        """Do whatever was asked."""
        return self.identify(task) if isinstance(task, Query) else self.perform(task)

    def identify(self, query: Query) -> Answer:
        """Ask a workbook who it is."""
        self._last = query.workbook, _read(query.workbook)
        sha256, _, identity, findings = self._last[1]
        if identity is None:
            return Answer(sha256, findings=findings)
        return Answer(sha256, identity.agency.text, identity.year, identity.previous)

    def perform(self, work: Work) -> Outcome:
        """Check a workbook and, unless an error stands against it, make its report."""
        sha256 = work.workbook.sha256
        bound = self._bound(work.workbook, sha256)
        if bound.report is None:
            return Outcome(sha256, findings=bound.findings)
        before, doubts = self._previous(work, bound.report)
        report = replace(bound.report, previous=before)
        found = check(report, (*bound.findings, *doubts, *bound.beyond))
        graded = (_graded(finding, self._settings.config) for finding in found)
        findings = tuple(sorted(graded, key=lambda finding: -_RANK[finding.grade]))
        if self._settings.faces is None or (blocking(findings) and not self._settings.draft):
            return Outcome(sha256, True, findings)
        from reportctl.driver.build import make

        made, flaws = make(report, findings, self._faces, self._settings, work.place)
        return Outcome(sha256, True, findings, made, flaws)

    @cached_property
    def _faces(self) -> Faces:
        from reportctl.faces import find_faces

        faces = find_faces(self._settings.faces)[0] if self._settings.faces else None
        if faces is None:
            raise FacesMissing
        faces.hash_ahead()
        return faces

    def _previous(self, work: Work, report: Report) -> tuple[Report | None, tuple[Finding, ...]]:
        if work.previous is None:
            return None, ()
        bound = self._bound(work.previous, work.previous.sha256)
        before, wanted = bound.report, report.year - 1
        if before is None and work.named:
            missing = Finding(rule("FIL101"), FileRef(work.previous.file), {"what": str(wanted)})
            return None, tuple(bound.findings) or (missing,)
        if before is not None and before.year != wanted:
            args = {"file": before.file, "found": str(before.year), "wanted": str(wanted)}
            return None, (Finding(rule("IDN105"), report.year_at, args),)
        return before, ()

    def _bound(self, paper: Paper, sha256: str) -> _Bound:
        key = paper.file, sha256
        known = self._reports.pop(key, None)
        if known is None:
            read = self._last[1] if self._last and self._last[0] == paper else _read(paper)
            known = _bind(self._settings.layouts, read)
        self._reports[key] = known
        if len(self._reports) > _REMEMBERED:
            del self._reports[next(iter(self._reports))]
        return known


class FacesMissing(Exception):
    """The machine where the unit runs lacks a face that the machine which sent it has."""


_Read = tuple[str, Workbook | None, Identity | None, tuple[Finding, ...]]


def _read(paper: Paper) -> _Read:
    workbook, findings = read_workbook(paper.data, paper.file)
    if workbook is None:
        return paper.sha256, None, None, findings
    identity, doubts = identify(workbook)
    return workbook.sha256, workbook, identity, (*findings, *doubts)


def _bind(layouts: Sequence[Layout], read: _Read) -> _Bound:
    _, workbook, identity, findings = read
    if workbook is None or identity is None:
        return _Bound(None, findings)
    layout, refusal = choose_layout(layouts, identity)
    if layout is None:
        return _Bound(None, (*findings, *refusal))
    report, found = bind(workbook, identity, layout)
    strange = misfit(layouts, workbook, identity, report, found)
    if strange:
        return _Bound(None, (*findings, *strange))
    return _Bound(report, (*findings, *found), beyond(layout, identity))


def bound_report(layouts: Sequence[Layout], paper: Paper, agency: str | None, year: int) -> Report | None:
    """The report in a workbook, if it is that of a year and of an agency (None: any) and can be bound to a form."""
    read = _read(paper)
    identity = read[2]
    if identity is None or identity.year != year or agency not in (None, identity.agency.text):
        return None
    return _bind(layouts, read).report


def read_report(layouts: Sequence[Layout], paper: Paper) -> tuple[Report | None, tuple[Finding, ...]]:
    """The report in a workbook, or None with the findings that say why it cannot be bound to a form."""
    bound = _bind(layouts, _read(paper))
    return bound.report, bound.findings


def _graded(finding: Finding, config: Config) -> Finding:
    """A finding with the severity that the project raises it to; severities are never lowered."""
    for key in (finding.constraint, finding.rule.code):
        raised = config.severities.get(key) if key else None
        if raised is not None and _RANK[raised] > _RANK[finding.grade]:
            return replace(finding, severity=raised)
    return finding
