"""The cells of one worksheet, exactly as stored: no cell is guessed, dropped or taken for another.

The values are decoded here and not by python-calamine or openpyxl because both change them without a word: calamine
empties error values and formulas without result, openpyxl takes 1_000 for 1000 and -1 for the last shared string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from msgspec import Struct

from reportctl.model.location import column_letters
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
from reportctl.read.markup import walk
from reportctl.read.package import Package, Refusal, damaged, too_large
from reportctl.read.parts import MAX_TEXT, Contents, SheetPart, Shown, unescape

MAX_ROWS = 60_000
"""Rows with values in one sheet."""
MAX_CELLS = 100_000
"""Cells with values in the whole workbook."""
MAX_MERGES = 10_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_ADDRESS = regex(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_RANGE = regex(r"([A-Z]{1,3}[1-9][0-9]{0,6})(?::([A-Z]{1,3}[1-9][0-9]{0,6}))?", re.ASCII)
_NUMBER = regex(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)
_INDEX = regex(r"[0-9]{1,9}", re.ASCII)
_EMPTY_CELL = regex(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [a-z]+="[^"<>]*")*(?:/>|></c>)(?=<c r="|</row>)')
_EMPTY_ROW = regex(rb'<row r="[0-9]{1,7}"(?: [A-Za-z0-9:]+="[^"<>]*")*(?:/>|></row>)(?=<row r="|</sheetData>)')
_TRUE = ("1", "true")
_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}
_XML_SPACE = " \t\r\n"


class Raw(Struct, frozen=True):
    """A sheet with what is only needed while the workbook is read: formulas by cell, cells whose text was cut."""

    sheet: Sheet
    formulas: Mapping[tuple[int, int], str]
    cut: tuple[tuple[int, int], ...]


def read_sheet(package: Package, declared: SheetPart, contents: Contents, room: int = MAX_CELLS) -> Raw:
    """Read the non-empty cells and the merged ranges of a sheet.

    Raises:
        Refusal: The part is damaged or holds more than `room` values, MAX_ROWS rows or MAX_MERGES merged ranges.
    """
    handler = _Cells(declared.name, contents, room)
    walk(package, declared.part, handler, root="worksheet", thin=handler.without_empty_cells)
    bottom = max((row for row, _ in handler.cells), default=0)
    right = max((column for _, column in handler.cells), default=0)
    sheet = Sheet(
        declared.name,
        declared.visible,
        handler.cells,
        clipped(handler.merges, bottom, right),
        frozenset(handler.hidden_rows.intersection(row for row, _ in handler.cells)),
        hidden_among(handler.hidden_columns, right),
    )
    return Raw(sheet, handler.formulas, tuple(handler.cut))


def place(address: str) -> tuple[int, int] | None:
    """Row and column, from 1, of an address such as C7; None where it is none."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def exact_number(text: str) -> Decimal | None:
    """The number of a cell: the shortest decimal of the double that the text stands for, None where there is none.

    Spreadsheets write 9116.36 as 9116.3600000000006; the shortest decimal is what was typed.
    """
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


