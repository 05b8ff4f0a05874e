"""Rows and tables, flowed into pages of 22 lines."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from math import ceil

from msgspec import Struct

from reportctl.faces import Faces
from reportctl.model.pages import Bookmark, CellBox, Line, Page, Rule, SetLine, TableFrame
from reportctl.typeset.blocks import Row
from reportctl.typeset.furniture import page_number
from reportctl.typeset.geometry import BODY_SIZE, HEIGHT, LEFT, LINES, PITCH, TOP, baseline
from reportctl.typeset.grid import SetTable
from reportctl.typeset.parts import Part, draw, fitting, least_height, parts

_SMALL = 0.4
"""A table that takes no more than this part of a page is kept whole."""
_REST = 4.0
"""What is left free at least between a table and the line below it, in points."""


class Break(Enum):
    """What ends a page early."""

    PAGE = auto()


class PlacedTable(Struct, frozen=True):
    """A table in the flow.

    `number` is the document's count, `title` has the lines of its title, `after` is the number of rows that may not be
    parted from its end.
    """

    table: SetTable
    number: int
    title: tuple[SetLine, ...] = ()
    after: int = 0

    @property
    def height(self) -> float:
        """The height that must be free for the table to begin."""
        whole = sum(self.table.heights(range(self.table.block.rows)))
        return whole + self.tail if whole <= HEIGHT * _SMALL else least_height(self.table)

    @property
    def tail(self) -> float:
        """The height that must be free below the table."""
        return self.after * PITCH + _REST if self.after else 0.0


Item = Row | PlacedTable | Break


class _Open(Struct):
    """The page being filled; `row` is the next free row of the grid."""

    row: int = 0
    lines: list[Line] = []
    artifacts: list[Line] = []
    rules: list[Rule] = []
    boxes: list[CellBox] = []


class Flow:
    """Fills page after page."""

    def __init__(self, faces: Faces) -> None:
        """Start with an empty first page."""
        self._faces = faces
        self._page = _Open()
        self.pages: list[Page] = []
        self.bookmarks: list[Bookmark] = []
        self.texts: dict[int, list[SetLine]] = {}
        self.tables: list[TableFrame] = []
        self._free = 0

    def fill(self, items: Sequence[Item]) -> None:
        """Place all items; those tied together move to the next page together."""
        start = 0
        while start < len(items):
            end = start + 1
            while end < len(items) and _keeps(items[end - 1]):
                end += 1
            self._together(items[start:end])
            start = end
        if self._page.lines or self._page.boxes or not self.pages:
            self._close()

    def _together(self, items: Sequence[Item]) -> None:
        need = sum(_rows(item) for item in items)
        self._free = 0
        if self._page.row > 0 and self._page.row + need > LINES and need <= LINES:
            self._free = LINES - self._page.row
            self._close()
        for item in items:
            match item:
                case Break.PAGE:
                    if self._page.row:
                        self._close()
                case Row():
                    self._row(item)
                case PlacedTable():
                    self._table(item)

    def _row(self, row: Row) -> None:
        if self._page.row >= LINES:
            self._close()
        if not row.slugs and not row.fixed and self._page.row == 0:
            return
        top = TOP + self._page.row * PITCH
        for x, slug in row.slugs:
            self._page.lines.append(slug.at(LEFT + x, baseline(top, PITCH, BODY_SIZE), self._faces))
            if row.source is not None:
                moved = self._free if self._page.row == 0 else 0
                self.texts.setdefault(row.source, []).append(slug.record(len(self.pages), moved, x))
        if row.bookmark:
            level, title = row.bookmark
            self.bookmarks.append(Bookmark(level, title, len(self.pages), top))
        self._page.row += 1

    def _table(self, placed: PlacedTable) -> None:
        room = (LINES - self._page.row) * PITCH
        held = []
        rest = 0.0
        if self._page.row and room < placed.height:
            held.append((0, fitting(placed.table, 0, room)))
            self._close()
            room = HEIGHT
        elif self._page.row == 0 and self._free:
            held.append((0, fitting(placed.table, 0, self._free * PITCH)))
        divided = parts(placed.table, room, HEIGHT, placed.tail)
        for number, part in enumerate(divided):
            if number:
                held.append((part.first, fitting(placed.table, divided[number - 1].first, room)))
                room = HEIGHT
                self._close()
            drawn = draw(part, placed.number, TOP + self._page.row * PITCH)
            self._page.lines += drawn.lines
            self._page.artifacts += drawn.artifacts
            self._page.rules += drawn.rules
            self._page.boxes += drawn.boxes
            top, self._page.row = self._page.row, self._page.row + ceil((part.height + _REST) / PITCH - 1e-6)
            rest = (min(self._page.row, LINES) - top) * PITCH - part.height
        self.tables.append(_frame(placed, divided, held, rest))

    def _close(self) -> None:
        page = self._page
        number = page_number(len(self.pages) + 1, self._faces)
        self.pages.append(Page(tuple(page.lines), (*page.artifacts, number), tuple(page.rules), tuple(page.boxes)))
        self._page = _Open()


def _frame(placed: PlacedTable, divided: Sequence[Part], held: Sequence[tuple[int, int]], rest: float) -> TableFrame:
    table = placed.table
    heights = [
        height
        for part in divided
        for row, height in zip(part.rows, table.heights(part.rows), strict=True)
        if row >= part.first
    ]
    return TableFrame(
        table.size,
        table.edges,
        tuple(heights),
        tuple([tuple([line.record for line in cell.lines]) for cell in table.cells]),
        placed.title,
        tuple((first, end) for first, end in held if end > first),
        rest,
    )


def _keeps(item: Item) -> bool:
    return isinstance(item, Row) and item.keep


def _rows(item: Item) -> int:
    match item:
        case Row():
            return 1
        case PlacedTable():
            return ceil(item.height / PITCH - 1e-6)
        case Break():
            return 0
