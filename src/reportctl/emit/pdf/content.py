"""Content streams: the drawing operators of a page, with every piece marked as part of the text or as an artifact."""

from __future__ import annotations

from itertools import groupby

from reportctl.emit.pdf.fonts import Code, FontBook
from reportctl.emit.pdf.objects import number
from reportctl.model.pages import Line, Page, Pages, Rule, Run

_LAYOUT, _PAGINATION = "/Artifact <</Type /Layout>> BDC", "/Artifact <</Type /Pagination>> BDC"
"""The frames of tables; page numbers and the heads of tables that are repeated (PDF 32000-1, 14.8.2.2.2)."""
_WATERMARK = "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"


class Painter:
    """Draws pages; `marks` has, for each page, the elements of its marked content in the order of their ids."""

    def __init__(self, book: FontBook, pages: Pages) -> None:
        """Take the fonts and the pages."""
        self._book = book
        self._pages = pages
        self.marks: list[list[int]] = []

    def page(self, page: Page) -> bytes:
        """The content stream of the next page."""
        parts = [f"{_WATERMARK} q /Draft Do Q EMC"] if self._pages.draft else []
        if page.rules:
            parts.append("\n".join([_LAYOUT, *(self._rule(rule) for rule in page.rules), "EMC"]))
        marks: list[int] = []
        for element, lines in groupby(page.lines, key=lambda line: line.element):
            drawn = "\n".join(self._line(line) for line in lines)
            if element is None:
                parts.append(f"{_PAGINATION}\n{drawn}\nEMC")
            else:
                tag = self._pages.elements[element].tag
                parts.append(f"/{tag} <</MCID {len(marks)}>> BDC\n{drawn}\nEMC")
                marks.append(element)
        parts += [f"{_PAGINATION}\n{self._line(line)}\nEMC" for line in page.artifacts]
        self.marks.append(marks)
        return "\n".join(parts).encode("ascii")

    def _rule(self, rule: Rule) -> str:
        top = self._pages.height
        start, end = f"{number(rule.x1)} {number(top - rule.y1)}", f"{number(rule.x2)} {number(top - rule.y2)}"
        return f"{number(rule.width)} w 2 J {start} m {end} l S"

    def _line(self, line: Line) -> str:
        return "\n".join(text for run in line.runs for text in self._run(run))

    def _run(self, run: Run) -> list[str]:
        """The text objects of a run: one for each font that its characters are in."""
        codes = [self._book.code(run.face, character) for character in run.text]
        pieces = []
        for font, group in groupby(range(len(codes)), key=lambda i: codes[i].font):
            indices = list(group)
            shown = _shown([codes[i] for i in indices], [run.origins[i] for i in indices], run)
            x, y = run.x + run.origins[indices[0]], self._pages.height - run.baseline
            text = f"/{font} {number(run.size)} Tf 1 0 0 1 {number(x)} {number(y)} Tm [{shown}] TJ"
            if run.stretch != 1.0:
                text = f"{number(run.stretch * 100)} Tz {text} 100 Tz"
            if run.stroke:
                text = f"2 Tr {number(run.stroke)} w {text} 0 Tr"
            pieces.append(f"BT {text} ET")
        return pieces


def _shown(codes: list[Code], origins: list[float], run: Run) -> str:
    """The array of a TJ operator; each adjustment is reckoned from the true place, so that rounding does not add up."""
    scale = run.size * run.stretch / 1000
    parts = []
    open_codes = ""
    at = origins[0]
    for i, code in enumerate(codes):
        open_codes += code.code
        at += code.advance * 1000 * scale
        if i + 1 < len(codes):
            adjustment = round((at - origins[i + 1]) / scale)
            if adjustment:
                parts.append(f"<{open_codes}>{adjustment}")
                open_codes = ""
                at -= adjustment * scale
    parts.append(f"<{open_codes}>")
    return "".join(parts)
