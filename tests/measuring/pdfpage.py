"""Measures of the pages of a finished PDF in mm, from where its glyphs stand, whoever made it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from measuring.glyphs import POINT, Sheet, TextLine, sheets_of

TOP, BOTTOM = 37.0, 262.5
"""Between them stand the lines of the text."""
_ASCENT = 0.88
"""Where the baseline lies in the em box of a Chinese face, from its top."""
_HAN = re.compile("[\u4e00-\u9fff]+")
_BODY = 16.0
_RULE = 3.0
"""A drawn line is thinner than this, in points."""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """What a page full of characters without marks shows: the edges of the type area, and its grid."""

    left: float
    top: float
    width: float
    height: float
    lines: int
    pitches: tuple[float, ...]
    characters: tuple[int, ...]
    cells: tuple[float, ...]


def paper(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page."""
    return [(sheet.width, sheet.height) for sheet in sheets_of(data)]


def type_areas(data: bytes, parity: int | None = None) -> list[TypeArea]:
    """The type areas of all pages full of plain text; `parity` 1 takes odd pages only, 0 even ones."""
    chosen = [sheet for number, sheet in enumerate(sheets_of(data), 1) if parity in (None, number % 2)]
    pages = [sheet.lines(TOP, BOTTOM) for sheet in chosen]
    return [_type_area(lines) for lines in pages if len(lines) > 15 and all(map(_plain, lines))]


def _plain(line: TextLine) -> bool:
    return len(line.glyphs) > 20 and _HAN.fullmatch(line.text) is not None


def _type_area(lines: Sequence[TextLine]) -> TypeArea:
    pitches = [after.baseline - before.baseline for before, after in pairwise(lines)]
    cells = [after.middle - before.middle for line in lines for before, after in pairwise(line.glyphs)]
    pitch, cell, size = sum(pitches) / len(pitches), sum(cells) / len(cells), lines[0].glyphs[0].size * POINT
    left = min(line.glyphs[0].middle for line in lines) - cell / 2
    right = max(line.glyphs[-1].middle for line in lines) + cell / 2
    # The first line's em box stands in the middle of its share of the page.
    top = lines[0].baseline - _ASCENT * size - (pitch - size) / 2
    characters = tuple(len(line.glyphs) for line in lines)
    return TypeArea(left, top, right - left, pitch * len(lines), len(lines), tuple(pitches), characters, tuple(cells))


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number as printed.

    `drop` is from the type area's lower edge (262 mm) to the top of the dash, `side` is "right" or "left", and `inset`
    is from that edge of the type area to the outer dash.
    """

    number: int
    size: float
    drop: float
    side: str
    inset: float


def page_numbers(data: bytes, even_left: float = 28.0) -> list[PageNumber]:
    """The page numbers; `even_left` is where the type area begins on even pages."""
    found = []
    for sheet in sheets_of(data):
        glyphs = sorted((g for g in sheet.glyphs if g.baseline > BOTTOM), key=lambda g: g.x)
        text = "".join(glyph.text for glyph in glyphs)
        match = re.fullmatch(r"—(\d+)—", text)
        if match is None:
            raise ValueError(f"no page number: {text}")
        number = int(match[1])
        left = 28.0 if number % 2 else even_left
        side = "right" if glyphs[0].x > left + 78 else "left"
        inset = left + 156 - glyphs[-1].ink[2] if side == "right" else glyphs[0].ink[0] - left
        found.append(PageNumber(number, glyphs[0].size, glyphs[0].ink[1] - 262, side, inset))
    return found


def body_lines(data: bytes) -> list[list[str]]:
    """The lines of running text of each page: those in type of the body's size between the edges of the type area."""
    pages = []
    for sheet in sheets_of(data):
        body = tuple(glyph for glyph in sheet.glyphs if abs(glyph.size - _BODY) < 0.1)
        pages.append([line.text for line in Sheet(sheet.width, sheet.height, body).lines(TOP, BOTTOM)])
    return pages


def find(data: bytes, text: str) -> tuple[int, int, TextLine]:
    """The first line with a text: its page and the row of the grid that it stands in, both from 1, and itself.

    Raises:
        ValueError: if there is none.
    """
    for number, sheet in enumerate(sheets_of(data), 1):
        for line in sheet.lines(TOP, BOTTOM):
            if text in line.text:
                return number, int((line.baseline - TOP) / (225 / 22)) + 1, line
    raise ValueError(text)


def off_grid(data: bytes) -> float:
    """How far the furthest line of running text is from the grid of 22 lines, in mm."""
    pitch, size = 225 / 22, _BODY * POINT
    first = 37 + (pitch - size) / 2 + _ASCENT * size
    body = [glyph for sheet in sheets_of(data) for glyph in sheet.glyphs if abs(glyph.size - _BODY) < 0.1]
    return max(abs((glyph.baseline - first + pitch / 2) % pitch - pitch / 2) for glyph in body)


def starts(line: TextLine, text: str) -> float:
    """Where a text begins in a line: the left edge of its first full-width character's cell of 156/28 mm."""
    return line.glyphs[line.text.index(text)].middle - 156 / 28 / 2


def stray_ink(data: bytes, left: float = 28.0) -> float:
    """How far the ink of the text goes beyond the type area on any page, in mm; page numbers are not looked at."""
    beyond = 0.0
    for number, sheet in enumerate(sheets_of(data), 1):
        edge = 28.0 if number % 2 else left
        for x1, y1, x2, y2 in (glyph.ink for glyph in sheet.glyphs if glyph.baseline < BOTTOM):
            beyond = max(beyond, edge - x1, x2 - edge - 156, 37 - y1, y2 - 262)
    return beyond


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of the tables of a page, from the drawn lines: its edges, and how many upright lines it has."""

    left: float
    right: float
    bottom: float
    uprights: int


def frames(data: bytes) -> dict[int, Frame]:
    """The frame on each page that has one, by page from 1."""
    found = {}
    with pdfium.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, 1):
            height = page.get_height()
            boxes = [o.get_bounds() for o in page.get_objects([pdfium_c.FPDF_PAGEOBJ_PATH])]
            sides = [(right - left, top - bottom) for left, bottom, right, top in boxes]
            thin = [box for box, side in zip(boxes, sides, strict=True) if min(side) < _RULE < max(side)]
            middles = [(left + right) / 2 for left, bottom, right, top in thin if top - bottom > right - left]
            if len(set(map(round, middles))) > 1:
                low = height - min(bottom for _, bottom, _, _ in thin)
                edges = min(middles) * POINT, max(middles) * POINT, low * POINT
                found[number] = Frame(*edges, len(set(map(round, middles))))
    return found
