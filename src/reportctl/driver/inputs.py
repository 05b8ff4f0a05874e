"""From what the user typed to workbooks that say who they are: years, ranges, files and folders."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.packed import Index, Packed, Plain, View, pickled, room_for, unpickled
from reportctl.driver.project import Project
from reportctl.driver.unit import Answer, Paper
from reportctl.driver.walk import YEARS, files_under, is_stray, is_workbook, open_mark
from reportctl.model.finding import Finding
from reportctl.model.location import FileRef
from reportctl.rules import rule


class Source(Struct, frozen=True):
    """A workbook's file and its name in messages.

    The place of its output is counted from `base`; last year's workbook is looked for below `home`.
    """

    file: str
    base: Path
    home: Path
    shown: str

    @property
    def path(self) -> Path:
        """The file's path."""
        return Path(self.file)


class Claim(Struct, frozen=True):
    """A workbook's file and who it says it is; `answer.year` is None where findings say why it cannot be used."""

    source: Source
    answer: Answer


class Selection(Struct, frozen=True):
    """What was asked for, each workbook once and in order, and findings that belong to no workbook.

    `known` are all workbooks that were looked at, neighbours too, and `places` finds them by agency and year. `years`
    are those asked for by number. `whole` says that years or folders were asked for, not only files, so that a report
    can be missing. `skipped` are the names of files that look like workbooks and are none: marks of documents that
    somebody has, or had, open.
    """

    claims: Sequence[Claim]
    missing: tuple[Finding, ...]
    known: Sequence[Claim]
    places: Index[tuple[str, int | None]]
    years: tuple[int, ...]
    whole: bool
    skipped: tuple[str, ...] = ()

    def has(self, agency: str, year: int) -> bool:
        """Whether any workbook claims to be the report of an agency and year."""
        return self.places.first((agency, year)) is not None

    def before(self, claim: Claim) -> Claim | None:
        """Last year's workbook of the same agency below the same folder, if exactly one there claims to be it."""
        if claim.answer.year is None:
            return None
        found = [self.known[number] for number in self.places.all((claim.answer.agency, claim.answer.year - 1))]
        home = claim.source.home.absolute()
        near = [other for other in found if other.source.path.absolute().is_relative_to(home)]
        if len(near) > 1:
            # A copy in a folder below, such as one with notes, is not meant where the original lies beside this one.
            beside = claim.source.path.absolute().parent
            near = [other for other in near if other.source.path.absolute().parent == beside]
        return near[0] if len(near) == 1 else None


Ask = Callable[[Sequence[Source]], Sequence[Answer]]
"""Asks workbooks who they are."""


def open_elsewhere(source: Source) -> tuple[Finding, ...]:
    """A remark where the workbook is being edited: what is not saved yet is not in the report."""
    mark = open_mark(source.file)
    return (Finding(rule("FIL112"), FileRef(source.shown), {"mark": mark}),) if mark else ()


def paper(source: Source) -> Paper | Finding:
    """The bytes of a workbook, or the finding that says why they cannot be had."""
    try:
        return Paper(source.shown, read_bounded(source.file))
    except UnreadableFile as fault:
        return Finding(rule("FIL102"), FileRef(source.shown), {"cause": fault.zh, "cause_en": fault.en})


