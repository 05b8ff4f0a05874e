"""A table across pages: which rows stand on which page, and everything drawn there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reportctl.faces import Faces
from reportctl.model.grid import CellRole
from reportctl.model.pages import CellBox, Line, Rule
from reportctl.typeset.geometry import LEFT, baseline
from reportctl.typeset.grid import LEADING, SetCell, SetTable

_HEADS = (CellRole.CAPTION, CellRole.HEAD, CellRole.CORNER)
_THIN, _THICK = 0.5, 1.0
_LOOK_BACK = 8
"""How many rows a page may be left shorter, so that no label of a group is cut off from its rows."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a table on one page: the repeated head, if any, then the rows from `first` on."""

    table: SetTable
    rows: tuple[int, ...]
    first: int

    @property
    def height(self) -> float:
        """The height of all its rows."""
        return sum(self.table.heights(self.rows))


def least_height(table: SetTable) -> float:
    """The height of the smallest first part: the head and the rows that must follow it."""
    last = 1 + next((row for row in range(table.block.rows) if _may_end(table, row + 1)), table.block.rows - 1)
    return sum(table.heights(range(last)))


def parts(table: SetTable, room: float, full: float, after: float) -> list[Part]:
    """Divide a table: `room` is the height left on the first page, `full` that of any other page.

    `after` is the height that must be free below the table's end, for what may not stand on a page without it.
    """
    divided: list[Part] = []
    first = 0
    while first < table.block.rows:
        head = tuple(range(table.block.head_rows)) if first else ()
        end = _end(table, head, first, room if not divided else full, after)
        divided.append(Part(table, (*head, *range(first, end)), first))
        first = end
    return divided


def _end(table: SetTable, head: tuple[int, ...], first: int, room: float, after: float) -> int:
    """The row after the last that fits; at least one row is taken, whatever its height."""
    fitting = [first + 1]
    for end in range(first + 1, table.block.rows + 1):
        height = sum(table.heights((*head, *range(first, end))))
        if height > room or (end == table.block.rows and height + after > room):
            break
        fitting.append(end)
    most = fitting[-1]
    if most == table.block.rows:
        return most
    near = [end for end in reversed(fitting) if end > most - _LOOK_BACK and _may_end(table, end)]
    return next((end for end in near if not _squeezes(table, first, end)), near[0] if near else most)


def _may_end(table: SetTable, end: int) -> bool:
    """Whether a page may end before this row: not within the head, and not right below a caption or a block's head."""
    if end >= table.block.rows:
        return True
    roles = [c.cell.role for c in table.cells if c.cell.row <= end - 1 < c.bottom_row]
    return end > table.block.head_rows and not all(role in _HEADS for role in roles)


def _squeezes(table: SetTable, first: int, end: int) -> bool:
    """Whether a break before row `end` would leave a label less height than its text needs, above or below."""
    usual = table.heights(range(table.block.rows))
    for cell in table.cells:
        if cell.cell.row < end < cell.bottom_row:
            above, below = sum(usual[max(first, cell.cell.row) : end]), sum(usual[end : cell.bottom_row])
            if table.text_height(cell) > min(above, below):
                return True
    return False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a part puts on its page."""

    lines: tuple[Line, ...]
    artifacts: tuple[Line, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[CellBox, ...]


def draw(part: Part, number: int, top: float, faces: Faces) -> Drawn:
    """Place a part with its upper edge at `top`; `number` is the table's in the document."""
    table = part.table
    edges = [top, *accumulate(table.heights(part.rows), initial=top)][1:]
    place = {row: i for i, row in enumerate(part.rows)}
    lines: list[Line] = []
    artifacts: list[Line] = []
    boxes = []
    for index, cell in enumerate(table.cells):
        here = [place[row] for row in range(cell.cell.row, cell.bottom_row) if row in place]
        if not here:
            continue
        box = CellBox(
            number, index, LEFT + table.edges[cell.cell.column], edges[here[0]],
            LEFT + table.edges[cell.cell.column + cell.cell.colspan], edges[here[-1] + 1],
        )  # fmt: skip
        boxes.append(box)
        again = part.first > 0 and cell.cell.row < part.first
        placed = _lines(table, cell, box, faces)
        if again:
            artifacts += [replace(line, element=None) for line in placed]
        else:
            lines += placed
    return Drawn(tuple(lines), tuple(artifacts), tuple(_rules(boxes)), tuple(boxes))


def _lines(table: SetTable, cell: SetCell, box: CellBox, faces: Faces) -> list[Line]:
    leading = LEADING * table.size
    top = (box.top + box.bottom - leading * len(cell.slugs)) / 2
    return [
        slug.at(box.left + x, baseline(top + i * leading, leading, table.size), faces)
        for i, (x, slug) in enumerate(cell.slugs)
    ]


def _rules(boxes: Sequence[CellBox]) -> list[Rule]:
    """The frame: each edge of a cell once, joined to the longest lines; the outer ones are heavier."""
    left, right = min(b.left for b in boxes), max(b.right for b in boxes)
    top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
    level = [(y, b.left, b.right) for b in boxes for y in (b.top, b.bottom)]
    upright = [(x, b.top, b.bottom) for b in boxes for x in (b.left, b.right)]
    rules = [Rule(x1, y, x2, y, _weight(y, top, bottom)) for y, x1, x2 in _joined(level)]
    return rules + [Rule(x, y1, x, y2, _weight(x, left, right)) for x, y1, y2 in _joined(upright)]


def _weight(at: float, low: float, high: float) -> float:
    return _THICK if min(abs(at - low), abs(at - high)) < 0.01 else _THIN


def _joined(edges: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join edges on the same line that touch or overlap."""
    joined: list[tuple[float, float, float]] = []
    for at, low, high in sorted({(round(a, 3), round(b, 3), round(c, 3)) for a, b, c in edges}):
        if joined and joined[-1][0] == at and low <= joined[-1][2] + 0.01:
            joined[-1] = (at, joined[-1][1], max(high, joined[-1][2]))
        else:
            joined.append((at, low, high))
    return joined
