"""The glyphs of a finished PDF, whoever made it, read by PDFium. Lengths are in mm from the page's top left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

POINT = 25.4 / 72
"""One point in mm."""
_SAME_LINE = 1.0
"""Glyphs whose baselines differ by less stand on one line."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: `x` and `baseline` are its origin, `size` is in points, `ink` left, top, right, bottom."""

    text: str
    x: float
    baseline: float
    size: float
    font: str
    ink: tuple[float, float, float, float]

    @property
    def middle(self) -> float:
        """The middle of a full-width glyph, whose advance is one em."""
        return self.x + self.size * POINT / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """Where it stands."""
        return self.glyphs[0].baseline


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its paper and its glyphs."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]

    def lines(self, top: float = 0.0, bottom: float = 1000.0) -> list[TextLine]:
        """The lines whose baselines lie between two heights, from top to bottom."""
        rows: list[list[Glyph]] = []
        for glyph in sorted(self.glyphs, key=lambda g: (g.baseline, g.x)):
            if not top <= glyph.baseline <= bottom:
                continue
            if rows and glyph.baseline - rows[-1][0].baseline < _SAME_LINE:
                rows[-1].append(glyph)
            else:
                rows.append([glyph])
        return [TextLine(tuple(sorted(row, key=lambda g: g.x))) for row in rows]


@lru_cache(maxsize=16)
def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    with pdfium.PdfDocument(data) as pdf:
        return tuple(Sheet(page.get_width() * POINT, page.get_height() * POINT, tuple(_glyphs(page))) for page in pdf)


def _glyphs(page: pdfium.PdfPage) -> Iterator[Glyph]:
    text, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    high = ""
    for index in range(text.count_chars()):
        # A hyphen at a line's end comes as U+0002.
        character = high + chr(pdfium_c.FPDFText_GetUnicode(text, index)).replace("\x02", "-")
        if len(character) == 1 and "\ud800" <= character <= "\udbff":
            high = character
            continue
        high = ""
        if character.isspace() or character == "\0" or pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        if len(character) == 2:
            character = character.encode("utf-16", "surrogatepass").decode("utf-16")
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium_c.FPDFText_GetFontInfo(text, index, name, len(name), flags)
        left, bottom, right, top = text.get_charbox(index)
        ink = (left * POINT, (height - top) * POINT, right * POINT, (height - bottom) * POINT)
        size = pdfium_c.FPDFText_GetFontSize(text, index)
        font = name.value.decode().partition("+")[2] or name.value.decode()
        yield Glyph(character, x.value * POINT, (height - y.value) * POINT, size, font, ink)
