"""Read a PDF back from its bytes and compare it with the document: the text in order, each table cell in its box."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import pairwise
from operator import ne

import pypdfium2_raw as pdfium
from msgspec import Struct

from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    DocCell,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from reportctl.model.finding import Finding
from reportctl.model.location import FileRef
from reportctl.model.pages import CellBox, Page, Pages
from reportctl.model.pattern import regex
from reportctl.rules import out101_figure_differs_in_output as out101
from reportctl.rules import out102_text_differs_in_output as out102

_FORMAT = "PDF"
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_HYPHEN = "\x02"
"""What the reader makes of a hyphen at a line's end."""
_RARE = regex("[\ufb00-\ufb06\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Ligatures and selectors of variants; what is printable otherwise can be left as it is."""
_CONTEXT = 12
"""How many characters a message shows around a difference."""
_ROOM = 1 << 15
"""How many units of UTF-16 are read of a page; a page has some thousand, and one that has more is not what was set."""
_Units = ctypes.c_ushort * _ROOM
_FAR = 1e6
"""Farther away than anything on a page, in points."""
_GAP = 0.01
"""By how many square points the cells of a page may differ from the tables' area: rounding, but no gap."""
_Frame = tuple[float, float, float, float]
"""Left, top, right and bottom of a table on a page."""

# All that pypdfium2 does when it is imported; its classes around these functions take longer to import than they do.
pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))


class _Glyph(Struct, frozen=True):
    """A character as read back; the middle of its ink in points from the top left corner of the page."""

    text: str
    x: float
    y: float


class _Unreadable(Exception):
    """The reader cannot open the file, or a page of it."""


def verify(document: Document, pages: Pages, data: bytes, file: str) -> tuple[Finding, ...]:
    """Compare a PDF's bytes with the document that it was made from.

    Differences of a table cell are OUT101 for a figure and OUT102 for a label; a difference of the text is OUT102, at
    its first place. A file that cannot be read differs as a whole. White space does not count.
    """
    try:
        read = _read(data, pages)
    except _Unreadable:
        return (_text_differs(document, file, document.title, ""),)
    if len(read) != len(pages.pages):
        return (_text_differs(document, file, f"{len(pages.pages)} 页", f"{len(read)} 页"),)
    tables = tuple(document.tables())
    findings: list[Finding] = []
    for page, found in zip(pages.pages, read, strict=True):
        for box, text in zip(page.boxes, found.cells, strict=True):
            cell = tables[box.table].cells[box.cell]
            wanted = "" if box.continued else cell.text
            if wanted != text and _plain(wanted) != _plain(text):
                findings.append(_cell_differs(document, file, cell, _plain(text)))
    return (*_flow_differs(document, file, _plain("".join(found.flow for found in read))), *findings)


class _Found(Struct, frozen=True):
    """What was read from a page: the text in its type area outside of tables, and that of each cell of a table."""

    flow: str
    cells: list[str]


def _read(data: bytes, pages: Pages) -> list[_Found]:
    """What stands on each page."""
    with ExitStack() as opened:
        pdf = _opened(pdfium.FPDF_LoadMemDocument64(data, len(data), None))
        opened.callback(pdfium.FPDF_CloseDocument, pdf)
        count = pdfium.FPDF_GetPageCount(pdf)
        if count != len(pages.pages):
            return [_Found("", [])] * count
        return [_page(pdf, number, pages) for number in range(count)]


def _opened(handle: object) -> object:
    if not handle:
        raise _Unreadable
    return handle


def _page(pdf: object, number: int, pages: Pages) -> _Found:
    page = pages.pages[number]
    with ExitStack() as opened:
        shown = _opened(pdfium.FPDF_LoadPage(pdf, number))
        opened.callback(pdfium.FPDF_ClosePage, shown)
        text = _opened(pdfium.FPDFText_LoadPage(shown))
        opened.callback(pdfium.FPDFText_ClosePage, text)
        reader = _Reader(text, pdfium.FPDF_GetPageHeightF(shown))
        if not page.boxes:
            return _Found(reader.within(0, pages.top, pages.width, pages.bottom), [])
        return _by_area(reader, page, pages) or _by_glyph(reader, page, pages)


