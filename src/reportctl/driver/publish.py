"""Publish: decide which reports have to be built, have them built, and put each in place as a whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportctl.driver.batch import Item, Job, State, Watch, asker, perform, previous_of, unwatched
from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.fonts import face_hashes
from reportctl.driver.hands import Hands
from reportctl.driver.inputs import Claim, Selection, open_elsewhere, select
from reportctl.driver.manifest import written
from reportctl.driver.names import safe_name
from reportctl.driver.outputs import (
    DRAFT_MANIFEST,
    MANIFEST,
    Current,
    Why,
    agency_of,
    earlier,
    findings_of,
    reasons,
    records,
)
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

    `clash` is another agency whose report is in that folder, or would be.
    """

    claim: Claim
    folder: Path
    why: tuple[Why, ...]
    clash: str | None = None


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
        known = {} if request.force else _known(request.out)
        self.selection: Selection = select(project, request.targets, asker(hands, known, asking))
        self._current = Current(
            settings.formats, settings.layouts, settings.config, cache(lambda: face_hashes(faces))
        )  # fmt: skip

    def settle(self) -> None:
        """Complete what an earlier run left unfinished in the folders of the reports, because it was stopped."""
        for folder in folders(self._claims, self._request.out):
            settle(folder)

    def plan(self) -> tuple[Planned, ...]:
        """What is to be done with each workbook that can be read, in order."""
        claims = self._claims
        places = folders(claims, self._request.out)
        return tuple(
            Planned(claim, folder, self._why(claim, folder), clash)
            for claim, folder, clash in zip(claims, places, clashes(claims, places), strict=True)
        )

    @property
    def _claims(self) -> list[Claim]:
        return [claim for claim in self.selection.claims if claim.answer.year is not None]

    def _why(self, claim: Claim, folder: Path) -> tuple[Why, ...]:
        if self._settings.draft:
            return (Why.DRAFT,)
        if self._request.force:
            return (Why.FORCED,)
        return reasons(folder, claim.answer.sha256, self._previous(claim), self._current)

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
        planned = {claim.claim.source.path: claim for claim in plan}
        todo: list[tuple[int, Job]] = []
        for number, claim in enumerate(self.selection.claims):
            task = planned.get(claim.source.path)
            if task is not None and not task.why:
                yield number, _unchanged(task)
            elif task is not None and (hindrance := self._hindrance(task)) is not None:
                yield number, self._failed(Item(claim, State.FAILED), hindrance)
            else:
                todo.append((number, Job(claim, task.folder if task else None)))
        jobs = [job for _, job in todo]
        for index, item, outcome in perform(
            self._hands, self._project, self.selection, jobs, self._request.previous, few=1
        ):
            number, job = todo[index]
            if outcome is not None and outcome.made is not None and job.folder is not None:
                yield number, self._put(item, outcome.made, job.folder)
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


def _unchanged(planned: Planned) -> Item:
    return Item(
        planned.claim, State.UNCHANGED, open_elsewhere(planned.claim.source), recorded=findings_of(planned.folder)
    )  # fmt: skip


def _known(out: Path) -> dict[str, Answer]:
    return {
        sha256: Answer(sha256, record.agency, record.year, record.previous) for sha256, record in records(out).items()
    }


def folders(claims: Sequence[Claim], out: Path) -> list[Path]:
    """The output folder of each report: its place under data/ with the data year, so that reports never share one.

    Where two of a run would meet, or where another agency's report already lies, the agency's name comes between.
    """
    places = [
        (out / claim.source.path.parent.absolute().relative_to(claim.source.base.absolute()), claim.answer)
        for claim in claims
    ]
    shared = Counter(parent / str(answer.year) for parent, answer in places)
    chosen = []
    for parent, answer in places:
        folder = parent / str(answer.year)
        lies_there = agency_of(folder)
        if shared[folder] > 1 or (lies_there is not None and lies_there != answer.agency):
            folder = parent / safe_name(answer.agency) / str(answer.year)
        chosen.append(folder)
    return chosen


def clashes(claims: Sequence[Claim], places: Sequence[Path]) -> list[str | None]:
    """For each report another agency whose report is in its folder, or is to be, so that one would overwrite the other.

    Names that differ only in case are the same folder on some systems.
    """
    sharing: dict[str, list[str]] = {}
    for claim, folder in zip(claims, places, strict=True):
        sharing.setdefault(str(folder).casefold(), []).append(claim.answer.agency)
    found = []
    for claim, folder in zip(claims, places, strict=True):
        agencies = (agency_of(folder), *sharing[str(folder).casefold()])
        found.append(next((agency for agency in agencies if agency not in (None, claim.answer.agency)), None))
    return found
