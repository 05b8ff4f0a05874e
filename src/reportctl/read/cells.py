"""What the cells of a sheet state, exactly as stored: no cell is guessed, dropped or taken for another.

The values are decoded here and not by python-calamine or openpyxl because both change them without a word: calamine
empties error values and formulas without result, openpyxl takes 1_000 for 1000 and -1 for the last shared string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from msgspec import Struct

from reportctl.model.location import column_number
from reportctl.model.pattern import regex
from reportctl.model.source import (
    Cell,
    Content,
    ErrorValue,
    NotANumber,
    Percentage,
    Sheet,
    Span,
    Uncalculated,
)
from reportctl.read.package import Refusal, damaged, too_large
from reportctl.read.parts import MAX_TEXT, Contents, SheetPart, Shown, unescape

MAX_ROWS = 60_000
"""Rows with values in one sheet."""
MAX_CELLS = 100_000
"""Cells with values in the whole workbook."""
MAX_MERGES = 10_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_NUMBER = regex(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)
_DIGITS = "0123456789"
_EXACT_DIGITS = 15
"""Digits of a whole number that a double holds whatever they are."""
_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}
_XML_SPACE = " \t\r\n"


class Raw(Struct, frozen=True):
    """A sheet with what is only needed while the workbook is read: formulas by cell, cells whose text was cut."""

    sheet: Sheet
    formulas: Mapping[tuple[int, int], str]
    cut: tuple[tuple[int, int], ...]


def place(address: str) -> tuple[int, int] | None:
    """Row and column, from 1, of an address such as C7; None where it is none."""
    letters = address.rstrip(_DIGITS)
    digits = address[len(letters) :]
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper()):
        return None
    if not 1 <= len(digits) <= 7 or digits.startswith("0"):
        return None
    row, column = int(digits), column_number(letters)
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def is_index(text: str, most: int = 9) -> bool:
    """Whether a text is nothing but digits, of which there are at most `most`."""
    return 0 < len(text) <= most and text.isascii() and text.isdecimal()


def exact_number(text: str) -> Decimal | None:
    """The number of a cell: the shortest decimal of the double that the text stands for, None where there is none.

    Spreadsheets write 9116.36 as 9116.3600000000006; the shortest decimal is what was typed.
    """
    if is_index(text, _EXACT_DIGITS):
        return Decimal(int(text))
    if len(text) > 400 or not _NUMBER.fullmatch(text):
        return None
    double = float(text)
    if abs(double) == float("inf"):
        return None
    number = Decimal(repr(double)) + 0
    return number.to_integral_value() if number == number.to_integral_value() else number


def moment(number: Decimal, *, epoch_1904: bool) -> date | datetime | time | None:
    """The date or time of day that a serial number stands for; None outside the calendar of spreadsheets."""
    if not 0 <= number < 2_958_466:
        return None
    if number < 1:
        return (datetime(1900, 1, 1) + _days(number)).time()
    try:
        found = _epoch(number, epoch_1904=epoch_1904) + _days(number)
    except OverflowError:
        return None
    return found.date() if number == number.to_integral_value() else found


def as_shown(number: Decimal, shown: Shown, *, epoch_1904: bool) -> Content:
    """A number as what its cell shows it as."""
    match shown:
        case Shown.DATE:
            return moment(number, epoch_1904=epoch_1904) or number
        case Shown.PERCENTAGE:
            return Percentage(number)
        case Shown.NUMBER:
            return number


def _epoch(number: Decimal, *, epoch_1904: bool) -> datetime:
    if epoch_1904:
        return datetime(1904, 1, 1)
    # Spreadsheets count a 29 February 1900 that never was.
    return datetime(1899, 12, 31) if number < 60 else datetime(1899, 12, 30)


def _days(number: Decimal) -> timedelta:
    return timedelta(seconds=int((number * 86_400).to_integral_value()))


def hidden_among(spans: Iterable[tuple[int, int]], right: int) -> frozenset[int]:
    """The columns up to `right` that lie within one of the spans, both ends included."""
    hidden: set[int] = set()
    reached = 0
    for first, last in sorted(spans):
        hidden.update(range(max(first, reached + 1), min(last, right) + 1))
        reached = max(reached, last)
    return frozenset(hidden)


def clipped(merges: Sequence[tuple[int, int, int, int]], bottom: int, right: int) -> tuple[Span, ...]:
    """Merged ranges without the part that lies beyond every value."""
    return tuple(
        Span(top, left, min(last_row, max(bottom, top)), min(last_column, max(right, left)))
        for top, left, last_row, last_column in merges
        if top <= bottom and left <= right
    )


def iso_moment(text: str) -> Content:
    """The date, the moment or the time of day that an ISO 8601 text states; else the text as it is."""
    for parse in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            return parse(text)
        except ValueError:
            continue
    return text


class Gathered:
    """The cells of a sheet while they are gathered, in the order of the file."""

    def __init__(self, sheet: str, contents: Contents, room: int) -> None:
        """Begin with an empty sheet of this name, in a workbook that has room for so many more values."""
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.formulas: dict[tuple[int, int], str] = {}
        self.cut: list[tuple[int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self._sheet = sheet
        self._room = room
        self._contents = contents
        self._rows: set[int] = set()

    def put(self, key: tuple[int, int], content: Content, formula: str | None) -> None:
        """Put a value into a cell.

        Raises:
            Refusal: The cell has one already, or the workbook now holds too many.
        """
        cells, rows = self.cells, self._rows
        if key in cells:
            raise self.damaged("同一单元格出现了两次", "a cell occurs twice")
        if isinstance(content, str) and len(content) > MAX_TEXT:
            content = content[:MAX_TEXT]
            self.cut.append(key)
        if formula:
            self.formulas[key] = formula
        row, column = key
        cells[key] = Cell(row, column, content)
        rows.add(row)
        if len(rows) > MAX_ROWS or len(cells) > self._room:
            raise too_large(
                f"到工作表“{self._sheet}”为止，内容已超过 {MAX_ROWS} 行或 {MAX_CELLS} 格",
                f"up to the sheet {self._sheet} it holds more than {MAX_ROWS} rows or {MAX_CELLS} cells",
            )

    def content(self, kind: str, style: str, text: str, formula: str | None, *, stored: bool) -> Content | None:
        """What a cell of a kind (its attribute `t`) states; `stored` where it has a value, be it an empty one.

        Raises:
            Refusal: There is no such kind, or no such shared text.
        """
        bare = text.strip(_XML_SPACE)
        calculated = stored and (bare != "" or kind == "str")
        if formula is not None and not calculated:
            return Uncalculated("=" + formula[:200])
        match kind:
            case "n":
                return self._number(bare, style) if bare else None
            case "s":
                return self._shared(bare)
            case "str" | "inlineStr":
                return unescape(text)
            case "b":
                return _BOOLEANS.get(bare, ErrorValue(bare))
            case "e":
                return ErrorValue(bare)
            case "d":
                return iso_moment(bare)
            case other:
                raise self.damaged(f"单元格类型“{other[:20]}”不合规定", f"the cell type {other[:20]} is not valid")

    def _number(self, bare: str, style: str) -> Content:
        number = exact_number(bare)
        if number is None:
            return NotANumber(bare)
        formats = self._contents.formats
        shown = formats[int(style)] if is_index(style) and int(style) < len(formats) else Shown.NUMBER
        return as_shown(number, shown, epoch_1904=self._contents.epoch_1904)

    def _shared(self, bare: str) -> str | None:
        if bare == "":
            return None
        if not is_index(bare) or int(bare) >= len(self._contents.strings):
            raise self.damaged("有一处文字指向不存在的内容", "a text points at content that does not exist")
        return self._contents.strings[int(bare)]

    def hide_columns(self, attributes: Mapping[str, str]) -> None:
        """Note the columns of a `<col>` element that hides them."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if is_index(first) and is_index(last) and len(self.hidden_columns) < LAST_COLUMN:
            self.hidden_columns.append((max(int(first), 1), int(last)))

    def merge(self, ref: str) -> None:
        """Note a merged range.

        Raises:
            Refusal: It is none, or there are too many.
        """
        start, colon, stop = ref.partition(":")
        first = place(start)
        last = place(stop) if colon else first
        if first is None or last is None:
            raise self.damaged(f"合并区域“{ref[:30]}”不合规定", f"the merged range {ref[:30]} is not valid")
        (top, bottom), (left, right) = (sorted(pair) for pair in zip(first, last, strict=True))
        self.merges.append((top, left, bottom, right))
        if len(self.merges) > MAX_MERGES:
            raise too_large(
                f"工作表“{self._sheet}”的合并单元格超过 {MAX_MERGES} 处",
                f"the sheet {self._sheet} has more than {MAX_MERGES} merged ranges",
            )

    def raw(self, declared: SheetPart) -> Raw:
        """The sheet, now that all of it is gathered."""
        bottom = max((row for row, _ in self.cells), default=0)
        right = max((column for _, column in self.cells), default=0)
        sheet = Sheet(
            declared.name,
            declared.visible,
            self.cells,
            clipped(self.merges, bottom, right),
            frozenset(self.hidden_rows & self._rows),
            hidden_among(self.hidden_columns, right),
        )
        return Raw(sheet, self.formulas, tuple(self.cut))

    def damaged(self, zh: str, en: str) -> Refusal:
        """The refusal of a workbook for a fault on this sheet."""
        return damaged(f"工作表“{self._sheet}”中{zh}", f"on the sheet {self._sheet} {en}")
