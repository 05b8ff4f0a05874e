"""Publish: decide which reports have to be built, have them built, and put each in place as a whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportctl.driver.batch import Item, Job, State, asker, perform, previous_of
from reportctl.driver.files import UnreadableFile, read_bounded, write_whole
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
from reportctl.driver.project import Project
from reportctl.driver.unit import Answer, Made, Paper, Settings
from reportctl.faces import Faces
from reportctl.model.finding import Finding
from reportctl.model.location import FileRef
from reportctl.rules import out104_output_cannot_be_written as out104


@dataclass(frozen=True, slots=True)
class Planned:
    """A workbook, the folder of its report, and why the report has to be built; without a reason it has not."""

    claim: Claim
    folder: Path
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What `build` was asked for."""

    targets: Sequence[str]
    out: Path
    previous: Path | None
    force: bool = False


class Publisher:
    """A run of `build`."""

    def __init__(self, project: Project, settings: Settings, faces: Faces, request: Request, hands: Hands) -> None:
        """Find out what was asked for; nothing is built yet."""
        self._project = project
        self._settings = settings
        self._request = request
        self._hands = hands
        known = {} if request.force else _known(request.out)
        self.selection: Selection = select(project, request.targets, asker(hands, known))
        self._current = Current(
            settings.formats, settings.layouts, settings.config, cache(lambda: face_hashes(faces))
        )  # fmt: skip

    def plan(self) -> tuple[Planned, ...]:
        """What is to be done with each workbook that can be read, in order."""
        claims = [claim for claim in self.selection.claims if claim.answer.year is not None]
        places = folders(claims, self._request.out)
        return tuple(
            Planned(claim, folder, self._why(claim, folder)) for claim, folder in zip(claims, places, strict=True)
        )

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
        seal = folder / (DRAFT_MANIFEST if made.draft else MANIFEST)
        record = json.loads(made.manifest)
        try:
            before = earlier(seal, record, made.outputs)
            record["outputs"] += before.kept
            write_whole(folder, {**made.outputs, seal.name: written(record)})
            for path in before.stale:
                path.unlink()
        except OSError as error:
            cause = error.strerror or type(error).__name__
            shown = self._project.shown(Path(error.filename) if error.filename else folder)
            answer = item.claim.answer
            finding = Finding(
                out104.RULE, FileRef(shown), {"cause": cause}, year=answer.year, agency=answer.agency
            )  # fmt: skip
            return replace(item, state=State.FAILED, findings=(*item.findings, finding))
        files = tuple(folder / name for name in made.outputs)
        return replace(item, state=State.BUILT, written=files, served=made.served)


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
