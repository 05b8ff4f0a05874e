"""The measures of a table as Word wants them: those of the page layout in twips, type sizes in half-points."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from reportctl.emit.docx.fit import Piece, breadth, spacing
from reportctl.model.document import DocCell, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.pages import SetLine, TableFrame

TEXT_WIDTH = 8844
"""The width of the type area, 156 mm."""
LINE = 579
"""The line pitch: 22 lines in 225 mm, rounded down, because 580 leaves room for 21 only (GB/T 9704-2012 5.2.2)."""
STYLE_SIZE = 21
"""五号, the size of the table styles."""

_PITCH = 225 / 22 * 1440 / 25.4
_PADDING, _MARGIN, _LEADING = 0.3, 0.34, 1.32
"""Left and right of a cell's text, above and below it, and its line pitch, in em, as in the page layout."""
_SPARE = 12
"""By how much the padding is less, so that what just fits a cell is not broken after rounding."""
LEAST_REST = 20
"""The height of the lowest paragraph, 1 pt; where there is less below a table, its last row gives it up."""
_BORDER = 20
"""What the outer border adds to the height of a table."""
_NARROW = 6
"""A label's column of fewer characters has its labels in the middle."""
_SLACK = 0.1
"""What is left free beside the longest line of a cell, in em."""


class Filling(Struct, frozen=True):
    """How a cell's text is set: indents on both sides, and the spacing of each character."""

    left: int
    right: int
    spaces: tuple[int, ...]


class Place(Struct, frozen=True):
    """Where a cell stands: `size` is the type's in half-points, `breadth` the cell's over its columns.

    `level` and `left` say where a label's lines begin, `begins` whether a span of rows begins here, None for a cell of
    one row; with `keep` the row is kept with the next.
    """

    size: int
    breadth: int
    style: str
    level: int
    colspan: int
    begins: bool | None
    left: bool
    keep: bool

    def filling(self, text: str, lines: tuple[SetLine, ...]) -> Filling:
        """How a cell's text is set so that its lines are those of the page layout."""
        em = self.size * 10
        indent = self.level * em
        room = self.breadth - 2 * padding(self.size)
        return filling(lines, text, room - indent, em=em, left=indent, even=not self.left)


class Frame:
    """A table's measures."""

    def __init__(self, block: TableBlock, frame: TableFrame) -> None:
        """Take the measures of the page layout."""
        self._frame = frame
        self._lines = dict(zip(block.cells, frame.cells, strict=True))
        self.size = round(frame.size * 2)
        self.em = self.size * 10
        self.padding = padding(self.size)
        self.margin = round(self.em * _MARGIN) - _SPARE
        edges = [round(edge / frame.edges[-1] * TEXT_WIDTH) for edge in frame.edges]
        self.columns = tuple(right - left for left, right in pairwise(edges))
        tops = [sum(frame.heights[:row]) for row in range(block.rows + 1)]
        free = _on_grid(frame.rest) - _BORDER
        self.rest = max(free, LEAST_REST)
        heights = [_on_grid(bottom) - _on_grid(top) for top, bottom in pairwise(tops)]
        heights[-1] -= self.rest - free
        self.heights = tuple(heights)
        held = {row for first, end in frame.held for row in range(first, end)}
        self.covering: tuple[dict[int, DocCell], ...] = tuple({} for _ in range(block.rows))
        """For each row the cells that cover its columns, by the first of these."""
        for cell in block.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, block.rows)):
                self.covering[row][cell.column] = cell
        self.kept = frozenset(row for row in block.leading_rows() | held if row < block.rows - 1)

    def breadth(self, cell: DocCell) -> int:
        """The width of a cell over its columns."""
        return sum(self.columns[cell.column : cell.column + cell.colspan])

    def lines(self, cell: DocCell) -> tuple[SetLine, ...]:
        """The lines of a cell's text."""
        return self._lines[cell]

    def room(self, cell: DocCell) -> int:
        """The width for text in a cell."""
        return self.breadth(cell) - 2 * self.padding

    def stands_left(self, cell: DocCell) -> bool:
        """Whether a cell's text begins at its left: labels do, unless their column is narrow."""
        return cell.role is CellRole.STUB and self.room(cell) > _NARROW * self.em + 2 * _SPARE and len(self.columns) > 1


def padding(size: int) -> int:
    """What is left free at the left and at the right of a cell's text in type of this size, in half-points."""
    return round(size * 10 * _PADDING) - _SPARE


def leading(size: int) -> int:
    """The line pitch in type of this size, in half-points."""
    return round(size * 10 * _LEADING)


def filling(lines: tuple[SetLine, ...], text: str, room: int, *, em: int, left: int = 0, even: bool) -> Filling:
    """Narrow the room to the longest of several lines, on both sides alike if `even` is set."""
    spare = 0
    if len(lines) > 1:
        longest = max(breadth(line, em) for line in lines) + round(_SLACK * em)
        with_another = min(breadth(line, em) for line in lines[:-1]) + em
        spare = max(0, room - min(longest, with_another - em // 4))
    spaces = spacing(lines, [Piece(text)], [room - spare] * len(lines), em=em, base=0, justified=False)
    return Filling(left + spare // 2 if even else left, spare // 2 if even else spare, tuple(spaces))


def _on_grid(height: float) -> int:
    """A height in points, scaled like the line pitch: so many lines of the page take as many here."""
    return round(height * 20 * LINE / _PITCH)
