"""Annotated copies: where they go, and that no original is ever touched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from reportctl.diagnostics.notes import annotation_of
from reportctl.driver.batch import Examination, Item, State
from reportctl.driver.inputs import Source, paper
from reportctl.driver.names import safe_name
from reportctl.driver.place import write_whole
from reportctl.driver.project import Project
from reportctl.driver.unit import Paper
from reportctl.model.finding import Words

_ENDINGS = (".xlsx", ".xlsm")


class Copy(Struct, frozen=True):
    """What became of one copy: its path and the sheets that took no notes, or why it was not written.

    `failure` is set where the machine refused it, `cause` where the workbook is of a kind that takes no notes.
    """

    shown: str
    path: Path | None = None
    plain: tuple[tuple[str, Words], ...] = ()
    cause: Words | None = None
    failure: OSError | None = None


def in_the_way(project: Project, examination: Examination, folder: Path) -> Path | None:
    """The folder of originals that copies would be mixed up with, None where there is none.

    A copy must not lie beside its original, nor anywhere below a folder that is searched for workbooks: it would be
    found there the next time, as a second workbook for the same report.
    """
    target = folder.resolve()
    for claim in examination.selection.claims:
        source = claim.source
        beside, home = source.path.parent.resolve(), source.home.resolve()
        if target == beside:
            return beside
        if target.is_relative_to(home) and not _named_alone(project, source):
            return home
    return None


def _named_alone(project: Project, source: Source) -> bool:
    """Whether a workbook was asked for by its own path, outside data/: then its folder is not searched for others."""
    return source.base.resolve() == source.home.resolve() != project.data.resolve()


def write_copies(examination: Examination, folder: Path, language: str) -> Iterator[Copy]:
    """Write a copy with notes of every workbook that could be read; an earlier copy is replaced as a whole."""
    items = [item for item in examination.items if item.state in (State.CHECKED, State.REFUSED)]
    originals = [item.claim.source.path.resolve() for item in examination.items]
    for item, target in zip(items, _targets(items, folder), strict=True):
        yield _written(item, target, originals, language)


def _written(item: Item, target: Path, originals: Sequence[Path], language: str) -> Copy:
    source = item.claim.source
    read = paper(source)
    if not isinstance(read, Paper) or read.sha256 != item.claim.answer.sha256:
        return Copy(source.shown, cause=Words("它在读取过程中被改动了", "it was changed while it was read"))
    from reportctl.annotate import annotate

    made = annotate(read.data, annotation_of(item.findings, source.shown, language))
    if made.data is None:
        return Copy(source.shown, cause=made.cause)
    try:
        if any(target.exists() and target.samefile(original) for original in originals if original.exists()):
            return Copy(source.shown, cause=Words("副本的位置就是原件", "the place of the copy is an original"))
        write_whole(target.parent, {target.name: made.data})
    except OSError as error:
        return Copy(source.shown, failure=error)
    return Copy(source.shown, target, made.plain)


def _targets(items: Sequence[Item], folder: Path) -> list[Path]:
    """The places of the copies, arranged as the originals are; where two would meet, the later gets a number."""
    taken: set[str] = set()
    targets = []
    for item in items:
        parts = [safe_name(part) for part in _below(item.claim.source).parts]
        name = parts[-1] if PurePath(parts[-1]).suffix.lower() in _ENDINGS else f"{parts[-1]}.xlsx"
        target, number = folder.joinpath(*parts[:-1], name), 1
        while os.path.normcase(target).casefold() in taken:
            number += 1
            target = target.with_name(f"{PurePath(name).stem} ({number}){PurePath(name).suffix}")
        taken.add(os.path.normcase(target).casefold())
        targets.append(target)
    return targets


def _below(source: Source) -> PurePath:
    """The path of an original below the folder that its place is counted from."""
    path, base = source.path.absolute(), source.base.absolute()
    return path.relative_to(base) if path.is_relative_to(base) else PurePath(path.name)
