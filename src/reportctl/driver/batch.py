"""A run over workbooks: who they are, what is to be done with each, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar, overload

from msgspec import Struct

from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.hands import Hands
from reportctl.driver.inputs import Claim, Selection, Source, open_elsewhere, paper, room_for_answers, select
from reportctl.driver.mishaps import Lost, Mishap, as_finding
from reportctl.driver.packed import Plain, View, pickled, room_for, unpickled
from reportctl.driver.project import Project
from reportctl.driver.unit import Answer, Outcome, Paper, Query, Settings, Work, blocking
from reportctl.model.again import Again
from reportctl.model.finding import Finding
from reportctl.model.location import FileRef
from reportctl.rules import rule

FEW_TO_ASK = 16
FEW_TO_CHECK = 8
"""Up to so many workbooks are done in this process: starting others would take longer."""


class State(StrEnum):
    """What became of a workbook."""

    CHECKED = "checked"
    BUILT = "built"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    """An error finding stands against its report."""
    UNREADABLE = "unreadable"
    FAILED = "failed"
    """The machine kept its report from being written."""


class Item(Struct, frozen=True):
    """A workbook and what became of it.

    `written` are the files of the report, `served` the name of the face that served each role. `recorded` are code and
    severity of what was found when a report that is unchanged was built.
    """

    claim: Claim
    state: State
    findings: tuple[Finding, ...] = ()
    written: tuple[Path, ...] = ()
    served: tuple[tuple[str, str], ...] = ()
    recorded: tuple[tuple[str, str], ...] = ()

    @property
    def errors(self) -> int:
        """How many findings block the build."""
        return blocking(self.findings)


class _Fate(Struct, frozen=True):
    """What is kept of an item."""

    state: State
    findings: tuple[Finding, ...]
    recorded: tuple[tuple[str, str], ...]


def _pack(fate: _Fate) -> Plain:
    return fate.state.value, pickled(fate.findings), fate.recorded


def _unpack(state: str, findings: bytes, recorded: tuple[tuple[str, str], ...]) -> _Fate:
    return _Fate(State(state), unpickled(findings), recorded)


class Items(Sequence[Item]):
    """What became of workbooks, in their order.

    What was written for each and in which faces is told at once: it is not kept.
    """

    def __init__(self, claims: Sequence[Claim]) -> None:
        """Take the workbooks; what became of each is put at its number."""
        self._claims = claims
        self._fates = room_for(len(claims), _pack, _unpack)

    def __len__(self) -> int:
        return len(self._fates)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        if isinstance(place, slice):
            return View(range(*place.indices(len(self))), self.__getitem__)
        fate = self._fates[place]
        return Item(self._claims[place], fate.state, fate.findings, recorded=fate.recorded)

    def __setitem__(self, number: int, item: Item) -> None:
        self._fates[number] = _Fate(item.state, item.findings, item.recorded)


class Examination(Struct, frozen=True):
    """What a run was about and what became of it, in the order of the inputs."""

    selection: Selection
    items: Sequence[Item]

    @property
    def findings(self) -> Iterable[Finding]:
        """Everything found; first what belongs to no workbook, such as a year without one."""
        return Again(lambda: chain(self.selection.missing, (f for item in self.items for f in item.findings)))

    @property
    def unreadable(self) -> int:
        """How many things that were asked for could not be read."""
        return len(self.selection.missing) + sum(1 for item in self.items if item.state is State.UNREADABLE)


T = TypeVar("T")
Numbered = Iterable[tuple[int, T]]
"""Results with their numbers, as they come."""


def unwatched(items: Numbered[T], _total: int) -> Numbered[T]:
    """Let results pass without showing how far they are."""
    return items


class Watch(Protocol):
    """Lets results pass, `total` in all, and shows how far they are."""

    def __call__(self, items: Numbered[T], total: int, /) -> Numbered[T]:
        """Pass results on."""


def examine(
    project: Project,
    targets: Sequence[str],
    previous: Path | None = None,
    jobs: int | None = None,
    watch: Callable[[Numbered[Item], int], Numbered[Item]] = unwatched,
    asking: Watch = unwatched,
) -> Examination:
    """Check what was asked for; `previous` is last year's workbook where it is given by hand.

    `jobs` is the number of worker processes, None for as many as are worth it; items pass through `watch`, and before
    them who the workbooks are through `asking`.
    """
    with Hands(Settings(project.layouts, project.config), jobs) as hands:
        selection = select(project, targets, asker(hands, lambda _: None, asking))
        todo = range(len(selection.claims))
        performed = perform(hands, project, selection, todo, lambda _: None, previous, FEW_TO_CHECK)
        items = Items(selection.claims)
        for number, item in watch(((number, item) for number, item, _ in performed), len(todo)):
            items[number] = item
        return Examination(selection, items)


def asker(
    hands: Hands, known: Callable[[str], Answer | None], watch: Watch = unwatched
) -> Callable[[Sequence[Source]], Sequence[Answer]]:
    """Ask workbooks who they are; one whose bytes are `known` by their hash is not opened."""

    def ask(sources: Sequence[Source]) -> Sequence[Answer]:
        answers = room_for_answers(len(sources))

        def queries() -> Iterator[tuple[int, Query]]:
            for number, source in enumerate(sources):
                match paper(source):
                    case Finding() as fault:
                        answers[number] = Answer("", findings=(fault,))
                    case Paper() as found:
                        answer = known(found.sha256)
                        if answer is None:
                            yield number, Query(found)
                        else:
                            answers[number] = answer

        for number, result in watch(hands.map(queries(), len(sources), FEW_TO_ASK), len(sources)):
            match result:
                case Answer():
                    answers[number] = result
                case Lost():
                    answers[number] = Answer("", findings=(as_finding(result, sources[number].shown),))
        return answers

    return ask


def perform(
    hands: Hands,
    project: Project,
    selection: Selection,
    todo: Sequence[int],
    folder_of: Callable[[int], Path | None],
    previous: Path | None,
    few: int,
) -> Iterator[tuple[int, Item, Outcome | None]]:
    """Check or build the workbooks with the numbers `todo`; `folder_of` gives the place of the report of each.

    Each comes back with its number when it is done, with the outcome where there is one.
    """
    claims = selection.claims
    usable = 0
    for number in todo:
        claim = claims[number]
        usable += claim.answer.year is not None
        if claim.answer.year is None:
            yield number, Item(claim, State.UNREADABLE, claim.answer.findings), None

    def works() -> Iterator[tuple[int, Work]]:
        for number in todo:
            claim = claims[number]
            if claim.answer.year is not None:
                yield number, _work(project, selection, claim, folder_of(number), previous)

    for number, result in hands.map(works(), usable, few):
        claim = claims[number]
        beside = open_elsewhere(claim.source)
        match result:
            case Outcome() if result.sha256 == claim.answer.sha256:
                state = State.UNREADABLE if not result.readable else State.CHECKED
                state = State.REFUSED if result.readable and result.errors else state
                yield number, Item(claim, state, (*result.findings, *result.flaws, *beside)), result
            case Lost():
                state = State.FAILED if result.mishap is Mishap.UNFIT else State.UNREADABLE
                yield number, Item(claim, state, (as_finding(result, claim.source.shown), *beside)), None
            case _:
                yield number, Item(claim, State.UNREADABLE, (_unsteady(claim), *beside)), None


def _unsteady(claim: Claim) -> Finding:
    args = {"cause": "它在读取过程中被改动了", "cause_en": "it was changed while it was read"}
    return Finding(rule("FIL102"), FileRef(claim.source.shown), args)


def _work(project: Project, selection: Selection, claim: Claim, folder: Path | None, given: Path | None) -> Work:
    read = paper(claim.source)
    workbook = read if isinstance(read, Paper) else Paper(claim.source.shown, b"")
    path, named = previous_of(selection, claim, given)
    place = project.shown(folder) if folder else ""
    if path is None:
        return Work(workbook, place=place)
    return Work(workbook, Paper(project.shown(path), _bytes(path)), named, place)


def previous_of(selection: Selection, claim: Claim, given: Path | None) -> tuple[Path | None, bool]:
    """Last year's workbook: given by hand, named in the workbook, or found beside it; true where it was asked for."""
    named = claim.answer.previous
    path = given or (claim.source.path.parent / named if named else None)
    if path is not None:
        return path, True
    before = selection.before(claim)
    return (before.source.path, False) if before else (None, False)


def _bytes(path: Path) -> bytes:
    try:
        return read_bounded(path)
    except UnreadableFile:
        return b""


def in_order(items: Iterable[tuple[int, Item]]) -> Iterator[Item]:
    """Items in the order of their numbers, each as soon as all before it are there."""
    held: dict[int, Item] = {}
    following = 0
    for number, item in items:
        held[number] = item
        while following in held:
            yield held.pop(following)
            following += 1
