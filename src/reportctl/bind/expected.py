"""What a table's form expects: its labels, which label stands under which, and which two lead to each figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from msgspec import Struct

from reportctl.bind.labels import normal
from reportctl.model.grid import CellRole, Grid, GridCell, figure_id, grid_of
from reportctl.model.layout import Layout, Table, TableKind


class Label(Struct, frozen=True):
    """A label of the form. `key` is its normal form, `parent` that of the label above it, empty at the top.

    `column` says that it heads a column, `optional` that the form may be without it, `merged` that it is printed across
    several cells; `place` orders labels.
    """

    text: str
    key: str
    parent: str
    parent_text: str
    column: bool
    optional: bool
    merged: bool
    place: tuple[int, int]


class Expected(Struct, frozen=True):
    """A table as the form has it.

    `leaves` gives for each figure the labels of its row and of its column; the row's is None in a table of one row.
    `known` are the normal forms of everything that the form prints in the table, `furniture` those of its outer lines.
    `units` are those that may stand beside each figure's number.
    """

    table: Table
    labels: tuple[Label, ...]
    leaves: tuple[tuple[str, Label | None, Label], ...]
    known: frozenset[str]
    furniture: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]


_REMEMBERED = 16
"""For so many forms and years it is kept what they expect: a batch asks for the same ones again and again."""
_known: dict[tuple[int, int], tuple[Layout, tuple[Expected, ...]]] = {}


def expected_in(layout: Layout, year: int) -> tuple[Expected, ...]:
    """What the form expects in each of its tables, as they are printed for a data year."""
    key = id(layout), year
    known = _known.get(key)
    if known is None or known[0] is not layout:
        if len(_known) >= _REMEMBERED:
            del _known[next(iter(_known))]
        known = _known[key] = layout, tuple(_expected_of(table, layout, year) for table in layout.tables)
    return known[1]


def _expected_of(table: Table, layout: Layout, year: int) -> Expected:
    """Derive what the form expects from the table's grid."""
    grid = grid_of(table, year)
    tree = _Tree(table, grid)
    pairs = tuple(_pairs(table, grid))
    governed: dict[tuple[int, int], list[str]] = {}
    for figure, row, column in pairs:
        for cell in (row, column):
            while cell is not None:
                governed.setdefault((cell.row, cell.column), []).append(figure)
                cell = tree.parent(cell)
    made = {
        (cell.row, cell.column): _label(cell, tree.parent(cell), all(layout.figures[f].optional for f in figures))
        for cell in grid.cells
        if (figures := governed.get((cell.row, cell.column)))
    }
    leaves = tuple(
        (figure, made[row.row, row.column] if row else None, made[column.row, column.column])
        for figure, row, column in pairs
    )
    lines = (table.title, table.subtitle, table.head_left, table.head_right, *table.foot)
    furniture = tuple(key for line in lines if (key := normal(line)))
    known = frozenset(normal(cell.text) for cell in grid.cells) | {normal(table.corner)}
    return Expected(table, tuple(made.values()), leaves, known, furniture, _units(table))


def _units(table: Table) -> dict[str, tuple[str, ...]]:
    return {
        figure_id(table, row, column): column.units
        for block in table.blocks
        for row in block.rows
        for column in block.columns
    }


def _label(cell: GridCell, parent: GridCell | None, optional: bool) -> Label:
    return Label(
        text=cell.text,
        key=normal(cell.text),
        parent=normal(parent.text) if parent else "",
        parent_text=parent.text if parent else "",
        column=cell.role is CellRole.HEAD,
        optional=optional,
        merged=cell.rowspan > 1 or cell.colspan > 1,
        place=(cell.row, cell.column),
    )


def _pairs(table: Table, grid: Grid) -> Iterator[tuple[str, GridCell | None, GridCell]]:
    """Each figure with the innermost label of its row and of its column."""
    beside: dict[int, GridCell] = {}
    above: dict[int, GridCell] = {}
    # In reading order what comes last is the innermost one.
    for cell in grid.cells:
        if cell.role is CellRole.STUB:
            for row in range(cell.row, cell.row + cell.rowspan):
                outer = beside.get(row)
                beside[row] = cell if outer is None or outer.column < cell.column else outer
        elif cell.role is CellRole.HEAD:
            above.update((column, cell) for column in range(cell.column, cell.column + cell.colspan))
        elif cell.figure is not None:
            yield cell.figure, None if table.kind is TableKind.RECORD else beside[cell.row], above[cell.column]


class _Tree:
    """Which label stands under which, as the form prints them."""

    def __init__(self, table: Table, grid: Grid) -> None:
        labels = [cell for cell in grid.cells if cell.text]
        self._listed = table.kind is TableKind.INDICATOR_LIST
        self._captions = [cell for cell in labels if cell.role is CellRole.CAPTION]
        self._heads = [cell for cell in labels if cell.role in (CellRole.HEAD, CellRole.CAPTION)]
        self._stubs = [cell for cell in labels if cell.role is CellRole.STUB]
        self._places = [(stub.row, stub.column) for stub in self._stubs]
        self._found: dict[tuple[int, int], GridCell | None] = {}

    def parent(self, cell: GridCell) -> GridCell | None:
        """The label that a label stands under."""
        place = cell.row, cell.column
        if place not in self._found:
            self._found[place] = self._look(cell, place)
        return self._found[place]

    def _look(self, cell: GridCell, place: tuple[int, int]) -> GridCell | None:
        if cell.role is CellRole.CAPTION:
            return None
        if cell.role is CellRole.HEAD:
            over = (head for head in self._heads if head.row < cell.row and _covers(head, cell.column))
            return max(over, key=lambda head: head.row, default=None)
        if self._listed:
            above = reversed(self._stubs[: bisect_left(self._places, place)])
            return next((stub for stub in above if stub.level < cell.level), None)
        captions = [caption for caption in self._captions if (caption.row, caption.column) < place]
        outer = (s for s in self._stubs if s.column < cell.column and s.row <= cell.row < s.row + s.rowspan)
        return max(outer, key=lambda stub: stub.column, default=captions[-1] if captions else None)


def _covers(cell: GridCell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.colspan
