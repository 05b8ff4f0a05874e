"""Finding a table's labels on a sheet, wherever a clerk's inserted rows and columns have moved them.

Merged ranges are not looked at: programs that insert rows often leave them behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from reportctl.bind.expected import Expected, Label
from reportctl.bind.labels import is_note, normal
from reportctl.model.source import Sheet

Place = tuple[int, int]
"""Row and column, from 1."""

MOST_PLACES = 200
"""How often one wording is looked at on a sheet; more only costs time."""


class SheetText(Struct, frozen=True):
    """The text cells of a sheet that may be labels: their normal form by place, in reading order."""

    keys: Mapping[Place, str]
    places: Mapping[str, Sequence[Place]]


class Located(Struct, frozen=True):
    """Where the labels stand: those found, those missing, and those that stand twice (label, first, second place)."""

    places: Mapping[Label, Place]
    missing: tuple[Label, ...]
    doubled: tuple[tuple[Label, Place, Place], ...]


def text_of(sheet: Sheet) -> SheetText:
    """The possible labels of a sheet; what stands in a row behind the opening of a note is none."""
    keys: dict[Place, str] = {}
    places: dict[str, list[Place]] = defaultdict(list)
    noted = 0
    for cell in sheet.in_order():
        if not isinstance(cell.content, str) or cell.row == noted:
            continue
        if is_note(cell.content):
            noted = cell.row
            continue
        if key := normal(cell.content):
            keys[cell.row, cell.column] = key
            if len(places[key]) < MOST_PLACES:
                places[key].append((cell.row, cell.column))
    return SheetText(keys, places)


def share_found(expected: Expected, text: SheetText) -> float:
    """How many of the table's different labels the sheet has, from 0 to 1."""
    keys = {label.key for label in expected.labels}
    return len(keys & text.places.keys()) / len(keys) if keys else 0.0


def locate(expected: Expected, text: SheetText) -> Located:
    """Find every label of the table; one that the form has several times is told apart by the label above it."""
    groups: dict[tuple[str, bool], list[Label]] = defaultdict(list)
    for label in expected.labels:
        groups[label.key, label.column].append(label)
    head_rows = _head_rows(expected, text)
    found: dict[Label, Place] = {}
    missing: list[Label] = []
    doubled: list[tuple[Label, Place, Place]] = []
    for (key, is_column), labels in groups.items():
        places = text.places.get(key, ())
        if (key, not is_column) in groups:
            places = [place for place in places if (place[0] in head_rows) is is_column]
        for members, stand in _matched(labels, places, text):
            found |= zip(members, stand, strict=False)
            missing += members[len(stand) :]
            doubled += [(members[-1], stand[len(members) - 1], extra) for extra in stand[len(members) :]]
    return Located(found, tuple(sorted((m for m in missing if not m.optional), key=_order)), tuple(doubled))


def _order(label: Label) -> tuple[int, int]:
    return label.place


def _head_rows(expected: Expected, text: SheetText) -> set[int]:
    """The rows of column heads, judged by labels that can be nothing else."""
    stubs = {label.key for label in expected.labels if not label.column}
    heads = {label.key for label in expected.labels if label.column} - stubs
    return {row for key in heads for row, _ in text.places.get(key, ())}


def _matched(
    labels: Sequence[Label], places: Sequence[Place], text: SheetText
) -> Iterable[tuple[Sequence[Label], Sequence[Place]]]:
    """Labels of one wording with the places that may be theirs, group by group, both in order."""
    if len(labels) == 1:
        return [(labels, places)]
    by_parent: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        by_parent[label.parent].append(label)
    if len(labels) == len(places) and not all(parent in text.places for parent in by_parent):
        # A parent was reworded; that is reported once, at the parent. The order still tells its children apart.
        return [(labels, places)]
    stand: dict[str, list[Place]] = defaultdict(list)
    strays: list[Place] = []
    for place in places:
        parent = _nearest_parent(place, by_parent, text, is_column=labels[0].column)
        (strays if parent is None else stand[parent]).append(place)
    matched = [(members, stand[parent]) for parent, members in by_parent.items()]
    if strays:
        matched[0] = (matched[0][0], sorted([*matched[0][1], *strays]))
    return matched


def _nearest_parent(place: Place, parents: Iterable[str], text: SheetText, *, is_column: bool) -> str | None:
    """The wording of the label, among the possible ones, that a place stands under."""
    row, column = place
    if is_column:
        over = [
            ((c, r), parent) for parent in parents for r, c in text.places.get(parent, ()) if r < row and c <= column
        ]
    else:
        over = [((r, c), parent) for parent in parents for r, c in text.places.get(parent, ()) if (r, c) < place]
    return max(over)[1] if over else None
