"""The lines of a PDF, whoever made it, and how far two PDFs agree in them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

BOTTOM = 262.5 * 72 / 25.4
"""Below it, in points from the top of the page, there is nothing but the page number."""
_SAME_LINE = 3.0
"""Characters whose baselines differ by less stand on one line."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    x: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two files agree: `pages` begin alike out of `of_pages`, `lines` are alike out of `of_lines`."""

    pages: int
    of_pages: int
    lines: int
    of_lines: int
    differences: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of lines that are alike."""
        return self.lines / self.of_lines


def pages_of(data: bytes) -> list[list[str]]:
    """The lines of each page from top to bottom, without spaces; what stands beside each other is one line."""
    with pdfium.PdfDocument(data) as pdf:
        return [_lines(_glyphs(page)) for page in pdf]


def _glyphs(page: pdfium.PdfPage) -> list[_Glyph]:
    text, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs = []
    for index in range(text.count_chars()):
        character = chr(pdfium_c.FPDFText_GetUnicode(text, index)).replace("\x02", "-")
        if character.isspace() or character == "\0" or "\ud800" <= character <= "\udfff":
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        if height - y.value < BOTTOM:
            glyphs.append(_Glyph(character, x.value, height - y.value))
    return glyphs


def _lines(glyphs: Sequence[_Glyph]) -> list[str]:
    rows: list[list[_Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if rows and glyph.baseline - rows[-1][0].baseline < _SAME_LINE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return ["".join(g.text for g in sorted(row, key=lambda g: g.x)) for row in rows]


def compare(ours: bytes, theirs: bytes) -> Agreement:
    """Compare page by page: the first line of each, and all lines in order."""
    left, right = pages_of(ours), pages_of(theirs)
    pages = sum(a[:1] == b[:1] for a, b in zip(left, right, strict=False))
    same = 0
    differences: list[str] = []
    for number in range(max(len(left), len(right))):
        a = left[number] if number < len(left) else []
        b = right[number] if number < len(right) else []
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        same += sum(block.size for block in matcher.get_matching_blocks())
        for kind, i, j, k, m in matcher.get_opcodes():
            if kind != "equal":
                differences.append(f"{number + 1}: {' / '.join(a[i:j])} <> {' / '.join(b[k:m])}")
    return Agreement(
        pages, max(len(left), len(right)), same, max(sum(map(len, left)), sum(map(len, right))), tuple(differences)
    )
