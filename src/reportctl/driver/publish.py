"""Publish: decide which reports have to be built, have them built, and put each in place as a whole."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportctl.driver.batch import Item, State, Watch, asker, perform, previous_of, unwatched
from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.fonts import face_hashes
from reportctl.driver.hands import Hands
from reportctl.driver.inputs import Claim, Selection, open_elsewhere, select
from reportctl.driver.manifest import written
from reportctl.driver.names import safe_name
from reportctl.driver.outputs import (
    DRAFT_MANIFEST,
    MANIFEST,
    Basis,
    Current,
    Why,
    agency_of,
    earlier,
    findings_of,
    read_manifest,
    reasons,
    records,
)
from reportctl.driver.packed import Index, Plain, View, room_for
from reportctl.driver.place import check_place, claimed, settle
from reportctl.driver.project import Project
from reportctl.driver.trouble import refused
from reportctl.driver.unit import Answer, Made, Paper, Settings
from reportctl.faces import Faces
from reportctl.model.finding import Finding
from reportctl.model.location import FileRef
from reportctl.rules import out113_reports_share_a_folder as out113


class Planned(Struct, frozen=True):
    """A workbook, the folder of its report, and why the report has to be built; without a reason it has not.

    `clash` is another agency whose report is in that folder, or would be. `recorded` are code and severity of what was
    found when a report that has not to be built was built.
    """

    claim: Claim
    folder: Path
    why: tuple[Why, ...]
    clash: str | None = None
    recorded: tuple[tuple[str, str], ...] = ()


class Request(Struct, frozen=True):
    """What `build` was asked for."""

    targets: Sequence[str]
    out: Path
    previous: Path | None
    force: bool = False


class Publisher:
    """A run of `build`."""

    def __init__(
        self,
        project: Project,
        settings: Settings,
        faces: Faces,
        request: Request,
        hands: Hands,
        asking: Watch = unwatched,
    ) -> None:
        """Find out what was asked for; nothing is built yet. Who workbooks are passes through `asking`."""
        self._project = project
        self._settings = settings
        self._request = request
        self._hands = hands
        known = (lambda _: None) if request.force else _known(request.out)
        self.selection: Selection = select(project, request.targets, asker(hands, known, asking))
        self._current = Current(
            settings.formats, settings.layouts, settings.config, cache(lambda: face_hashes(faces))
        )  # fmt: skip

    def settle(self) -> None:
        """Complete what an earlier run left unfinished in the folders of the reports, because it was stopped."""
        left = [settle(folder) for folder in self._folders]
        if any(left):
            # What lies there now may be the report of another agency.
            del self._folders

    def plan(self) -> Sequence[Planned]:
        """What is to be done with each workbook that can be read, in order."""
        claims = self._usable
        places = self._folders
        # Names that differ only in case are the same folder on some systems.
        names = [str(folder).casefold() for folder in places]
        sharing = Index(names.__getitem__, len(names))
        for number in range(len(names)):
            sharing.add(number)
        fates = room_for(len(claims), _pack, _Fate)
        for number, (claim, folder) in enumerate(zip(claims, places, strict=True)):
            old = read_manifest(folder / MANIFEST)
            why = self._why(claim, folder, old)
            there = (claims[other].answer.agency for other in sharing.all(names[number]) if other != number)
            agencies = chain((agency_of(old),), there)
            clash = next((agency for agency in agencies if agency not in (None, claim.answer.agency)), None)
            fates[number] = _Fate(tuple(reason.value for reason in why), clash, () if why else findings_of(old))
        return View(range(len(claims)), lambda number: _planned(claims[number], places[number], fates[number]))

    @cached_property
    def _numbers(self) -> Sequence[int]:
        """The numbers of the workbooks that can be read."""
        answers = (claim.answer for claim in self.selection.claims)
        return array("i", (number for number, answer in enumerate(answers) if answer.year is not None))

    @property
    def _usable(self) -> Sequence[Claim]:
        return View(self._numbers, lambda number: self.selection.claims[number])

    @cached_property
    def _folders(self) -> Sequence[Path]:
        return folders(self._usable, self._request.out)

    def _why(self, claim: Claim, folder: Path, old: Mapping[str, object]) -> tuple[Why, ...]:
        if self._settings.draft:
            return (Why.DRAFT,)
        if self._request.force:
            return (Why.FORCED,)
        return reasons(folder, old, Basis(claim.answer.sha256, self._previous(claim)), self._current)

    def _previous(self, claim: Claim) -> str | None:
        """The hash of last year's workbook, as it would be used now."""
        path, named = previous_of(self.selection, claim, self._request.previous)
        if path is None:
            return None
        before = None if named else self.selection.before(claim)
        if before is not None:
            return before.answer.sha256
        try:
            return Paper("", read_bounded(path)).sha256
        except UnreadableFile:
            return None

    def run(self, plan: Sequence[Planned]) -> Iterator[tuple[int, Item]]:
        """Carry out a plan; each workbook comes back with its number among all, as soon as it is done."""
        numbers = self._numbers
        todo = array("i")
        following = 0
        for number, claim in enumerate(self.selection.claims):
            task = None
            if following < len(numbers) and numbers[following] == number:
                task = plan[following]
                following += 1
            if task is not None and not task.why:
                yield number, _unchanged(task)
            elif task is not None and (hindrance := self._hindrance(task)) is not None:
                yield number, self._failed(Item(claim, State.FAILED), hindrance)
            else:
                todo.append(number)

        def folder_of(number: int) -> Path:
            return plan[bisect_left(numbers, number)].folder

        given = self._request.previous
        for number, item, outcome in perform(
            self._hands, self._project, self.selection, todo, folder_of, given, few=1
        ):  # fmt: skip
            if outcome is not None and outcome.made is not None:
                yield number, self._put(item, outcome.made, folder_of(number))
            else:
                yield number, item

    def _put(self, item: Item, made: Made, folder: Path) -> Item:
        """Put the files of a report in place; nothing is replaced unless all of them could be written."""
        name = DRAFT_MANIFEST if made.draft else MANIFEST
        record = json.loads(made.manifest)
        try:
            with claimed(folder) as place:
                before = earlier(folder / name, record, made.outputs)
                record["outputs"] += before.kept
                place.put({**made.outputs, name: written(record)}, [path.name for path in before.stale])
        except OSError as error:
            return self._failed(item, refused(error, self._project, folder))
        files = tuple(folder / name for name in made.outputs)
        return replace(item, state=State.BUILT, written=files, served=made.served)

    def _hindrance(self, planned: Planned) -> Finding | None:
        """What will keep a report from being written, as far as that can be known before it is made."""
        if planned.clash is not None:
            names = {"agency": planned.claim.answer.agency, "other": planned.clash}
            return Finding(out113.RULE, FileRef(self._project.shown(planned.folder)), names)
        try:
            check_place(self._request.out, planned.folder)
        except OSError as error:
            return refused(error, self._project, planned.folder)
        return None

    def _failed(self, item: Item, finding: Finding) -> Item:
        answer = item.claim.answer
        finding = replace(finding, year=answer.year, agency=answer.agency)
        return replace(item, state=State.FAILED, findings=(*item.findings, finding))