class _Cells:
    """Collects the cells while the part is walked through."""

    def __init__(self, sheet: str, contents: Contents, room: int) -> None:
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
        self._row = 0
        self._addressed = ""
        self._since = 0
        self._has_literals = False
        self._last = b""
        self._attributes: Mapping[str, str] = {}
        self._value: list[str] = []
        self._formula: list[str] = []
        self._has_value = self._has_formula = False
        self._open: list[str] | None = None
        self._length = 0
        self._phonetic = False

    def without_empty_cells(self, chunk: bytes) -> bytes:
        """Take empty cells and rows out of a piece of the part: columns formatted to the end hold millions of them."""
        # Inside a comment or a CDATA section the same bytes would be text.
        if self._has_literals or b"<!" in self._last + chunk:
            self._has_literals = True
            return chunk
        self._last = chunk[-1:]
        # One that a cell or row without an address follows stays: that has its place from it.
        return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", chunk))

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "c":
                self._begin(attributes)
            case "row":
                self._begin_row(attributes.get("r"))
                if attributes.get("hidden") in _TRUE:
                    self.hidden_rows.add(self._row)
            case "col" if attributes.get("hidden") in _TRUE:
                self._hide_columns(attributes)
            case "v":
                self._has_value, self._open, self._length = True, self._value, 0
            case "f":
                self._has_formula, self._open, self._length = True, self._formula, 0
            case "t" if self._attributes.get("t") == "inlineStr" and not self._phonetic:
                self._has_value, self._open = True, self._value
            case "rPh":
                self._phonetic = True
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        match name:
            case "c":
                self._finish()
            case "v" | "f" | "t":
                self._open = None
            case "rPh":
                self._phonetic = False

    def text(self, text: str) -> None:
        if self._open is not None and self._length <= MAX_TEXT:
            self._open.append(text)
            self._length += len(text)

    def _begin_row(self, stated: str | None) -> None:
        if stated is None:
            self._row += 1
        elif stated.isascii() and stated.isdecimal() and len(stated) <= len(str(LAST_ROW)):
            self._row = int(stated)
        else:
            raise self._damaged(f"行号“{stated[:20]}”不合规定", f"the row number “{stated[:20]}” is not valid")
        self._addressed, self._since = "", 0

    def _hide_columns(self, attributes: Mapping[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if _INDEX.fullmatch(first) and _INDEX.fullmatch(last) and len(self.hidden_columns) < LAST_COLUMN:
            self.hidden_columns.append((max(int(first), 1), int(last)))

    def _begin(self, attributes: Mapping[str, str]) -> None:
        # Nothing is worked out before a value is seen: most cells of a formatted sheet are empty.
        self._attributes = attributes
        self._has_value = self._has_formula = False
        self._length = 0
        if "r" in attributes:
            self._addressed, self._since = attributes["r"], 0
        else:
            self._since += 1

    def _finish(self) -> None:
        if not (self._has_value or self._has_formula):
            return
        content, formula = self._content(), "".join(self._formula)
        self._value, self._formula = [], []
        if content is None or content == "":
            return
        key = self._place()
        if key in self.cells:
            raise self._damaged("同一单元格出现了两次", "a cell occurs twice")
        if isinstance(content, str) and len(content) > MAX_TEXT:
            content = content[:MAX_TEXT]
            self.cut.append(key)
        if formula:
            self.formulas[key] = formula
        self.cells[key] = Cell(*key, content)
        self._rows.add(key[0])
        if len(self._rows) > MAX_ROWS or len(self.cells) > self._room:
            raise too_large(
                f"到工作表“{self._sheet}”为止，内容已超过 {MAX_ROWS} 行或 {MAX_CELLS} 格",
                f"up to the sheet {self._sheet} it holds more than {MAX_ROWS} rows or {MAX_CELLS} cells",
            )

    def _place(self) -> tuple[int, int]:
        """Where the cell is. One without an address follows the one before it (ECMA-376 part 1, 18.3.1.4)."""
        address = self._attributes.get("r")
        at = place(self._addressed) if self._addressed or address == "" else (self._row, 0)
        if at is not None and address is None:
            at = place(f"{column_letters(at[1] + self._since)}{self._row}")
        if at is None:
            shown = self._addressed[:20]
            raise self._damaged(f"单元格地址“{shown}”不合规定", f"the cell address “{shown}” is not valid")
        return at

    def _content(self) -> Content | None:
        text = "".join(self._value)
        bare = text.strip(_XML_SPACE)
        kind = self._attributes.get("t", "n")
        calculated = self._has_value and (bare != "" or kind == "str")
        if self._has_formula and not calculated:
            return Uncalculated("=" + "".join(self._formula)[:200])
        match kind:
            case "n":
                return self._number(bare) if bare else None
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
                raise self._damaged(f"单元格类型“{other[:20]}”不合规定", f"the cell type {other[:20]} is not valid")

    def _number(self, bare: str) -> Content:
        number = exact_number(bare)
        if number is None:
            return NotANumber(bare)
        style, formats = self._attributes.get("s", ""), self._contents.formats
        known = _INDEX.fullmatch(style) and int(style) < len(formats)
        return as_shown(number, formats[int(style)] if known else Shown.NUMBER, epoch_1904=self._contents.epoch_1904)

    def _shared(self, bare: str) -> str | None:
        if bare == "":
            return None
        if not _INDEX.fullmatch(bare) or int(bare) >= len(self._contents.strings):
            raise self._damaged("有一处文字指向不存在的内容", "a text points at content that does not exist")
        return self._contents.strings[int(bare)]

    def _merge(self, ref: str) -> None:
        match = _RANGE.fullmatch(ref)
        first = place(match[1]) if match else None
        last = place(match[2] or match[1]) if match else None
        if first is None or last is None:
            raise self._damaged(f"合并区域“{ref[:30]}”不合规定", f"the merged range {ref[:30]} is not valid")
        (top, bottom), (left, right) = (sorted(pair) for pair in zip(first, last, strict=True))
        self.merges.append((top, left, bottom, right))
        if len(self.merges) > MAX_MERGES:
            raise too_large(
                f"工作表“{self._sheet}”的合并单元格超过 {MAX_MERGES} 处",
                f"the sheet {self._sheet} has more than {MAX_MERGES} merged ranges",
            )

    def _damaged(self, zh: str, en: str) -> Refusal:
        return damaged(f"工作表“{self._sheet}”中{zh}", f"on the sheet {self._sheet} {en}")


def iso_moment(text: str) -> Content:
    """The date, the moment or the time of day that an ISO 8601 text states; else the text as it is."""
    for parse in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            return parse(text)
        except ValueError:
            continue
    return text
