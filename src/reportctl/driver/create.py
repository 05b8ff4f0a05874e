"""New: the workbook of the form in force, filled from a figures file, with last year's balances carried over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.forms import first_year
from reportctl.driver.names import safe_name
from reportctl.driver.place import claimed, through_link, unsettled
from reportctl.driver.project import Project
from reportctl.driver.unit import Paper, bound_report
from reportctl.driver.walk import ENDINGS, workbooks_under
from reportctl.model.figure import State
from reportctl.model.figures_file import Carried, FiguresFile
from reportctl.model.finding import Finding
from reportctl.model.layout import Layout, Op, Relation
from reportctl.model.location import CellRef, FileRef
from reportctl.model.report import Report
from reportctl.read.figures import read_figures
from reportctl.rules import fil102_file_not_a_workbook as fil102
from reportctl.rules import fil104_workbook_of_other_layout as fil104
from reportctl.rules import fil108_year_not_covered as fil108
from reportctl.scaffold import scaffold, unknown_figures

CARRIED_DETAILS = ("level", "address", "postcode", "phone", "fax", "email", "website")
"""Particulars that stay from one year to the next."""


class Request(Struct, frozen=True):
    """What `new` was asked for; what is None is taken from the figures file or from last year's workbook."""

    year: int
    agency: str | None
    layout: str | None
    figures: Path | None
    output: Path | None
    force: bool


class Created(Struct, frozen=True):
    """What became of a request: the workbook's path, None where findings say why there is none."""

    path: Path | None
    findings: tuple[Finding, ...]
    carried_from: str | None = None
    kept: Path | None = None


class WorkbookExists(Exception):
    """There is already a workbook at that place, and overwriting was not asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def create(project: Project, request: Request) -> Created:
    """Write the workbook of a year.

    Raises:
        WorkbookExists: if there is one already and `force` was not given; with `force` the old one is kept beside it.
        OSError: if it cannot be written.
    """
    figures, faults = _figures(project, request.figures)
    if faults:
        return Created(None, faults)
    layout, faults = _layout(project, request, figures)
    if layout is None:
        return Created(None, faults)
    if figures is not None:
        faults = unknown_figures(layout, figures, project.shown(request.figures) if request.figures else "")
        if faults:
            return Created(None, faults)
    agency = request.agency or (figures.agency if figures else "")
    before = _find_report(project, agency or None, request.year - 1)
    agency = agency or (before.agency.text if before else "")
    figures = _with_details(figures, before, agency, request.year)
    carried = _carried(layout, before) if before else {}
    data = scaffold(layout, figures, agency=agency, year=request.year, carried=carried)
    path = request.output or _place(project, agency, request.year)
    kept = _put(path, data, force=request.force)
    return Created(path, (), before.file if before else None, kept)


def _figures(project: Project, path: Path | None) -> tuple[FiguresFile | None, tuple[Finding, ...]]:
    if path is None:
        return None, ()
    shown = project.shown(path)
    try:
        data = read_bounded(path)
    except UnreadableFile as fault:
        return None, (Finding(fil102.RULE, FileRef(shown), {"cause": fault.zh, "cause_en": fault.en}),)
    return read_figures(data, shown)


def _layout(
    project: Project, request: Request, figures: FiguresFile | None
) -> tuple[Layout | None, tuple[Finding, ...]]:
    year = request.year
    at = FileRef(project.shown(request.figures) if request.figures else str(year))
    national = project.layout_for(year)
    if national is None:
        first = first_year(project.layouts)
        args = {
            "year": str(year),
            "cause": f"最早的表式从 {first} 年度开始",
            "cause_en": f"the earliest begins with {first}",
        }
        return None, (Finding(fil108.RULE, at, args),)
    wanted = request.layout or (figures.layout if figures else None) or national.id
    named = project.layout(wanted)
    if figures is not None and figures.year != year:
        zh, en = f"数据文件是 {figures.year} 年度的", f"the figures file is of {figures.year}"
    elif named is None:
        zh, en = f"没有“{wanted}”这种表式", f"there is no form {wanted}"
    elif year not in named.years:
        zh, en = f"“{wanted}”表式不适用于 {year} 年度", f"the form {wanted} is not in force for {year}"
    else:
        return named, ()
    return None, (Finding(fil104.RULE, at, {"year": str(year), "cause": zh, "cause_en": en}),)


def _find_report(project: Project, agency: str | None, year: int) -> Report | None:
    """The report of an agency (None: any) for a year among the workbooks of data/, if exactly one claims to be it."""
    found = []
    for path in workbooks_under(project.data):
        try:
            data = read_bounded(path)
        except UnreadableFile:
            continue
        report = bound_report(project.layouts, Paper(project.shown(path), data), agency, year)
        if report is not None:
            found.append(report)
    return found[0] if len(found) == 1 else None


def _with_details(figures: FiguresFile | None, before: Report | None, agency: str, year: int) -> FiguresFile:
    """The figures file with the particulars of last year where it gives none of its own."""
    base = figures or FiguresFile(agency=agency, year=year)
    old: Mapping[str, str | None] = (
        {key: before.detail(key) for key in CARRIED_DETAILS if before.detail(key)} if before else {}
    )
    return replace(base, agency=agency, details={**old, **base.details})


def _carried(layout: Layout, before: Report) -> dict[str, Carried]:
    """The figures that a constraint makes equal to one of last year's, with their value and where it stands."""
    carried: dict[str, Carried] = {}
    for relation in layout.relations:
        source = _source(relation, before)
        if source is None:
            continue
        value = before.value(source)
        if value.state is State.NUMBER and value.number is not None and isinstance(value.at, CellRef):
            note = f"承接 {before.file} {value.at.sheet}!{value.at.a1}"
            carried[relation.left[0].figure] = Carried(value.number, note)
    return carried


