"""A worksheet's XML: walked once, and changed only by the element that names the drawing of its notes."""

from __future__ import annotations

import re
from xml.parsers import expat

from msgspec import Struct, field

from reportctl.annotate.package import Unsuited
from reportctl.annotate.relations import OFFICE

_BEHIND = frozenset(
    {
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
        "AlternateContent",
    }
)  # fmt: skip
"""What stands behind `legacyDrawing` in a worksheet, by the schema (ECMA-376 part 1, 18.3.1.99)."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet[\s>]")
_NO_XML = ("工作表不是合格的 XML", "the sheet is no well-formed XML")
_COLUMN, _ROW = 64, 20
"""Pixels of a column and of a row without a width or height of their own."""


class Geometry(Struct):
    """The widths of columns and heights of rows in pixels, so that a note can be given a size."""

    columns: list[tuple[int, int, int]] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)
    column: int = _COLUMN
    row: int = _ROW

    def width(self, column: int) -> int:
        """The width of a column that counts from 1."""
        return next((width for first, last, width in self.columns if first <= column <= last), self.column)

    def height(self, row: int) -> int:
        """The height of a row that counts from 1."""
        return self.rows.get(row, self.row)


class SheetXml(Struct):
    """A worksheet as UTF-8: where `legacyDrawing` belongs, and which relationship it has where it is there."""

    data: bytes
    geometry: Geometry
    drawing: str | None
    place: int

    def with_drawing(self, relation: str) -> bytes:
        """The worksheet with the element that names the drawing of its notes; nothing else is touched."""
        match = _ROOT.search(self.data)
        prefix = match[1] + b":" if match and match[1] else b""
        element = b'<%slegacyDrawing xmlns:r="%s" r:id="%s"/>' % (prefix, OFFICE.encode(), relation.encode())
        return self.data[: self.place] + element + self.data[self.place :]


def read_sheet(data: bytes) -> SheetXml:
    """Walk a worksheet.

    Raises:
        Unsuited: It is no well-formed worksheet.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = _DECLARATION.sub("", data.decode("utf-16")).encode()
        except UnicodeDecodeError:
            raise Unsuited(*_NO_XML) from None
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    walk.parser = parser
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Unsuited(*_NO_XML) from None
    if walk.place < 0 or data[walk.place : walk.place + 1] != b"<" or not walk.filled:
        raise Unsuited("工作表的结构不完整", "the sheet is incomplete")
    return SheetXml(data, walk.geometry, walk.drawing, walk.place)


class _Walk:
    def __init__(self) -> None:
        self.parser: expat.XMLParserType | None = None
        self.geometry = Geometry()
        self.drawing: str | None = None
        self.place = -1
        self.filled = False
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        local = name.rpartition(" ")[2]
        if self._depth == 2:
            self.filled = True
            if local == "legacyDrawing":
                self.drawing = attributes.get(f"{OFFICE} id")
            elif local in _BEHIND and self.place < 0:
                self.place = self._index()
        if local == "row" and "ht" in attributes:
            self.geometry.rows[_whole(attributes.get("r", ""))] = round(_real(attributes["ht"]) * 4 / 3) or 1
        elif local == "col" and "width" in attributes:
            first, last = _whole(attributes.get("min", "")), _whole(attributes.get("max", ""))
            self.geometry.columns.append((first, last, round(_real(attributes["width"]) * 7 + 5)))
        elif local == "sheetFormatPr":
            self._defaults(attributes)

    def end(self, _name: str) -> None:
        if self._depth == 1 and self.place < 0:
            self.place = self._index()
        self._depth -= 1

    def _defaults(self, attributes: dict[str, str]) -> None:
        if "defaultColWidth" in attributes:
            self.geometry.column = round(_real(attributes["defaultColWidth"]) * 7 + 5)
        if "defaultRowHeight" in attributes:
            self.geometry.row = round(_real(attributes["defaultRowHeight"]) * 4 / 3) or _ROW

    def _index(self) -> int:
        return self.parser.CurrentByteIndex if self.parser else -1


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _real(text: str) -> float:
    """A length of the file; a measure of drawing, no figure."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(max(value, 0.0), 1000.0)
