"""From what the user typed to workbooks that say who they are: years, ranges, files and folders."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.project import Project
from reportctl.driver.unit import Answer, Paper
from reportctl.model.finding import Finding
from reportctl.model.location import FileRef
from reportctl.model.pattern import regex
from reportctl.rules import fil101_file_not_found as fil101
from reportctl.rules import fil102_file_not_a_workbook as fil102
from reportctl.rules import fil105_report_claimed_twice as fil105
from reportctl.rules import fil112_workbook_open_elsewhere as fil112

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
"""Endings of files that a folder is searched for; what such a file is, its content decides."""

TABLE_ENDING = ".csv"
"""Many a table has this ending: in a folder, only one that is called by a year is taken for a workbook."""

_YEARS = regex(r"(\d{4})(?:-(\d{4}))?")


class Source(Struct, frozen=True):
    """A workbook's file and its name in messages.

    The place of its output is counted from `base`; last year's workbook is looked for below `home`.
    """

    path: Path
    base: Path
    home: Path
    shown: str


class Claim(Struct, frozen=True):
    """A workbook's file and who it says it is; `answer.year` is None where findings say why it cannot be used."""

    source: Source
    answer: Answer

    @property
    def key(self) -> tuple[str, int] | None:
        """The report that it claims to be, by agency and year."""
        return None if self.answer.year is None else (self.answer.agency, self.answer.year)


class Selection(Struct, frozen=True):
    """What was asked for, each workbook once and in order, and findings that belong to no workbook.

    `by_key` are all claims that were looked at, those of neighbours too. `years` are those asked for by number. `whole`
    says that years or folders were asked for, not only files, so that a report can be missing. `skipped` are the names
    of files that look like workbooks and are none: marks of documents that somebody has, or had, open.
    """

    claims: tuple[Claim, ...]
    missing: tuple[Finding, ...]
    by_key: Mapping[tuple[str, int], Sequence[Claim]]
    years: tuple[int, ...]
    whole: bool
    skipped: tuple[str, ...] = ()

    def before(self, claim: Claim) -> Claim | None:
        """Last year's workbook of the same agency below the same folder, if exactly one there claims to be it."""
        if claim.answer.year is None:
            return None
        found = self.by_key.get((claim.answer.agency, claim.answer.year - 1), ())
        home = claim.source.home.absolute()
        near = [other for other in found if other.source.path.absolute().is_relative_to(home)]
        if len(near) > 1:
            # A copy in a folder below, such as one with notes, is not meant where the original lies beside this one.
            beside = claim.source.path.absolute().parent
            near = [other for other in near if other.source.path.absolute().parent == beside]
        return near[0] if len(near) == 1 else None


Ask = Callable[[Sequence[Source]], Iterable[Claim]]
"""Asks workbooks who they are."""


def is_workbook(path: Path) -> bool:
    """Whether a file in a folder is to be taken for a workbook; `~$` files are the marks of open documents."""
    ending = path.suffix.lower()
    known = ending in ENDINGS and (ending != TABLE_ENDING or _YEARS.fullmatch(path.stem) is not None)
    return known and not path.name.startswith("~$") and not path.is_dir()


def workbooks_under(folder: Path) -> list[Path]:
    """All workbooks of a folder and its subfolders, in order of their names; links to folders are not followed."""
    return _survey(folder)[0]


def _survey(folder: Path) -> tuple[list[Path], list[Path]]:
    """The workbooks below a folder, and marks of open documents beside which there is none."""
    paths = sorted(Path(root, name) for root, _, names in os.walk(folder) for name in names)
    marks = [path for path in paths if path.name.startswith("~$") and path.suffix.lower() in ENDINGS]
    return [path for path in paths if is_workbook(path)], [m for m in marks if not m.with_name(m.name[2:]).exists()]


def open_mark(path: Path) -> Path | None:
    """The mark that a spreadsheet program leaves beside a workbook while it is open there."""
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return next((mark for mark in marks if mark.exists()), None)


def open_elsewhere(source: Source) -> tuple[Finding, ...]:
    """A remark where the workbook is being edited: what is not saved yet is not in the report."""
    mark = open_mark(source.path)
    return (Finding(fil112.RULE, FileRef(source.shown), {"mark": mark.name}),) if mark else ()


