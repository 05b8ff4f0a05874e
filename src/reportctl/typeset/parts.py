"""A table across pages: which rows stand on which page, and everything drawn there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from reportctl.model.pages import CellBox, Line, Rule, Run
from reportctl.typeset.geometry import LEFT, baseline
from reportctl.typeset.grid import LEADING, SetCell, SetTable

_THIN, _THICK = 0.5, 1.0
_FRAME = 2.0
"""What a table leaves free on a page for its outer border, in points."""
_NEARLY = 2.0
"""What rounding may add to the height of a page, in points."""
_LOOK_BACK = 8
"""How many rows a page may be left shorter, so that no label of a group is cut off from its rows."""


class Part(Struct, frozen=True):
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
        end = _end(table, head, first, (room if not divided else full) - _FRAME, after)
        divided.append(Part(table, (*head, *range(first, end)), first))
        first = end
    return divided


def fitting(table: SetTable, first: int, room: float) -> int:
    """The row after the last that a back end might get into this height when a page begins with row `first`.

    It is not less by rounding, and a label that spans rows does not make them higher: word processors let it overflow.
    """
    usual = table.heights(range(table.block.rows))
    head = sum(usual[: table.block.head_rows]) if first else 0.0
    end = first
    while end < table.block.rows and head + sum(usual[first : end + 1]) <= room + _NEARLY:
        end += 1
    return end


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
    """Whether a page may end before this row: not within the head, and not right below a row that leads on."""
    return end >= table.block.rows or end - 1 not in table.leading


def _squeezes(table: SetTable, first: int, end: int) -> bool:
    """Whether a break before row `end` would leave a label less height above it than its text needs."""
    usual = table.heights(range(table.block.rows))
    for cell in table.cells:
        cut = first <= cell.cell.row < end < cell.bottom_row
        if cut and table.text_height(cell) > sum(usual[cell.cell.row : end]):
            return True
    return False


class Drawn(Struct, frozen=True):
    """What a part puts on its page."""

    lines: tuple[Line, ...]
    artifacts: tuple[Line, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[CellBox, ...]


def draw(part: Part, number: int, top: float) -> Drawn:
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
            continued=cell.cell.row not in place,
        )  # fmt: skip
        boxes.append(box)
        if box.continued:
            continue
        # The head of a table that is repeated is no part of the text.
        repeated = cell.cell.row < part.first
        (artifacts if repeated else lines).extend(_lines(table, cell, box, None if repeated else cell.element))
    return Drawn(tuple(lines), tuple(artifacts), tuple(_rules(boxes)), tuple(boxes))


def _lines(table: SetTable, cell: SetCell, box: CellBox, element: int | None) -> Iterator[Line]:
    leading = LEADING * table.size
    top = (box.top + box.bottom - leading * len(cell.lines)) / 2
    for i, line in enumerate(cell.lines):
        x, y = box.left + line.indent, baseline(top + i * leading, leading, table.size)
        yield Line(tuple([_at(run, x, y) for run in line.runs]), element)


def _at(run: Run, x: float, y: float) -> Run:
    return Run(run.text, run.face, run.size, x + run.x, y, run.origins, run.stroke, run.stretch)


def _rules(boxes: Sequence[CellBox]) -> list[Rule]:
    """The frame: each edge of a cell once, joined to the longest lines; the outer ones are heavier."""
    left, right = min([b.left for b in boxes]), max([b.right for b in boxes])
    top, bottom = min([b.top for b in boxes]), max([b.bottom for b in boxes])
    edges = {edge for b in boxes for edge in (b.left, b.top, b.right, b.bottom)}
    near = {edge: round(edge, 3) for edge in edges}
    level = {(near[y], near[b.left], near[b.right]) for b in boxes for y in (b.top, b.bottom)}
    upright = {(near[x], near[b.top], near[b.bottom]) for b in boxes for x in (b.left, b.right)}
    rules = [Rule(x1, y, x2, y, _weight(y, top, bottom)) for y, x1, x2 in _joined(level)]
    return rules + [Rule(x, y1, x, y2, _weight(x, left, right)) for x, y1, y2 in _joined(upright)]


def _weight(at: float, low: float, high: float) -> float:
    return _THICK if min(abs(at - low), abs(at - high)) < 0.01 else _THIN


def _joined(edges: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join edges on the same line that touch or overlap."""
    joined: list[tuple[float, float, float]] = []
    for at, low, high in sorted(edges):
        if joined and joined[-1][0] == at and low <= joined[-1][2] + 0.01:
            joined[-1] = (at, joined[-1][1], max(high, joined[-1][2]))
        else:
            joined.append((at, low, high))
    return joined
