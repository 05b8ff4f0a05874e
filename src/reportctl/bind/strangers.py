"""What stands in a table and belongs to none of its labels: labels of the clerk's own, and numbers without a label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from reportctl.bind.expected import Expected
from reportctl.bind.locate import Located, Place, SheetText
from reportctl.bind.vacant import Mended
from reportctl.bind.values import Domain, may_be_number, read_value
from reportctl.model.figure import FigureType, State
from reportctl.model.finding import Severity
from reportctl.model.location import CellRef
from reportctl.model.source import Cell, Sheet

MOST = 100
"""How many cells of a table are named; whoever has more has another table."""


_ANY = Domain(FigureType.MONEY)


class Stranger(Struct, frozen=True):
    """A cell that the form does not know. It is an error where a number depends on it, else merely a remark."""

    cell: Cell
    severity: Severity


def strangers(
    sheet: Sheet, expected: Expected, text: SheetText, mended: Mended, figures: Mapping[str, Place]
) -> Iterator[Stranger]:
    """The unknown labels of the table and the numbers that no label explains, in reading order.

    What stands in the place of a missing label, and the numbers beside it, are remarked on there.
    """
    if not figures:
        return
    area = _Area(sheet, expected, text, mended.located, figures)
    vacant = {vacancy.place for vacancy in mended.vacancies}
    labels = [sheet.cells[place] for place in text.keys if place not in vacant and area.is_stranger(place)]
    explained = {*mended.rows, *(cell.row for cell in labels)}, {*mended.columns, *(cell.column for cell in labels)}
    for cell in labels:
        if severity := area.severity(cell):
            yield Stranger(cell, severity)
    for cell in sheet.in_order():
        if area.is_loose_number(cell) and cell.row not in explained[0] and cell.column not in explained[1]:
            yield Stranger(cell, Severity.ERROR)


class _Area:
    """The part of a sheet that a table takes up."""

    def __init__(
        self, sheet: Sheet, expected: Expected, text: SheetText, located: Located, figures: Mapping[str, Place]
    ) -> None:
        self.sheet = sheet
        self.expected = expected
        self.text = text
        self.missing = bool(located.missing)
        self.claimed = set(figures.values())
        self.rows = {row for row, _ in self.claimed}
        self.columns = {column for _, column in self.claimed}
        labelled = {*located.places.values(), *self.claimed}
        self.top = min(row for row, _ in labelled)
        self.bottom = max(row for row, _ in labelled)
        self.label_columns = {place[0]: place[1] for label, place in located.places.items() if not label.column}
        self.furniture = {row for (row, _), key in text.keys.items() if key.startswith(expected.furniture)}

    def is_stranger(self, place: Place) -> bool:
        """Whether a text is no label of the form, no value, no unit or remark beside a value, no outer line."""
        row, column = place
        if place in self.claimed or row in self.furniture or self.text.keys[place] in self.expected.known:
            return False
        beside_label = row in self.rows and column > self.label_columns.get(row, 0)
        return not beside_label and not (self.number_at(place) and column in self.columns)

    def severity(self, cell: Cell) -> Severity | None:
        """How grave an unknown label is; None where it lies outside the table and leads to nothing."""
        inside = self.top <= cell.row <= self.bottom
        if self._leads_to_number(cell) or (inside and self.missing):
            return Severity.ERROR
        return Severity.INFO if inside else None

    def is_loose_number(self, cell: Cell) -> bool:
        """Whether a number stands among the figures without being one."""
        place = (cell.row, cell.column)
        if place in self.claimed or not self.number_at(place) or cell.row in self.furniture:
            return False
        in_rows = min(self.rows) <= cell.row <= max(self.rows)
        return in_rows and (
            cell.column in self.columns or min(self.columns) < cell.column < max(self.columns) and cell.row in self.rows
        )

    def number_at(self, place: Place) -> bool:
        """Whether a cell states a number, be it as text."""
        cell = self.sheet.at(*place)
        if cell is None or not isinstance(cell.content, str):
            return cell is not None and isinstance(cell.content, Decimal)
        # Nearly all texts are labels, which a look at their ends tells at once.
        if not may_be_number(cell.content):
            return False
        return read_value(cell, CellRef("", "", *place), _ANY).value.state is State.NUMBER

    def _leads_to_number(self, cell: Cell) -> bool:
        if cell.row not in self.rows and any(self.number_at((cell.row, column)) for column in self.columns):
            return True
        heads_column = cell.column > min(self.columns) and cell.column not in self.columns
        below = (row for row in self.rows if row > cell.row)
        return heads_column and any(self.number_at((row, cell.column)) for row in below)