class _Reader:
    """Reads the characters of a page whose ink reaches into an area; lengths as on the set page, from its top left."""

    def __init__(self, text: object, height: float) -> None:
        self.text = text
        self.height = height
        self._units = _Units()
        self._read = memoryview(self._units)

    def within(self, left: float, top: float, right: float, bottom: float) -> str:
        """The characters in an area, in the order of the page's content, without white space."""
        read = pdfium.FPDFText_GetBoundedText(
            self.text, left, self.height - top, right, self.height - bottom, self._units, _ROOM
        )
        text = self._read[:read].tobytes().decode("utf-16-le", "replace").rstrip("\0")
        return "".join(text.split())

    def glyphs(self) -> list[_Glyph]:
        """All characters one by one, in the order of the page's content, without white space."""
        left, right, bottom, top = box = [ctypes.c_double() for _ in range(4)]
        places = [ctypes.byref(side) for side in box]
        glyphs: list[_Glyph] = []
        high = ""
        for index in range(pdfium.FPDFText_CountChars(self.text)):
            character = chr(pdfium.FPDFText_GetUnicode(self.text, index))
            if "\ud800" <= character <= "\udfff":
                if character <= "\udbff":
                    high = character
                    continue
                character = (high + character).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            high = ""
            if character.isspace() or character == "\0":
                continue
            pdfium.FPDFText_GetCharBox(self.text, index, *places)
            middle = (bottom.value + top.value) / 2
            glyphs.append(_Glyph(character, (left.value + right.value) / 2, self.height - middle))
        return glyphs


def _by_area(reader: _Reader, page: Page, pages: Pages) -> _Found | None:
    """Read a page by its areas: each cell of its tables, and what is left above, below and beside them.

    The areas cover the page without a gap. So if they have as many characters together as the whole page, each
    character is in one of them, with all of its ink; otherwise, and if the text around the tables does not follow in
    the order of the areas, None.
    """
    frames = _frames(page.boxes)
    if frames is None:
        return None
    cells = [reader.within(box.left, box.top, box.right, box.bottom) for box in page.boxes]
    margins = [reader.within(-_FAR, -_FAR, _FAR, pages.top), reader.within(-_FAR, pages.bottom, _FAR, _FAR)]
    flow: list[str] = []
    above = pages.top
    for left, top, right, bottom in frames:
        flow += [
            reader.within(-_FAR, above, _FAR, top),
            reader.within(-_FAR, top, left, bottom),
            reader.within(right, top, _FAR, bottom),
        ]
        above = bottom
    flow.append(reader.within(-_FAR, above, _FAR, pages.bottom))
    whole = reader.within(-_FAR, -_FAR, _FAR, _FAR)
    if len(whole) != sum(map(len, (*cells, *margins, *flow))):
        return None
    texts = [text for text in flow if text]
    places = [whole.find(text) for text in texts]
    if -1 in places or places != sorted(places) or any(map(ne, places, map(whole.rfind, texts))):
        return None
    return _Found("".join(flow), cells)


def _frames(boxes: Sequence[CellBox]) -> list[_Frame] | None:
    """The sides of a page's tables from top to bottom; None if cells leave a gap or a table stands beside another."""
    tables: dict[int, list[CellBox]] = {}
    for box in boxes:
        tables.setdefault(box.table, []).append(box)
    frames = sorted((_frame(cells) for cells in tables.values()), key=lambda frame: frame[1])
    covered = sum((box.right - box.left) * (box.bottom - box.top) for box in boxes)
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in frames)
    apart = all(above[3] <= below[1] for above, below in pairwise(frames))
    return frames if apart and abs(area - covered) < _GAP else None


