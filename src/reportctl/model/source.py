"""A workbook as it was read: sheets, cells and their faults, without any knowledge of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from reportctl.model.location import CellRef


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error that the spreadsheet program stored in a cell, such as #REF!."""

    text: str


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula whose result was never stored."""

    formula: str


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number that the cell shows as a percentage: 0.5 for 50%."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class NotANumber:
    """What stands in a cell of numbers without being one by the standard, such as 1_000, full-width digits or NaN."""

    text: str


Content = (
    str | Decimal | bool | datetime | date | time | timedelta | ErrorValue | Uncalculated | Percentage | NotANumber
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty. Text is as stored; numbers are exact decimals of what the file states."""

    row: int
    column: int
    content: Content

    @property
    def text(self) -> str:
        """The content as a message would quote it."""
        match self.content:
            case str():
                return self.content
            case Decimal():
                return format(self.content, "f")
            case bool():
                return "TRUE" if self.content else "FALSE"
            case ErrorValue(text) | NotANumber(text):
                return text
            case Percentage(value):
                return f"{format(value * 100, 'f')}%"
            case Uncalculated(formula):
                return formula
            case _:
                return str(self.content)


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, both ends included; its content belongs to the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, whether it is shown, its non-empty cells by (row, column), and its merged ranges.

    `hidden_rows` and `hidden_columns` are those in which it has cells.
    """

    name: str
    visible: bool
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def is_shown(self, row: int, column: int) -> bool:
        """Whether a reader of the sheet sees the cell at a place."""
        return self.visible and row not in self.hidden_rows and column not in self.hidden_columns

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a place, or None where it is empty."""
        return self.cells.get((row, column))

    def in_order(self) -> Iterator[Cell]:
        """All cells, row by row and from left to right."""
        for key in sorted(self.cells):
            yield self.cells[key]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read from bytes; `file` is its name for messages, `sha256` that of its bytes."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]

    def ref(self, sheet: Sheet, row: int, column: int) -> CellRef:
        """The location of a cell for findings."""
        return CellRef(self.file, sheet.name, row, column)