def _source(relation: Relation, before: Report) -> str | None:
    """The figure of last year's report that a relation carries over unchanged, if it is of that kind and valid."""
    valid = set(relation.constraint.needs_previous) & set(before.layout.lineage)
    single = len(relation.left) == len(relation.right) == 1 and relation.op is Op.EQ
    if not (valid and single and relation.right[0].previous and not relation.left[0].previous):
        return None
    return relation.right[0].figure


def _place(project: Project, agency: str, year: int) -> Path:
    """data/YEAR.xlsx, or data/AGENCY/YEAR.xlsx where data/ is kept by agency."""
    own = project.data / safe_name(agency) if agency else project.data
    by_agency = own.is_dir() or (
        project.data.is_dir() and any(path.parent != project.data for path in workbooks_under(project.data))
    )
    return (own if by_agency and agency else project.data) / f"{year}.xlsx"


def _put(path: Path, data: bytes, *, force: bool) -> Path | None:
    """Put the workbook in place; with `force` an older one is kept beside it, and its new name returned.

    A workbook of the same name in another format is in the way too: two for one report would be one too many.
    """
    target = through_link(path)
    if _in_the_way(target) and not force and not unsettled(target.parent):
        raise WorkbookExists(_in_the_way(target) or path)
    with claimed(target.parent) as place:
        old = _in_the_way(target)
        if old is None:
            place.put({target.name: data})
            return None
        if not force:
            raise WorkbookExists(old)
        content = old.read_bytes()
        kept = _backup(target, content)
        place.put({**({} if kept.exists() else {kept.name: content}), target.name: data})
        if old != target:
            old.unlink()
        return kept


def _in_the_way(path: Path) -> Path | None:
    """The workbook at a place, or one of the same name in another format."""
    return next((other for other in (path, *map(path.with_suffix, ENDINGS)) if other.exists()), None)


def _backup(path: Path, old: bytes) -> Path:
    """The first name for a backup that is free, or is that of one with the same content."""
    number = 1
    while (kept := path.with_name(f"{path.stem}.old{number}.bak")).exists() and not _holds(kept, old):
        number += 1
    return kept


def _holds(path: Path, content: bytes) -> bool:
    try:
        return read_bounded(path) == content
    except UnreadableFile:
        return False
