"""What the formulas of a workbook lean on: other files, and themselves. Nothing is calculated, opened or fetched."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, column_letters, column_number
from reportctl.model.pattern import regex
from reportctl.model.source import Sheet
from reportctl.rules import rule

MOST_STEPS = 2_000_000
"""How many pairs of a reference and a cell are looked at in search of circles; a form has some hundred."""
MOST_REFERENCES = 200

_TEXT = regex(r'"[^"]*"')
_ELSEWHERE = regex(
    r"\[(?!0\])[^\[\]]+\][^\[\]'!(),;]*'?!|'?file:|https?:|\b(?:WEBSERVICE|RTD|DDE)\s*\(|\w\|[^|;{}!]{1,200}!",
    re.IGNORECASE,
)
_REFERENCE = regex(
    r"(?:(?:'((?:[^']|'')+)'|([\w.]+))!)?\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?(?![\w(])"
)
_SHOWN = 60

Cell = tuple[int, int, int]
"""The number of a sheet, a row and a column."""


class Formulas(Struct, frozen=True):
    """A sheet and the formulas of its cells, without the equals sign, by row and column."""

    sheet: Sheet
    texts: Mapping[tuple[int, int], str]


def remarks(file: str, sheets: Sequence[Formulas]) -> tuple[Finding, ...]:
    """Warnings about formulas that take values from other files, one a sheet, and about circles, one for all."""
    found: list[Finding] = []
    for sheet in sheets:
        away = sorted(place for place, text in sheet.texts.items() if _ELSEWHERE.search(_TEXT.sub("", text)))
        if away:
            args = {"raw": "=" + sheet.texts[away[0]][:_SHOWN], "count": str(len(away))}
            found.append(Finding(rule("CEL118"), CellRef(file, sheet.sheet.name, *away[0]), args))
    circle = _circle(sheets)
    if circle:
        number, row, column = circle[0]
        cells = "、".join(f"{column_letters(column)}{row}" for _, row, column in circle[:5])
        found.append(Finding(rule("CEL119"), CellRef(file, sheets[number].sheet.name, row, column), {"cells": cells}))
    return tuple(found)


def _circle(sheets: Sequence[Formulas]) -> list[Cell]:
    """The cells whose formulas come back to themselves, in order; none where there are too many to look at."""
    needs = _needs(sheets)
    if needs is None:
        return []
    needed_by: defaultdict[Cell, set[Cell]] = defaultdict(set)
    for cell, others in needs.items():
        for other in others:
            needed_by[other].add(cell)
    # What nothing in a circle needs, or what needs nothing in one, is taken away until only circles are left.
    left = _stripped(set(needs), needs, needed_by)
    return sorted(_stripped(left, needed_by, needs))


def _stripped(cells: set[Cell], ahead: Mapping[Cell, set[Cell]], behind: Mapping[Cell, set[Cell]]) -> set[Cell]:
    left = set(cells)
    count = {cell: len(ahead.get(cell, set()) & left) for cell in left}
    ends = [cell for cell in left if count[cell] == 0]
    while ends:
        end = ends.pop()
        left.discard(end)
        for cell in behind.get(end, ()):
            if cell in left:
                count[cell] -= 1
                if count[cell] == 0:
                    ends.append(cell)
    return left


def _needs(sheets: Sequence[Formulas]) -> dict[Cell, set[Cell]] | None:
    """The formulas that each formula refers to; None where that would take too long to find out."""
    names = {sheet.sheet.name.casefold(): number for number, sheet in enumerate(sheets)}
    places = [sorted(sheet.texts) for sheet in sheets]
    steps = 0
    needs: dict[Cell, set[Cell]] = {}
    for number, sheet in enumerate(sheets):
        for place, text in sheet.texts.items():
            found: set[Cell] = set()
            needs[number, *place] = found
            for target, top, left, bottom, right in _references(text, number, names):
                rows = places[target]
                first, last = bisect_left(rows, (top, left)), bisect_right(rows, (bottom, right))
                steps += last - first + 1
                if steps > MOST_STEPS:
                    return None
                found.update((target, r, c) for r, c in rows[first:last] if left <= c <= right)
    return needs


def _references(text: str, own: int, names: Mapping[str, int]) -> Iterator[tuple[int, int, int, int, int]]:
    """The ranges that a formula names: number of the sheet, top, left, bottom, right."""
    for number, match in enumerate(_REFERENCE.finditer(_TEXT.sub("", text))):
        if number == MOST_REFERENCES:
            return
        quoted, plain, column, row, other_column, other_row = match.groups()
        name = (quoted or "").replace("''", "'") or plain
        target = names.get(name.casefold()) if name else own
        if target is None:
            continue
        rows = sorted((int(row), int(other_row or row)))
        columns = sorted((column_number(column), column_number(other_column or column)))
        yield target, rows[0], columns[0], rows[1], columns[1]
