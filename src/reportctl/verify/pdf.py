"""Read a PDF back from its bytes and compare it with the document: the text in order, each table cell in its box."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
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
from reportctl.model.pages import Page, Pages
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


class _Glyph(Struct, frozen=True):
    """A character as read back; the middle of its ink in points from the top left corner of the page."""

    text: str
    x: float
    y: float


def verify(document: Document, pages: Pages, data: bytes, file: str) -> tuple[Finding, ...]:
    """Compare a PDF's bytes with the document that it was made from.

    Differences of a table cell are OUT101 for a figure and OUT102 for a label; a difference of the text is OUT102, at
    its first place. A file that cannot be read differs as a whole. White space does not count.
    """
    try:
        read = _read(data, pages)
    except (pdfium.PdfiumError, ValueError) as error:
        return (_text_differs(document, file, document.title, f"{type(error).__name__}"),)
    if len(read) != len(pages.pages):
        return (_text_differs(document, file, f"{len(pages.pages)} 页", f"{len(read)} 页"),)
    tables = tuple(document.tables())
    findings: list[Finding] = []
    for page, found in zip(pages.pages, read, strict=True):
        for box, text in zip(page.boxes, found.cells, strict=True):
            cell = tables[box.table].cells[box.cell]
            if ("" if box.continued else _plain(cell.text)) != _plain(text):
                findings.append(_cell_differs(document, file, cell, _plain(text)))
    return (*_flow_differs(document, file, _plain("".join(found.flow for found in read))), *findings)


class _Found(Struct, frozen=True):
    """What was read from a page: the text in its type area outside of tables, and that of each cell of a table."""

    flow: str
    cells: list[str]


def _read(data: bytes, pages: Pages) -> list[_Found]:
    """The visible characters of each page, in the order of its content."""
    with pdfium.PdfDocument(data) as pdf:
        if len(pdf) != len(pages.pages):
            return [_Found("", [])] * len(pdf)
        return [_page(pdf[number], page, pages) for number, page in enumerate(pages.pages)]


def _page(shown: pdfium.PdfPage, page: Page, pages: Pages) -> _Found:
    text = shown.get_textpage()
    if not page.boxes:
        # A page without tables is read in one call: its characters need no places of their own.
        return _Found(text.get_text_bounded(0, pages.height - pages.bottom, pages.width, pages.height - pages.top), [])
    cells = _sort_into_boxes(page, _glyphs(text, shown.get_height()))
    return _Found("".join(g.text for g in cells.outside if pages.top <= g.y <= pages.bottom), cells.inside)


def _glyphs(text: pdfium.PdfTextPage, height: float) -> list[_Glyph]:
    left, right, bottom, top = box = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(side) for side in box]
    unicode_at, box_of = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetCharBox
    glyphs: list[_Glyph] = []
    high = ""
    for index in range(text.count_chars()):
        character = chr(unicode_at(text, index))
        if "\ud800" <= character <= "\udfff":
            if character <= "\udbff":
                high = character
                continue
            character = (high + character).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        high = ""
        if character.isspace() or character == "\0":
            continue
        box_of(text, index, *places)
        glyphs.append(_Glyph(character, (left.value + right.value) / 2, height - (bottom.value + top.value) / 2))
    return glyphs


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
