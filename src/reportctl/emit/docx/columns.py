"""How wide a table's columns are and in which type it stands. Widths in twips, type sizes in half-points.

The measures (padding, leading, the sizes to choose from) are those of the page layout: both files have one table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reportctl.model.document import DocCell, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.measure import width

TEXT_WIDTH = 8844
"""The width of the type area, 156 mm."""
SIZES = (21, 18, 15, 13, 11)
"""五号, 小五, 六号, 小六, 七号: the largest in which a table stands upright is taken. The styles have the first."""

_PADDING = 0.3
"""Left and right of a cell's text, in em."""
_MARGIN = 0.34
"""Above and below a cell's text, in em."""
_LEADING = 1.32
_WHOLE = (CellRole.VALUE, CellRole.UNIT, CellRole.EMPTY)
"""Roles whose text is never wrapped."""
_NARROW = 6
"""A label's column of fewer characters has its labels in the middle."""
_SLACK = 0.1
"""What is left free beside text that just fits, in em: word processors round, and would break it."""
_UNBROKEN = 3
"""A label of so many characters is not broken."""
_TOKEN = re.compile(r"[“‘（〔【《〈「『(\[]*(?:[0-9A-Za-z.,%+\-]+|.)[。，、；：？！”’）〕】》〉」』)\]]*", re.DOTALL)
"""What no line of a cell can be shorter than: a character with the marks that cling to it, or a number."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A table's type size and the widths of its columns, which add up to the type area."""

    size: int
    columns: tuple[int, ...]

    @property
    def padding(self) -> int:
        """Left and right of a cell's text."""
        return round(self.em * _PADDING)

    @property
    def margin(self) -> int:
        """Above and below a cell's text."""
        return round(self.em * _MARGIN)

    @property
    def line(self) -> int:
        """The line pitch in a cell; an exact one keeps rows as high in any typeface."""
        return round(self.em * _LEADING)

    @property
    def em(self) -> int:
        """The width of a full-width character."""
        return self.size * 10

    def breadth(self, cell: DocCell) -> int:
        """The width of a cell over its columns."""
        return sum(self.columns[cell.column : cell.column + cell.colspan])

    def room(self, cell: DocCell) -> int:
        """The width for text in a cell."""
        return self.breadth(cell) - 2 * self.padding

    def stands_left(self, cell: DocCell) -> bool:
        """Whether a cell's text begins at its left: labels do, unless their column is narrow."""
        return cell.role is CellRole.STUB and self.room(cell) > _NARROW * self.em

    def even_indent(self, cell: DocCell) -> int:
        """The indent on both sides that breaks a centred head into lines of about equal length."""
        fitting = self.room(cell) // self.em
        lines = ceil(width(cell.text) / max(fitting, 1))
        even = ceil(width(cell.text) / max(lines, 1))
        if lines < 2 or even >= fitting:
            return 0
        return (self.room(cell) - round((even + _SLACK) * self.em)) // 2


def frame(block: TableBlock) -> Frame:
    """Choose the largest type in which no number is broken and every label keeps two characters a line."""
    least = _least_widths(block)
    size = next((size for size in SIZES if sum(least) * size * 10 <= TEXT_WIDTH), SIZES[-1])
    return Frame(size, _columns(block.widths, [width * size * 10 for width in least]))


def _columns(shares: Sequence[int], least: Sequence[float]) -> tuple[int, ...]:
    """Share out the type area by the relative widths; what a column needs beyond its share, wide ones give up."""
    unit = TEXT_WIDTH / sum(shares)
    widths = [max(share * unit, need) for share, need in zip(shares, least, strict=True)]
    spare = [wide - need for wide, need in zip(widths, least, strict=True)]
    part = min(1.0, (sum(widths) - TEXT_WIDTH) / sum(spare)) if sum(spare) > 0 else 0.0
    exact = [wide - give * part for wide, give in zip(widths, spare, strict=True)]
    edges = [round(TEXT_WIDTH * sum(exact[:i]) / sum(exact)) for i in range(len(exact) + 1)]
    return tuple(right - left for left, right in zip(edges, edges[1:], strict=False))


def _least_widths(block: TableBlock) -> list[float]:
    """The least width of each column in em; a spanning cell asks its columns for equal shares of what they lack."""
    least = [0.0] * block.columns
    for cell in sorted(block.cells, key=lambda cell: cell.colspan):
        columns = range(cell.column, cell.column + cell.colspan)
        short = _least_width(cell) - sum(least[column] for column in columns)
        for column in columns:
            least[column] += max(0.0, short) / cell.colspan
    return least


def _least_width(cell: DocCell) -> float:
    padding = 2 * _PADDING + _SLACK
    if not cell.text:
        return padding + 1
    if cell.role in _WHOLE or width(cell.text) <= _UNBROKEN:
        return width(cell.text) + cell.level + padding
    widest = max(width(token) for token in _TOKEN.findall(cell.text))
    return max(widest, 2.0) + cell.level + padding
