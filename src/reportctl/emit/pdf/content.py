"""Content streams: the drawing operators of a page, with every piece marked as part of the text or as an artifact."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from reportctl.emit.pdf.fonts import Font, FontBook
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
        for element, lines in groupby(page.lines, key=attrgetter("element")):
            if element is None:
                parts.append(_PAGINATION)
            else:
                parts.append(f"/{self._pages.elements[element].tag} <</MCID {len(marks)}>> BDC")
                marks.append(element)
            for line in lines:
                self._line(line, parts)
            parts.append("EMC")
        for line in page.artifacts:
            parts.append(_PAGINATION)
            self._line(line, parts)
            parts.append("EMC")
        self.marks.append(marks)
        return "\n".join(parts).encode("ascii")

    def _rule(self, rule: Rule) -> str:
        top = self._pages.height
        start, end = f"{number(rule.x1)} {number(top - rule.y1)}", f"{number(rule.x2)} {number(top - rule.y2)}"
        return f"{number(rule.width)} w 2 J {start} m {end} l S"

    def _line(self, line: Line, parts: list[str]) -> None:
        """Add the text objects of a line: for each run one for each font that its characters are in."""
        for run in line.runs:
            start = 0
            for font, text in self._book.split(run.face, run.text):
                end = start + len(text)
                parts.append(self._text(run, font, text, run.origins[start:end]))
                start = end

    def _text(self, run: Run, font: Font, text: str, origins: Sequence[float]) -> str:
        """A text object. The font and the spacing of its characters are said only where they change on the page."""
        spacing, shown = _shown(font, text, origins, run)
        chosen = ""
        if self._font != (font.name, run.size):
            self._font = font.name, run.size
            chosen = f"/{font.name} {number(run.size)} Tf "
        if spacing and spacing != self._spacing:
            self._spacing = spacing
            chosen += f"{spacing} Tc "
        at = f"{number(run.x + origins[0])} {number(self._pages.height - run.baseline)} Td"
        drawn = f"BT {at} {chosen}[{shown}] TJ ET"
        if run.stretch != 1.0:
            drawn = f"{number(run.stretch * 100)} Tz {drawn} 100 Tz"
        if run.stroke:
            drawn = f"2 Tr {number(run.stroke)} w {drawn} 0 Tr"
        return drawn


def _shown(font: Font, text: str, origins: Sequence[float], run: Run) -> tuple[str, str]:
    """The spacing of characters, as most of them have it, and the array of the TJ operator; of one, no spacing.

    Each adjustment is reckoned from the true place, in thousandths of the type size, so that rounding does not add up.
    """
    if len(text) == 1:
        return "", f"<{font.codes[text]}>"
    characters = itemgetter(*text)
    codes, advances = characters(font.codes), characters(font.advances)
    unit = 1000 / (run.size * run.stretch)
    steps = zip(origins, origins[1:], advances, strict=False)
    gaps = [(after - before) * unit - advance for before, after, advance in steps]
    ordered = sorted(gaps)
    spacing = number(ordered[len(ordered) // 2] * run.size / 1000, 4)
    usual = float(spacing) * 1000 / run.size
    if max(ordered[-1] - usual, usual - ordered[0]) * len(gaps) < _HALF:
        return spacing, f"<{''.join(codes)}>"
    parts = list(codes)
    ahead = 0.0
    for index, gap in enumerate(gaps):
        ahead += usual - gap
        if not -_HALF <= ahead <= _HALF:
            # Two marks that are squeezed onto one place must not be taken for each other's order.
            adjustment = min(round(ahead), int(advances[index] + usual))
            parts[index] += f">{adjustment}<"
            ahead -= adjustment
    return spacing, f"<{''.join(parts)}>"
