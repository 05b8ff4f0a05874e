"""The frame of a table: the widths of its columns, the lines in its cells, and its rows' heights on a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from reportctl.faces import Role
from reportctl.model.document import DocCell, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.pages import Tag
from reportctl.typeset.blocks import Setter
from reportctl.typeset.geometry import WIDTH
from reportctl.typeset.standing import CellLine, Place
from reportctl.typeset.strip import Strip

SIZES = (10.5, 9.0, 7.5, 6.5, 5.5)
"""五号, 小五, 六号, 小六, 七号: the largest in which a table stands upright is taken."""
LEADING = 1.32
_PADDING = 0.3
"""Left and right of a cell's text, in em."""
_MARGIN = 0.34
"""Above and below a cell's text, in em."""
_WHOLE = (CellRole.VALUE, CellRole.UNIT, CellRole.EMPTY)
"""Roles whose text is never wrapped."""
_NARROW = 6.0
"""A label's column of fewer characters has its labels in the middle."""


class SetCell(Struct, frozen=True):
    """A cell with its lines set."""

    cell: DocCell
    lines: tuple[CellLine, ...]
    element: int

    @property
    def bottom_row(self) -> int:
        """The row after the cell's last."""
        return self.cell.row + self.cell.rowspan


class SetTable(Struct, frozen=True, dict=True):
    """A table with every cell's lines set. `edges` are the columns' edges from the left of the type area."""

    block: TableBlock
    size: float
    edges: tuple[float, ...]
    cells: tuple[SetCell, ...]

    @cached_property
    def leading(self) -> frozenset[int]:
        """The rows that must not be the last on a page."""
        return self.block.leading_rows()

    def text_height(self, cell: SetCell) -> float:
        """The height that a cell's text needs."""
        return (len(cell.lines) * LEADING + 2 * _MARGIN) * self.size if cell.lines else 0.0

    def heights(self, rows: Sequence[int]) -> list[float]:
        """The heights of rows that stand together on a page.

        The text of a cell that a page break cuts stands above the break, where word processors have it.
        """
        if not self._spanned:
            return [self._usual[row] for row in rows]
        return self._heights(rows)

    @cached_property
    def _spanned(self) -> bool:
        return any(cell.cell.rowspan > 1 for cell in self.cells)

    @cached_property
    def _usual(self) -> list[float]:
        return self._heights(range(self.block.rows))

    def _heights(self, rows: Sequence[int]) -> list[float]:
        least = (LEADING + 2 * _MARGIN) * self.size
        place = {row: i for i, row in enumerate(rows)}
        heights = [least] * len(rows)
        for top, bottom, needed in self._needs:
            if top not in place:
                continue
            if bottom == top + 1:
                heights[place[top]] += max(0.0, needed - heights[place[top]])
                continue
            here = [place[row] for row in range(top, bottom) if row in place]
            short = needed - sum(heights[i] for i in here)
            for i in here:
                heights[i] += max(0.0, short) / len(here)
        return heights

    @cached_property
    def _needs(self) -> list[tuple[int, int, float]]:
        """The first row of each cell, the row after its last, and the height of its text: cells of one row first."""
        cells = sorted(self.cells, key=lambda cell: cell.cell.rowspan)
        return [(cell.cell.row, cell.bottom_row, self.text_height(cell)) for cell in cells]


def set_table(block: TableBlock, setter: Setter, parent: int) -> SetTable:
    """Set the cells of a table in the largest type in which its columns fit the type area."""
    strips = [setter.label(cell.text, _role(cell), cell.at) for cell in block.cells]
    least = _least_widths(block, strips)
    sizes = [s for s in SIZES if block.largest is None or s <= block.largest]
    size = next((s for s in sizes if sum(least) * s <= WIDTH), SIZES[-1])
    edges = _edges(block, [w * size for w in least])
    elements = _elements(block, setter, parent)
    cells = [
        _set_cell(cell, strip, edges, size, element, block, setter)
        for cell, strip, element in zip(block.cells, strips, elements, strict=True)
    ]
    return SetTable(block, size, edges, tuple(cells))


def _role(cell: DocCell) -> Role:
    """黑体 for heads, 宋体 for all else."""
    return Role.HEADING1 if cell.role in (CellRole.HEAD, CellRole.CAPTION) else Role.TABLE


def _elements(block: TableBlock, setter: Setter, parent: int) -> list[int]:
    rows: dict[int, int] = {}
    elements = []
    for cell in block.cells:
        if cell.row not in rows:
            rows[cell.row] = setter.tree.add(Tag.TR, parent)
        scope = _scope(cell, block)
        tag = Tag.TH if scope else Tag.TD
        elements.append(setter.tree.add(tag, rows[cell.row], rowspan=cell.rowspan, colspan=cell.colspan, scope=scope))
    return elements


def _scope(cell: DocCell, block: TableBlock) -> str:
    match cell.role:
        case CellRole.CORNER:
            return "Both"
        case CellRole.HEAD:
            return "Column"
        case CellRole.STUB:
            return "Row"
        case CellRole.CAPTION:
            return "Row" if cell.colspan < block.columns else "Column"
        case CellRole.UNIT | CellRole.VALUE | CellRole.EMPTY:
            return ""


def _least_width(cell: DocCell, strip: Strip) -> float:
    """The least width of a cell in em: a number stands on one line, a label's lines have two characters or more."""
    padding = 2 * _PADDING
    if not len(strip):
        return padding + 1
    if cell.role in _WHOLE:
        return strip.natural(0, len(strip)) + padding
    return max(strip.widest, min(2.0, strip.natural(0, len(strip)))) + cell.level + padding


def _least_widths(block: TableBlock, strips: Sequence[Strip]) -> list[float]:
    least = [0.0] * block.columns
    for cell, strip in sorted(zip(block.cells, strips, strict=True), key=lambda pair: pair[0].colspan):
        needed = _least_width(cell, strip)
        if cell.colspan == 1:
            least[cell.column] += max(0.0, needed - least[cell.column])
            continue
        columns = range(cell.column, cell.column + cell.colspan)
        short = needed - sum(least[c] for c in columns)
        for column in columns:
            least[column] += max(0.0, short) / cell.colspan
    return least


def _edges(block: TableBlock, least: Sequence[float]) -> tuple[float, ...]:
    """Share out the type area by the relative widths; what a column needs beyond its share, wide ones give up."""
    unit = WIDTH / sum(block.widths)
    widths = [max(share * unit, need) for share, need in zip(block.widths, least, strict=True)]
    spare = [width - need for width, need in zip(widths, least, strict=True)]
    excess, total = sum(widths) - WIDTH, sum(spare)
    part = min(1.0, excess / total) if total > 0 else 0.0
    edges = [0.0]
    for width, give in zip(widths, spare, strict=True):
        edges.append(edges[-1] + width - give * part)
    return tuple(edges)


def _set_cell(
    cell: DocCell, strip: Strip, edges: Sequence[float], size: float, element: int, block: TableBlock, setter: Setter
) -> SetCell:
    width = edges[cell.column + cell.colspan] - edges[cell.column]
    room = width / size - 2 * _PADDING + 1e-6
    left = cell.role is CellRole.STUB and room > _NARROW and block.columns > 1
    room -= cell.level if left else 0
    place = Place(width, size, room, (_PADDING + cell.level) * size if left else None)
    return SetCell(cell, setter.standing.lines(strip, _role(cell), place, setter.faces), element)
