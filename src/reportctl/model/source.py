"""A workbook as it was read: sheets, cells and their faults, without any knowledge of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from msgspec import Struct, field

from reportctl.model.location import CellRef


class ErrorValue(Struct, frozen=True):
    """An error that the spreadsheet program stored in a cell, such as #REF!."""

    text: str


class Uncalculated(Struct, frozen=True):
    """A formula whose result was never stored."""

    formula: str


class Percentage(Struct, frozen=True):
    """A number that the cell shows as a percentage: 0.5 for 50%."""

    value: Decimal


class NotANumber(Struct, frozen=True):
    """What stands in a cell of numbers without being one by the standard, such as 1_000, full-width digits or NaN."""

    text: str


Content = (
    str | Decimal | bool | datetime | date | time | timedelta | ErrorValue | Uncalculated | Percentage | NotANumber
)


class Cell(Struct, frozen=True):
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


class Span(Struct, frozen=True):
    """A merged range, both ends included; its content belongs to the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


class Comment(Struct, frozen=True):
    """What somebody wrote on a cell: a note, or one remark of a thread. `author` is empty where the file names none."""

    row: int
    column: int
    text: str
    author: str = ""


class Sheet(Struct, frozen=True):
    """A sheet: its name, whether it is shown, its non-empty cells by (row, column), and its merged ranges.

    `hidden_rows` and `hidden_columns` are those in which it has cells.
    """

    name: str
    visible: bool
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: tuple[Comment, ...] = ()

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


class Workbook(Struct, frozen=True):
    """A workbook as read from bytes; `file` is its name for messages, `sha256` that of its bytes.

    `properties` are what the file says of itself (its author, its company), by the names of Open XML.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)

    def ref(self, sheet: Sheet, row: int, column: int) -> CellRef:
        """The location of a cell for findings."""
        return CellRef(self.file, sheet.name, row, column)
