"""Content streams: the drawing operators of a page, with every piece marked as part of the text or as an artifact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportctl.emit.pdf.fonts import Code, FontBook
from reportctl.emit.pdf.objects import number
from reportctl.model.pages import Line, Page, Pages, Rule, Run

_LAYOUT, _PAGINATION = "/Artifact <</Type /Layout>> BDC", "/Artifact <</Type /Pagination>> BDC"
"""The frames of tables; page numbers and the heads of tables that are repeated (PDF 32000-1, 14.8.2.2.2)."""
_WATERMARK = "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"
_HALF = 0.5
"""A character may be off its place by half a thousandth of the type size, the unit of an adjustment."""


class Painter:
    """Draws pages; `marks` has, for each page, the elements of its marked content in the order of their ids."""

    def __init__(self, book: FontBook, pages: Pages) -> None:
        """Take the fonts and the pages."""
        self._book = book
        self._pages = pages
        self._font: tuple[str, float] | None = None
        self._spacing = "0"
        self.marks: list[list[int]] = []

    def page(self, page: Page) -> bytes:
        """The content stream of the next page."""
        self._font, self._spacing = None, "0"
        parts = [f"{_WATERMARK} q /Draft Do Q EMC"] if self._pages.draft else []
        if page.rules:
            parts += [_LAYOUT, *(self._rule(rule) for rule in page.rules), "EMC"]
        marks: list[int] = []
        for element, lines in groupby(page.lines, key=lambda line: line.element):
            if element is None:
                parts.append(_PAGINATION)
            else:
                parts.append(f"/{self._pages.elements[element].tag} <</MCID {len(marks)}>> BDC")
                marks.append(element)
            parts += self._lines(lines)
            parts.append("EMC")
        for line in page.artifacts:
            parts += [_PAGINATION, *self._lines([line]), "EMC"]
        self.marks.append(marks)
        return "\n".join(parts).encode("ascii")

    def _rule(self, rule: Rule) -> str:
        top = self._pages.height
        start, end = f"{number(rule.x1)} {number(top - rule.y1)}", f"{number(rule.x2)} {number(top - rule.y2)}"
        return f"{number(rule.width)} w 2 J {start} m {end} l S"

    def _lines(self, lines: Iterable[Line]) -> Iterator[str]:
        return (text for line in lines for run in line.runs for text in self._run(run))

    def _run(self, run: Run) -> Iterator[str]:
        """The text objects of a run: one for each font that its characters are in."""
        known = self._book.codes[run.face]
        codes = [known[character] for character in run.text]
        start = 0
        for font, group in groupby(codes, key=_font_of):
            part = list(group)
            end = start + len(part)
            yield self._text(run, font, part, run.origins[start:end])
            start = end

    def _text(self, run: Run, font: str, codes: Sequence[Code], origins: Sequence[float]) -> str:
        """A text object. The font and the spacing of its characters are said only where they change on the page."""
        operators = [f"BT {number(run.x + origins[0])} {number(self._pages.height - run.baseline)} Td"]
        if (font, run.size) != self._font:
            self._font = font, run.size
            operators.append(f"/{font} {number(run.size)} Tf")
        spacing, shown = _shown(codes, origins, run)
        if spacing not in ("", self._spacing):
            self._spacing = spacing
            operators.append(f"{spacing} Tc")
        operators.append(f"[{shown}] TJ ET")
        text = " ".join(operators)
        if run.stretch != 1.0:
            text = f"{number(run.stretch * 100)} Tz {text} 100 Tz"
        if run.stroke:
            text = f"2 Tr {number(run.stroke)} w {text} 0 Tr"
        return text


def _font_of(code: Code) -> str:
    return code.font


def _shown(codes: Sequence[Code], origins: Sequence[float], run: Run) -> tuple[str, str]:
    """The spacing of characters, as most of them have it, and the array of the TJ operator; of one, no spacing.

    Each adjustment is reckoned from the true place, in thousandths of the type size, so that rounding does not add up.
    """
    if len(codes) == 1:
        return "", f"<{codes[0].code}>"
    unit = 1000 / (run.size * run.stretch)
    steps = zip(origins, origins[1:], codes, strict=False)
    gaps = [(after - before) * unit - code.advance for before, after, code in steps]
    ordered = sorted(gaps)
    spacing = number(ordered[len(ordered) // 2] * run.size / 1000, 4)
    usual = float(spacing) * 1000 / run.size
    if max(ordered[-1] - usual, usual - ordered[0]) * len(gaps) < _HALF:
        return spacing, f"<{''.join([code.code for code in codes])}>"
    parts = ["<"]
    ahead = 0.0
    for code, gap in zip(codes, gaps, strict=False):
        parts.append(code.code)
        ahead += usual - gap
        if not -_HALF <= ahead <= _HALF:
            # Two marks that are squeezed onto one place must not be taken for each other's order.
            adjustment = min(round(ahead), int(code.advance + usual))
            parts.append(f">{adjustment}<")
            ahead -= adjustment
    parts.append(f"{codes[-1].code}>")
    return spacing, "".join(parts)
