"""What goes into the workbook, whoever it comes from: the figures file, last year's workbook, the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from reportctl.model.figures_file import Carried, FiguresFile, Raw
from reportctl.model.layout import Layout

LATER = "（生成时自动填入）"
"""Stands in a line of a table for a particular of 基本信息."""


class Content(Struct, frozen=True):
    """The agency and year, the figures file where there is one, and the closing figures carried over."""

    layout: Layout
    agency: str
    year: int
    figures: FiguresFile | None
    carried: Mapping[str, Carried]

    @property
    def title(self) -> str:
        """The report's title by the form."""
        return self.layout.title.replace("{agency}", self.agency).replace("{year}", str(self.year))

    def value(self, figure: str) -> Raw:
        """The value of a figure's cell, None for a blank one; what the figures file states goes before."""
        if self.figures and figure in self.figures.figures:
            return self.figures.figures[figure]
        carried = self.carried.get(figure)
        return carried.value if carried else None

    def remarks(self, figure: str) -> Iterator[str]:
        """The remarks on a figure: the file's own, and where a carried value comes from."""
        if self.figures and figure in self.figures.notes:
            yield self.figures.notes[figure]
        if figure in self.carried and not (self.figures and figure in self.figures.figures):
            yield self.carried[figure].note

    def fill(self, pattern: str) -> str:
        """A label or a line above or below a table with the agency and year that it asks for."""
        known = {"{agency}": self.agency, "{year}": str(self.year), "{phone}": LATER, "{date}": LATER}
        for name, text in known.items():
            pattern = pattern.replace(name, text)
        return pattern