def select(project: Project, targets: Sequence[str], ask: Ask) -> Selection:
    """Find what was asked for: years and ranges from data/, files, folders; with no target, all of data/.

    A file that cannot be read counts as claiming every year, so that it is not passed over in silence: it is reported
    for a year only if its name has it. All workbooks below the same folders are asked who they are, because last
    year's may be among them.
    """
    asked = [_asked(project, target) for target in targets or [str(project.data)]]
    sources, surveyed, strays = _Survey(project, asked).result
    answers = ask(sources)
    known = View(range(len(sources)), lambda number: Claim(sources[number], answers[number]))
    places = _by_key(answers, range(len(answers)))
    found = array("i")
    chosen = bytearray(len(known))
    missing: list[Finding] = []
    for item, numbers in zip(asked, surveyed, strict=True):
        of_years = (n for n in numbers if item.years is None or _is_of(known[n], item.years))
        nothing = True
        for number in of_years:
            nothing = False
            if not chosen[number]:
                chosen[number] = True
                found.append(number)
        if nothing:
            missing.append(_not_found(project, item))
    years = dict.fromkeys(year for item in asked for year in item.years or ())
    whole = any(item.file is None for item in asked)
    refused = _refused_twins(found, known, answers)
    claims = View(found, lambda number: refused.get(number) or known[number])
    marks = tuple(dict.fromkeys(strays)) if whole else ()
    return Selection(claims, tuple(missing), known, places, tuple(years), whole, marks)


class _Asked(Struct, frozen=True):
    """A target: a folder `home` that is searched, or one `file` in it; places of outputs are counted from `base`."""

    target: str
    years: range | None
    base: Path
    home: Path
    file: Path | None = None
    there: bool = True


def _asked(project: Project, target: str) -> _Asked:
    match = YEARS.fullmatch(target)
    if match:
        years = range(int(match[1]), int(match[2] or match[1]) + 1)
        return _Asked(target, years, project.data, project.data)
    path = Path(target)
    within = path.absolute().is_relative_to(project.data.absolute())
    if not path.is_dir():
        base = project.data if within else path.parent
        return _Asked(target, None, base, base, path, path.exists() or path.is_symlink())
    own = path / "data"
    folder = own if own.is_dir() else path
    return _Asked(target, None, project.data if within else own if own.is_dir() else path.absolute().parent, folder)


class _Survey:
    """All workbooks in and beside what was asked for, each once.

    The `result` are their sources, for each target the numbers of these, and the names of marks of documents that are
    not there.
    """

    def __init__(self, project: Project, asked: Sequence[_Asked]) -> None:
        self._root = _above(project.root)
        self._here = here = _above(Path())
        self._spelt = array("i")
        """For each source the number of the target after which it is spelt, -1 for a neighbour."""
        self._sources = sources = packed_sources()
        self._paths = Index(lambda number: _absolute(sources[number].file, here))
        self._below: dict[Path, array[int]] = {}
        self._strays: list[str] = []
        for item in asked:
            if item.there:
                self._walk(item, asked)
        numbers: list[Sequence[int]] = [
            self._below[item.home.absolute()]
            if item.file is None
            else [self._add(str(item.file), item, number)] if item.there else []
            for number, item in enumerate(asked)
        ]  # fmt: skip
        self.result = sources, numbers, self._strays

    def _walk(self, item: _Asked, asked: Sequence[_Asked]) -> None:
        """Take all workbooks of a target's folder, spelt as the last target says that is this folder."""
        home = item.home.absolute()
        if home in self._below:
            return
        same = [(n, other) for n, other in enumerate(asked) if other.file is None and other.home.absolute() == home]
        rank, spelt = same[-1] if same else (-1, _Asked(item.target, None, home, home))
        numbers = self._below[home] = array("i")
        strays = []
        for file in files_under(spelt.home):
            if is_workbook(file):
                numbers.append(self._add(file, spelt, rank))
            elif is_stray(file):
                strays.append(self._shown(file))
        if numbers or any(other.file is not None and other.there and other.home.absolute() == home for other in asked):
            self._strays += strays

    def _shown(self, file: str) -> str:
        """A path as messages name it, as `Project.shown` does."""
        absolute = _absolute(file, self._here)
        inside = os.path.normcase(absolute).startswith(os.path.normcase(self._root))
        return (absolute[len(self._root) :] if inside else file).replace(os.sep, "/")

    def _add(self, file: str, spelt: _Asked, rank: int) -> int:
        source = Source(file, spelt.base, spelt.home, self._shown(file))
        number = self._paths.first(_absolute(file, self._here))
        if number is None:
            number = len(self._sources)
            self._sources.append(source)
            self._spelt.append(rank)
            self._paths.add(number)
        elif rank > self._spelt[number]:
            self._sources[number] = source
            self._spelt[number] = rank
        return number


