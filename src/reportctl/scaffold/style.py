"""How the workbook looks: colours, fonts, and the few ways in which a cell is written."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from math import ceil

from msgspec import Struct
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model.figures_file import Raw

INK = "1F2937"
GREY = "4B5563"
LINE = "9CA3AF"
HEAD_FILL = "D6E4F0"
SECTION_FILL = "EAF1F7"
INPUT_FILL = "FFF9DB"
TOTAL_FILL = "FFE8B8"
RED_FILL, RED_INK = "F8B4B4", "9B1C1C"
AMBER_FILL, AMBER_INK = "FDE68A", "92400E"

SONG = "宋体"
HEI = "黑体"

LINE_HEIGHT = 16.0
"""Points for a line of 11 point text."""
MOST_HEIGHT = 409.0
"""Points; no spreadsheet program shows a higher row."""
DIGITS = 15
"""Significant digits that a number cell holds."""

_HAIR = Side(style="thin", color=LINE)
GRID = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)


class Look(Struct, frozen=True):
    """The appearance of a cell, and whether a protected sheet lets it be changed."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    face: str = SONG
    ink: str = INK
    fill: str = ""
    horizontal: str = "left"
    vertical: str = "center"
    indent: int = 0
    border: bool = True
    locked: bool = True
    number_format: str = "General"


TITLE = Look(size=18, bold=True, face=HEI, horizontal="center", border=False)
SUBTITLE = Look(size=12, horizontal="center", border=False)
ASIDE = Look(size=10, ink=GREY, border=False)
HEAD = Look(bold=True, face=HEI, fill=HEAD_FILL, horizontal="center")
SECTION = Look(bold=True, face=HEI, fill=SECTION_FILL, indent=1)
LABEL = Look(indent=1)
CENTRED = Look(horizontal="center")
INPUT = Look(fill=INPUT_FILL, indent=1, locked=False)
TOTAL = Look(bold=True, fill=TOTAL_FILL, indent=1, locked=False)
HINT = Look(size=10, ink=GREY, vertical="top", indent=1, locked=False)
NOTE = Look(size=10, ink=GREY, vertical="top", border=False, locked=False)


def dress(cell: Cell | MergedCell, look: Look) -> None:
    """Give a cell its looks."""
    cell.font = Font(name=look.face, size=look.size, bold=look.bold, italic=look.italic, color=look.ink)
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill, end_color=look.fill)
    if look.border:
        cell.border = GRID
    indent = look.indent if look.horizontal != "center" else 0
    cell.alignment = Alignment(look.horizontal, look.vertical, wrap_text=True, indent=indent)
    cell.protection = Protection(locked=look.locked)
    cell.number_format = look.number_format


def put(sheet: Worksheet, row: int, column: int, content: Raw | int, look: Look) -> None:
    """Write a value as it is: text stays text whatever it begins with, None leaves the cell blank.

    A number of more digits than a cell can hold is written as text, so that no digit is lost unseen.
    """
    cell = sheet.cell(row, column)
    dress(cell, look)
    match content:
        case None:
            return
        case str():
            _put_text(cell, content)
        case Decimal() if not _fits(content):
            _put_text(cell, str(content))
        case _:
            cell.value = content


def _put_text(cell: Cell | MergedCell, text: str) -> None:
    cell.value = text
    cell.data_type = "s"
    # The apostrophe of spreadsheet programs: without it, a formula-like text would become a formula when it is edited.
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _fits(number: Decimal) -> bool:
    digits = "".join(str(digit) for digit in number.as_tuple().digits).strip("0")
    return len(digits) <= DIGITS and -DIGITS <= number.adjusted() <= DIGITS


def merge(sheet: Worksheet, row: int, column: int, rows: int, columns: int, look: Look) -> None:
    """Merge a block whose first cell is written; the cells below it get the same looks, as in a sheet made by hand."""
    if rows == columns == 1:
        return
    sheet.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1)
    for r in range(row, row + rows):
        for c in range(column, column + columns):
            dress(sheet.cell(r, c), look)


def comment(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Hang a short comment on a cell."""
    hung = Comment(text, "reportctl")
    hung.width, hung.height = 300, 20 + 20 * lines(text, 40)
    sheet.cell(row, column).comment = hung


def width_of(text: str) -> int:
    """The width of a text in the units of a column, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def lines(text: str, width: float) -> int:
    """The lines that a text takes in a column of this width."""
    room = max(width - 3, 2)
    return sum(max(1, ceil(width_of(line) / room)) for line in text.split("\n"))


def height(count: int, size: float = 11) -> float:
    """The height in points of a row with so many lines."""
    return min(count * LINE_HEIGHT * size / 11 + 8, MOST_HEIGHT)


class _FittedRow(RowDimension):
    """A row whose height is only a start: spreadsheet programs fit it anew when its text changes."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name of the attribute in the file
        return False


def fitted(sheet: Worksheet, row: int, points: float) -> None:
    """Give a row a height that follows its text."""
    sheet.row_dimensions[row] = _FittedRow(sheet, index=row, height=points)


def open_row(sheet: Worksheet, row: int) -> None:
    """Unlock a row to its end: a spreadsheet program deletes a row of a protected sheet only if no cell is locked."""
    sheet.row_dimensions[row].protection = Protection(locked=False)
