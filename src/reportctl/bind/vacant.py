"""Where a missing label ought to stand, judged by its neighbours: its cell is named, its row not remarked on again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from reportctl.bind.expected import Label
from reportctl.bind.locate import Located, Place, SheetText
from reportctl.model.source import Sheet


class Vacancy(Struct, frozen=True):
    """A missing label and the cell that it ought to stand in; `text` is what stands there instead, empty for nothing.

    `place` is None where the neighbours do not tell.
    """

    label: Label
    place: Place | None
    text: str = ""


class Mended(Struct, frozen=True):
    """The labels of a table with what is known of missing ones.

    `rows` and `columns` are those that lost their label, or that have one which stands twice: their numbers need no
    remark of their own.
    """

    located: Located
    vacancies: tuple[Vacancy, ...]
    rows: frozenset[int]
    columns: frozenset[int]


def mend(located: Located, sheet: Sheet, text: SheetText) -> Mended:
    """Find the places of missing labels; a label that was written over another one is not doubled as well."""
    doubled = {label for label, _, _ in located.doubled}
    sure = {label: place for label, place in located.places.items() if label not in doubled}
    vacancies = [_vacancy(label, sure, sheet) for label in located.missing]
    overwritten = {v.place for v in vacancies if v.place is not None and v.text}
    places, twice = dict(located.places), []
    for label, first, second in located.doubled:
        if first in overwritten:
            places[label] = second
        elif second not in overwritten:
            twice.append((label, first, second))
    taken = set(places.values())
    vacancies = [_judged(vacancy, taken, text) for vacancy in vacancies]
    mended = replace(located, places=places, doubled=tuple(twice))
    lost = [(v.label, v.place) for v in vacancies if v.place is not None]
    lost += [(label, second) for label, _, second in twice]
    rows = frozenset(place[0] for label, place in lost if not label.column)
    columns = frozenset(place[1] for label, place in lost if label.column)
    return Mended(mended, tuple(vacancies), rows, columns)


def _vacancy(label: Label, sure: Mapping[Label, Place], sheet: Sheet) -> Vacancy:
    alike = {other: place for other, place in sure.items() if other.column is label.column}
    row = _coordinate(label.place[0], ((o.place[0], p[0]) for o, p in alike.items()))
    column = _coordinate(label.place[1], ((o.place[1], p[1]) for o, p in alike.items()))
    if row is None or column is None:
        return Vacancy(label, None)
    cell = sheet.at(row, column)
    return Vacancy(label, (row, column), cell.text.strip() if cell else "")


def _coordinate(wanted: int, known: Iterable[tuple[int, int]]) -> int | None:
    """Where a row or column of the form is on the sheet, by those whose places are known.

    The nearest on both sides have to agree, unless one on the same line of the form says it directly.
    """
    by_form: dict[int, set[int]] = {}
    for form, place in known:
        by_form.setdefault(form, set()).add(place)
    lines = {form: next(iter(places)) for form, places in by_form.items() if len(places) == 1}
    if wanted in lines:
        return lines[wanted]
    before = max((form for form in lines if form < wanted), default=None)
    after = min((form for form in lines if form > wanted), default=None)
    told = {lines[form] + wanted - form for form in (before, after) if form is not None}
    return told.pop() if len(told) == 1 else None


def _judged(vacancy: Vacancy, taken: set[Place], text: SheetText) -> Vacancy:
    """A vacancy without its place where another label of the form, or a number, stands there by right."""
    place = vacancy.place
    is_number = place is not None and bool(vacancy.text) and place not in text.keys
    return Vacancy(vacancy.label, None) if place in taken or is_number else vacancy