def paper(source: Source) -> Paper | Finding:
    """The bytes of a workbook, or the finding that says why they cannot be had."""
    try:
        return Paper(source.shown, read_bounded(source.path))
    except UnreadableFile as fault:
        return Finding(fil102.RULE, FileRef(source.shown), {"cause": fault.zh, "cause_en": fault.en})


def select(project: Project, targets: Sequence[str], ask: Ask) -> Selection:
    """Find what was asked for: years and ranges from data/, files, folders; with no target, all of data/.

    A file that cannot be read counts as claiming every year, so that it is not passed over in silence: it is reported
    for a year only if its name has it. All workbooks below the same folders are asked who they are, because last
    year's may be among them.
    """
    asked = [_asked(project, target) for target in targets or [str(project.data)]]
    wanted = [source for item in asked for source in item.sources]
    homes = dict.fromkeys(source.home.absolute() for source in wanted)
    below = {home: _survey(home) for home in homes}
    near = [_source(project, path, home, home) for home, (paths, _) in below.items() for path in paths]
    unique = {source.path.absolute(): source for source in (*near, *wanted)}
    known = {claim.source.path.absolute(): claim for claim in ask(list(unique.values()))}
    found: dict[Path, Claim] = {}
    missing: list[Finding] = []
    for item in asked:
        chosen = [known[source.path.absolute()] for source in item.sources]
        chosen = [claim for claim in chosen if item.years is None or _is_of(claim, item.years)]
        if not chosen:
            missing.append(_not_found(project, item))
        for claim in chosen:
            found.setdefault(claim.source.path.absolute(), claim)
    years = dict.fromkeys(year for item in asked for year in item.years or ())
    whole = any(item.whole for item in asked)
    marks = dict.fromkeys(project.shown(mark) for _, strays in below.values() for mark in strays) if whole else ()
    claims = tuple(_refuse_twins(found.values()))
    return Selection(claims, tuple(missing), _by_key(known.values()), tuple(years), whole, tuple(marks))


class _Asked(Struct, frozen=True):
    target: str
    years: range | None
    sources: tuple[Source, ...]
    whole: bool = True


def _asked(project: Project, target: str) -> _Asked:
    match = _YEARS.fullmatch(target)
    if match:
        years = range(int(match[1]), int(match[2] or match[1]) + 1)
        files = workbooks_under(project.data)
        return _Asked(target, years, tuple(_source(project, path, project.data, project.data) for path in files))
    path = Path(target)
    within = path.absolute().is_relative_to(project.data.absolute())
    if not path.is_dir():
        there = path.exists() or path.is_symlink()
        base = project.data if within else path.parent
        return _Asked(target, None, (_source(project, path, base, base),) if there else (), False)
    own = path / "data"
    folder = own if own.is_dir() else path
    base = project.data if within else own if own.is_dir() else path.absolute().parent
    return _Asked(target, None, tuple(_source(project, item, base, folder) for item in workbooks_under(folder)))


def _source(project: Project, path: Path, base: Path, home: Path) -> Source:
    return Source(path, base, home, project.shown(path))


def _by_key(claims: Iterable[Claim]) -> Mapping[tuple[str, int], list[Claim]]:
    found: defaultdict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.key is not None:
            found[claim.key].append(claim)
    return found


def _is_of(claim: Claim, years: range) -> bool:
    named = _YEARS.fullmatch(claim.source.path.stem)
    year = claim.answer.year or (int(named[1]) if named else None)
    return year in years


def _not_found(project: Project, asked: _Asked) -> Finding:
    target = asked.target
    shown = target if asked.years is None else f"{project.shown(project.data)}/{target}.xlsx"
    return Finding(fil101.RULE, FileRef(shown), {"what": target}, year=int(target) if target.isdigit() else None)


def _refuse_twins(claims: Iterable[Claim]) -> list[Claim]:
    """Refuse workbooks that claim the same agency and year: nothing tells which of them is meant."""
    items = list(claims)
    by_key = _by_key(items)
    return [_refused(item, by_key[item.key]) if item.key and len(by_key[item.key]) > 1 else item for item in items]


def _refused(claim: Claim, twins: Sequence[Claim]) -> Claim:
    answer = claim.answer
    args = {
        "agency": answer.agency,
        "year": str(answer.year),
        "others": "、".join(twin.source.shown for twin in twins),
    }
    finding = Finding(fil105.RULE, FileRef(claim.source.shown), args, year=answer.year, agency=answer.agency)
    return replace(claim, answer=replace(answer, year=None, findings=(*answer.findings, finding)))