class _Fate(Struct, frozen=True):
    """What is kept of a plan for a workbook."""

    why: tuple[str, ...]
    clash: str | None
    recorded: tuple[tuple[str, str], ...]


def _pack(fate: _Fate) -> Plain:
    return fate.why, fate.clash, fate.recorded


def _planned(claim: Claim, folder: Path, fate: _Fate) -> Planned:
    return Planned(claim, folder, tuple(map(Why, fate.why)), fate.clash, fate.recorded)


def _unchanged(planned: Planned) -> Item:
    beside = open_elsewhere(planned.claim.source)
    return Item(planned.claim, State.UNCHANGED, beside, recorded=planned.recorded)


def _known(out: Path) -> Callable[[str], Answer | None]:
    """Who the workbooks are from which the reports below a folder were built, by their hashes."""
    record_of = records(out)

    def answer(sha256: str) -> Answer | None:
        record = record_of(sha256)
        return None if record is None else Answer(sha256, record.agency, record.year, record.previous)

    return answer


def folders(claims: Sequence[Claim], out: Path) -> Sequence[Path]:
    """The output folder of each report: its place under data/ with the data year, so that reports never share one.

    Where two of a run would meet, or where another agency's report already lies, the agency's name comes between.
    """

    @cache
    def above(base: Path) -> Path:
        return base.absolute()

    def plain(claim: Claim) -> str:
        source = claim.source
        return str(out / source.path.parent.absolute().relative_to(above(source.base)) / str(claim.answer.year))

    places = [plain(claim) for claim in claims]
    meeting = Index(places.__getitem__, len(places))
    for number in range(len(places)):
        meeting.add(number)
    apart = bytearray(len(places))
    for number, (claim, place) in enumerate(zip(claims, places, strict=True)):
        lies_there = agency_of(read_manifest(Path(place, MANIFEST)))
        several = len(list(islice(meeting.all(place), 2))) > 1
        apart[number] = several or lies_there not in (None, claim.answer.agency)

    def folder_of(number: int) -> Path:
        folder = Path(places[number])
        return folder.parent / safe_name(claims[number].answer.agency) / folder.name if apart[number] else folder

    return View(range(len(claims)), folder_of)
