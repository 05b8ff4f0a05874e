"""A worksheet read element by element: whatever a program may write, and every fault named.

Most sheets are written in the plain form that `reportctl.read.sheet` reads in one sweep; this is for the others.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportctl.model.location import column_letters
from reportctl.model.pattern import regex
from reportctl.read.cells import LAST_ROW, Gathered, place
from reportctl.read.markup import walk
from reportctl.read.package import Package
from reportctl.read.parts import MAX_TEXT, SheetPart

_EMPTY_CELL = regex(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [a-z]+="[^"<>]*")*(?:/>|></c>)(?=<c r="|</row>)')
_EMPTY_ROW = regex(rb'<row r="[0-9]{1,7}"(?: [A-Za-z0-9:]+="[^"<>]*")*(?:/>|></row>)(?=<row r="|</sheetData>)')
_TRUE = ("1", "true")


def read_elements(package: Package, declared: SheetPart, gathered: Gathered) -> None:
    """Gather the non-empty cells and the merged ranges of a sheet.

    Raises:
        Refusal: The part is damaged or holds more values, rows or merged ranges than there is room for.
    """
    handler = _Cells(gathered)
    walk(package, declared.part, handler, root="worksheet", thin=handler.without_empty_cells)


class _Cells:
    """Collects the cells while the part is walked through."""

    names = frozenset(("c", "row", "col", "v", "f", "t", "rPh", "mergeCell"))

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
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
                    self._gathered.hidden_rows.add(self._row)
            case "col" if attributes.get("hidden") in _TRUE:
                self._gathered.hide_columns(attributes)
            case "v":
                self._has_value, self._open, self._length = True, self._value, 0
            case "f":
                self._has_formula, self._open, self._length = True, self._formula, 0
            case "t" if self._attributes.get("t") == "inlineStr" and not self._phonetic:
                self._has_value, self._open = True, self._value
            case "rPh":
                self._phonetic = True
            case "mergeCell":
                self._gathered.merge(attributes.get("ref", ""))

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
            raise self._gathered.damaged(f"行号“{stated[:20]}”不合规定", f"the row number “{stated[:20]}” is not valid")
        self._addressed, self._since = "", 0

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
        value, formula = "".join(self._value), "".join(self._formula)
        self._value, self._formula = [], []
        kind, style = self._attributes.get("t", "n"), self._attributes.get("s", "")
        stated = formula if self._has_formula else None
        content = self._gathered.content(kind, style, value, stated, stored=self._has_value)
        if content is not None and content != "":
            self._gathered.put(self._place(), content, formula)

    def _place(self) -> tuple[int, int]:
        """Where the cell is. One without an address follows the one before it (ECMA-376 part 1, 18.3.1.4)."""
        address = self._attributes.get("r")
        at = place(self._addressed) if self._addressed or address == "" else (self._row, 0)
        if at is not None and address is None:
            at = place(f"{column_letters(at[1] + self._since)}{self._row}")
        if at is None:
            shown = self._addressed[:20]
            raise self._gathered.damaged(f"单元格地址“{shown}”不合规定", f"the cell address “{shown}” is not valid")
        return at