def _above(folder: Path) -> str:
    """What stands before the absolute paths of all that is in a folder."""
    absolute = str(folder.absolute())
    return absolute if absolute.endswith(os.sep) else f"{absolute}{os.sep}"


def _absolute(file: str, here: str) -> str:
    return file if os.path.isabs(file) else f"{here}{file}"  # noqa: PTH117 - see `walk`: no Path of each file


def packed_sources() -> Packed[Source]:
    """Sources as a large batch keeps them: their folders are few, their paths mostly end as messages name them."""
    folders: list[tuple[str, Path, Path]] = []
    numbers: dict[tuple[str, Path, Path], int] = {}

    def pack(source: Source) -> Plain:
        ends = source.file.endswith(source.shown)
        folder = source.file.removesuffix(source.shown) if ends else "", source.base, source.home
        if folder not in numbers:
            numbers[folder] = len(folders)
            folders.append(folder)
        return numbers[folder], source.shown, None if ends else source.file

    def unpack(number: int, shown: str, file: str | None) -> Source:
        above, base, home = folders[number]
        return Source(above + shown if file is None else file, base, home, shown)

    return Packed(pack, unpack)


def room_for_answers(count: int) -> list[Answer] | Packed[Answer]:
    """Room for the answers of so many workbooks."""

    def pack(answer: Answer) -> Plain:
        return bytes.fromhex(answer.sha256), answer.agency, answer.year, answer.previous, pickled(answer.findings)

    def unpack(sha256: bytes, agency: str, year: int | None, previous: str, findings: bytes) -> Answer:
        return Answer(sha256.hex(), agency, year, previous, unpickled(findings))

    return room_for(count, pack, unpack)


def _is_of(claim: Claim, years: range) -> bool:
    named = YEARS.fullmatch(claim.source.path.stem)
    year = claim.answer.year or (int(named[1]) if named else None)
    return year in years


def _not_found(project: Project, asked: _Asked) -> Finding:
    target = asked.target
    shown = target if asked.years is None else f"{project.shown(project.data)}/{target}.xlsx"
    return Finding(rule("FIL101"), FileRef(shown), {"what": target}, year=int(target) if target.isdigit() else None)


def _by_key(answers: Sequence[Answer], numbers: Sequence[int]) -> Index[tuple[str, int | None]]:
    """Finds places in `numbers` by the agency and year that the workbooks with these numbers claim."""
    index = Index(lambda place: _key(answers[numbers[place]]), len(numbers))
    for place, number in enumerate(numbers):
        if answers[number].year is not None:
            index.add(place)
    return index


def _key(answer: Answer) -> tuple[str, int | None]:
    return answer.agency, answer.year


def _refused_twins(found: Sequence[int], known: Sequence[Claim], answers: Sequence[Answer]) -> dict[int, Claim]:
    """Refuse workbooks that claim the same agency and year: nothing tells which of them is meant."""
    by_key = _by_key(answers, found)
    refused: dict[int, Claim] = {}
    for number in found:
        twins = [found[place] for place in by_key.all(_key(answers[number]))] if number not in refused else []
        if len(twins) > 1:
            others = "、".join(known[twin].source.shown for twin in twins)
            refused |= {twin: _refused(known[twin], others) for twin in twins}
    return refused


def _refused(claim: Claim, others: str) -> Claim:
    answer = claim.answer
    args = {"agency": answer.agency, "year": str(answer.year), "others": others}
    finding = Finding(rule("FIL105"), FileRef(claim.source.shown), args, year=answer.year, agency=answer.agency)
    return replace(claim, answer=replace(answer, year=None, findings=(*answer.findings, finding)))
