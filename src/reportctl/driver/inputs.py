"""From what the user typed to workbooks that were opened: years, ranges, files and folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportctl.bind import identify
from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.project import Project
from reportctl.model.finding import Finding
from reportctl.model.identity import Identity
from reportctl.model.location import FileRef
from reportctl.model.source import Workbook
from reportctl.read.workbook import read_workbook
from reportctl.rules import fil101_file_not_found as fil101
from reportctl.rules import fil102_file_not_a_workbook as fil102
from reportctl.rules import fil105_report_claimed_twice as fil105

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""Endings of files that a folder is searched for; what such a file is, its content decides."""

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was asked for: its path, the folder that its output's place is counted from, and what came of it.

    `workbook` and `identity` are None where a finding says why it cannot be used.
    """

    path: Path
    base: Path
    shown: str
    workbook: Workbook | None
    identity: Identity | None
    findings: tuple[Finding, ...]


def is_workbook(path: Path) -> bool:
    """Whether a file in a folder is to be taken for a workbook; `~$` files are the marks of open documents."""
    return path.suffix.lower() in ENDINGS and not path.name.startswith("~$") and path.is_file()


def workbooks_under(folder: Path) -> list[Path]:
    """All workbooks of a folder and its subfolders, in order of their names; links to folders are not followed."""
    return sorted(path for path in folder.rglob("*") if is_workbook(path))


def open_workbook(project: Project, path: Path, base: Path) -> Opened:
    """Read a workbook and ask it who it is; every fault is a finding."""
    shown = project.shown(path)
    try:
        data = read_bounded(path)
    except UnreadableFile as fault:
        finding = Finding(fil102.RULE, FileRef(shown), {"cause": fault.zh, "cause_en": fault.en})
        return Opened(path, base, shown, None, None, (finding,))
    workbook, findings = read_workbook(data, shown)
    if workbook is None:
        return Opened(path, base, shown, None, None, findings)
    identity, doubts = identify(workbook)
    return Opened(path, base, shown, workbook if identity else None, identity, (*findings, *doubts))


def open_targets(project: Project, targets: Sequence[str]) -> tuple[tuple[Opened, ...], tuple[Finding, ...]]:
    """Open what was asked for: years and ranges from data/, files, folders; with no target, all of data/.

    Returns the workbooks, each once, and findings that belong to none of them. A file that cannot be read counts as
    claiming every year, so that it is not passed over in silence: it is reported for a year only if its name has it.
    """
    found: dict[Path, Opened] = {}
    missing: list[Finding] = []
    for target in targets or [str(project.data)]:
        years = _YEARS.fullmatch(target)
        opened = _of_years(project, years) if years else _of_path(project, Path(target))
        if not opened:
            missing.append(_not_found(project, target, is_year=years is not None))
        for item in opened:
            found.setdefault(item.path.absolute(), item)
    return tuple(_refuse_twins(found.values())), tuple(missing)


def _of_years(project: Project, match: re.Match[str]) -> list[Opened]:
    first = int(match[1])
    last = int(match[2] or first)
    opened = []
    for path in workbooks_under(project.data):
        item = open_workbook(project, path, project.data)
        named = _YEARS.fullmatch(path.stem)
        year = item.identity.year if item.identity else int(named[1]) if named else None
        if year is not None and first <= year <= last:
            opened.append(item)
    return opened


def _of_path(project: Project, path: Path) -> list[Opened]:
    within = path.absolute().is_relative_to(project.data.absolute())
    if not path.is_dir():
        return [open_workbook(project, path, project.data if within else path.parent)] if path.exists() else []
    own = path / "data"
    folder = own if own.is_dir() else path
    base = project.data if within else own if own.is_dir() else path.absolute().parent
    return [open_workbook(project, item, base) for item in workbooks_under(folder)]


def _not_found(project: Project, target: str, *, is_year: bool) -> Finding:
    shown = f"{project.shown(project.data)}/{target}.xlsx" if is_year else target
    return Finding(fil101.RULE, FileRef(shown), {"what": target}, year=int(target) if target.isdigit() else None)


def _refuse_twins(opened: Iterable[Opened]) -> list[Opened]:
    """Refuse workbooks that claim the same agency and year: nothing tells which of them is meant."""
    items = list(opened)
    claims: dict[tuple[str, int], list[Opened]] = {}
    for item in items:
        if item.identity is not None:
            claims.setdefault((item.identity.agency.text, item.identity.year), []).append(item)
    return [_refused(item, claims) for item in items]


def _refused(item: Opened, claims: dict[tuple[str, int], list[Opened]]) -> Opened:
    if item.identity is None:
        return item
    agency, year = item.identity.agency.text, item.identity.year
    twins = claims[agency, year]
    if len(twins) == 1:
        return item
    args = {"agency": agency, "year": str(year), "others": "、".join(twin.shown for twin in twins)}
    finding = Finding(fil105.RULE, FileRef(item.shown), args, year=year, agency=agency)
    return Opened(item.path, item.base, item.shown, None, None, (*item.findings, finding))