def _frame(cells: Sequence[CellBox]) -> _Frame:
    return (
        min(box.left for box in cells),
        min(box.top for box in cells),
        max(box.right for box in cells),
        max(box.bottom for box in cells),
    )


def _by_glyph(reader: _Reader, page: Page, pages: Pages) -> _Found:
    """Read a page character by character; each belongs where the middle of its ink is."""
    cells = _sort_into_boxes(page, reader.glyphs())
    return _Found("".join(g.text for g in cells.outside if pages.top <= g.y <= pages.bottom), cells.inside)


class _Sorted(Struct, frozen=True):
    inside: list[str]
    outside: list[_Glyph]


def _sort_into_boxes(page: Page, glyphs: Sequence[_Glyph]) -> _Sorted:
    """Share out a page's characters to the boxes of its table cells; the text of a cell is read in one go."""
    inside = [""] * len(page.boxes)
    outside: list[_Glyph] = []
    sides = [(box.left, box.right, box.top, box.bottom) for box in page.boxes]
    last = 0
    for glyph in glyphs:
        x, y = glyph.x, glyph.y
        left, right, top, bottom = sides[last]
        found: int | None = last
        if not (left <= x <= right and top <= y <= bottom):
            found = next((i for i, (a, b, c, d) in enumerate(sides) if c <= y <= d and a <= x <= b), None)
        if found is None:
            outside.append(glyph)
        else:
            inside[found] += glyph.text
            last = found
    return _Sorted(inside, outside)


def _plain(text: str) -> str:
    """A text without what leaves no mark on paper; ligatures are spelt out, as the reader does."""
    text = "".join(text.split()).replace(_HYPHEN, "-")
    if text.isprintable() and not _RARE.search(text):
        return text
    return "".join(c for c in text.translate(_LIGATURES) if not c.isspace() and not _is_unseen(c))


def _is_unseen(character: str) -> bool:
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return selector or unicodedata.category(character) in ("Cc", "Cf")


def _texts(document: Document) -> Iterator[str]:
    """All text outside of table cells, in order."""
    yield document.title
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Signature():
                yield from (block.agency, block.date)
            case AttachmentNote():
                many = len(block.names) > 1
                yield "附件：" + "".join(f"{i}.{name}" if many else name for i, name in enumerate(block.names, start=1))
            case Attachment():
                yield block.mark
            case TableBlock():
                yield from (block.title, block.subtitle, block.head_left, block.head_right, *block.foot)


def _flow_differs(document: Document, file: str, found: str) -> Iterator[Finding]:
    """The first difference of the text, if any."""
    position = 0
    for wanted in map(_plain, _texts(document)):
        if not found.startswith(wanted, position):
            at = next((i for i, c in enumerate(wanted) if found[position + i : position + i + 1] != c), len(wanted))
            start = max(0, at - _CONTEXT)
            shown = found[position + start : position + at + _CONTEXT]
            yield _text_differs(document, file, wanted[start : at + _CONTEXT], shown)
            return
        position += len(wanted)
    if position < len(found):
        yield _text_differs(document, file, "", found[position : position + 2 * _CONTEXT])


def _text_differs(document: Document, file: str, wanted: str, found: str) -> Finding:
    args = {"format": _FORMAT, "wanted": wanted, "found": found}
    return Finding(out102.RULE, FileRef(file), args, year=document.year, agency=document.agency)


def _cell_differs(document: Document, file: str, cell: DocCell, found: str) -> Finding:
    if cell.figure is None:
        return _text_differs(document, file, cell.text, found)
    return Finding(
        out101.RULE,
        FileRef(file),
        {"format": _FORMAT, "figure": cell.figure, "wanted": cell.text, "found": found},
        figure=cell.figure,
        year=document.year,
        agency=document.agency,
        expected=cell.text,
        actual=found,
    )
