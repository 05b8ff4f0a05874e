"""The physical grid of a table: which label or figure stands where, with its spans.

Everything that shows a table (workbook, document, DOCX, PDF) and the listing of cell addresses uses this one grid, so
that they cannot disagree. Rows and columns count from 0 here.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from reportctl.model.layout import Block, Column, Row, Table, TableKind


class CellRole(StrEnum):
    """What a grid cell is."""

    CORNER = "corner"
    HEAD = "head"
    CAPTION = "caption"
    STUB = "stub"
    UNIT = "unit"
    """A unit, or the code that a form prints beside it."""
    VALUE = "value"
    EMPTY = "empty"
    """A cell that the form leaves empty."""


class GridCell(Struct, frozen=True):
    """A cell with its spans; `figure` is set for values only, `level` is the indent of a stub."""

    row: int
    column: int
    rowspan: int
    colspan: int
    role: CellRole
    text: str
    figure: str | None = None
    level: int = 0


class Grid(Struct, frozen=True):
    """All cells of a table in reading order; `widths` are relative column widths, about one per character."""

    columns: int
    rows: int
    head_rows: int
    widths: tuple[int, ...]
    cells: tuple[GridCell, ...]


def figure_id(table: Table, row: Row, column: Column) -> str:
    """The stable id of a figure: table.row.column."""
    return f"{table.id}.{row.id}.{column.id}"


def label_text(label: str, year: int | None) -> str:
    """A label with its year filled in; without a year the label's pattern stays."""
    return label if year is None else label.replace("{year}", str(year))


def grid_of(table: Table, year: int | None = None) -> Grid:
    """Build the grid of a table; `year` fills labels such as the year of a column."""
    match table.kind:
        case TableKind.INDICATOR_LIST:
            return _indicator_list(table, year)
        case TableKind.MATRIX:
            return _matrix(table, year)
        case TableKind.STACKED:
            return _stacked(table, year)
        case TableKind.RECORD:
            return _record(table)


def _indicator_list(table: Table, year: int | None) -> Grid:
    block = table.blocks[0]
    heads = (*table.stub_heads, *(label_text(c.label, year) for c in block.columns))
    stubs = len(table.stub_heads)
    cells = [GridCell(0, i, 1, 1, CellRole.HEAD, text) for i, text in enumerate(heads)]
    for r, row in enumerate(block.rows, start=1):
        cells.append(GridCell(r, 0, 1, 1, CellRole.STUB, label_text(row.label, year), level=row.level))
        for c, text in enumerate((row.unit, row.code)[: stubs - 1], start=1):
            cells.append(GridCell(r, c, 1, 1, CellRole.UNIT, text))
        for c, column in enumerate(block.columns, start=stubs):
            if row.head:
                cells.append(GridCell(r, c, 1, 1, CellRole.EMPTY, "——"))
            else:
                cells.append(GridCell(r, c, 1, 1, CellRole.VALUE, "", figure_id(table, row, column)))
    widths = table.widths or (38, 6, 6)[:stubs] + (12 if len(block.columns) == 1 else 9,) * len(block.columns)
    return Grid(len(heads), len(block.rows) + 1, 1, widths, tuple(cells))


def _matrix(table: Table, year: int | None) -> Grid:
    block, stubs = table.blocks[0], table.stubs
    cells = [GridCell(0, 0, 3, stubs, CellRole.CORNER, table.corner)]
    cells.append(GridCell(0, stubs, 1, len(block.columns), CellRole.HEAD, table.spanner))
    parent_at: dict[str, int] = {}
    for c, column in enumerate(block.columns, start=stubs):
        if not column.parent:
            cells.append(GridCell(1, c, 2, 1, CellRole.HEAD, column.label))
            continue
        if column.parent not in parent_at:
            parent_at[column.parent] = c
            span = sum(1 for other in block.columns if other.parent == column.parent)
            cells.append(GridCell(1, c, 1, span, CellRole.HEAD, column.parent))
        cells.append(GridCell(2, c, 1, 1, CellRole.HEAD, column.label))
    cells += _matrix_rows(table, block, stubs, year)
    widths = table.widths or (3, 5, 22)[:stubs] + (5,) * len(block.columns)
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return Grid(stubs + len(block.columns), 3 + len(block.rows), 3, widths, tuple(ordered))


def _matrix_rows(table: Table, block: Block, stubs: int, year: int | None) -> list[GridCell]:
    cells: list[GridCell] = []
    for i, row in enumerate(block.rows):
        for depth, parent in enumerate(row.parents):
            above = block.rows[i - 1].parents if i else ()
            if above[: depth + 1] == row.parents[: depth + 1]:
                continue
            path = row.parents[: depth + 1]
            span = 0
            while i + span < len(block.rows) and block.rows[i + span].parents[: depth + 1] == path:
                span += 1
            cells.append(GridCell(3 + i, depth, span, 1, CellRole.STUB, parent))
        depth = len(row.parents)
        cells.append(GridCell(3 + i, depth, 1, stubs - depth, CellRole.STUB, label_text(row.label, year)))
        for c, column in enumerate(block.columns, start=stubs):
            cells.append(GridCell(3 + i, c, 1, 1, CellRole.VALUE, "", figure_id(table, row, column)))
    return cells


def _stacked(table: Table, year: int | None) -> Grid:
    cells: list[GridCell] = []
    r = 0
    for block in table.blocks:
        cells.append(GridCell(r, 0, 1, table.frame, CellRole.CAPTION, block.caption))
        cells.append(GridCell(r + 1, 0, 1, 1, CellRole.HEAD, block.stub_head))
        cells += _stacked_row(table, block, r + 1, None, year)
        for i, row in enumerate(block.rows):
            cells.append(GridCell(r + 2 + i, 0, 1, 1, CellRole.STUB, row.label))
            cells += _stacked_row(table, block, r + 2 + i, row, year)
        r += 2 + len(block.rows)
    widths = table.widths or (14,) + (12,) * (table.frame - 1)
    return Grid(table.frame, r, 0, widths, tuple(cells))


def _stacked_row(table: Table, block: Block, r: int, row: Row | None, year: int | None) -> list[GridCell]:
    """The cells right of the stub: the head where `row` is None, else the values."""
    cells: list[GridCell] = []
    c = 1
    for column in block.columns:
        if row is None:
            cells.append(GridCell(r, c, 1, column.span, CellRole.HEAD, label_text(column.label, year)))
        else:
            cells.append(GridCell(r, c, 1, column.span, CellRole.VALUE, "", figure_id(table, row, column)))
        c += column.span
    return cells


def _record(table: Table) -> Grid:
    block = table.blocks[0]
    width = len(block.columns)
    cells: list[GridCell] = []
    outer: set[str] = set()
    for g, row in enumerate(block.rows):
        c = g * width
        if not row.parents:
            cells.append(GridCell(0, c, 1, width, CellRole.HEAD, row.label))
        else:
            if row.parents[0] not in outer:
                outer.add(row.parents[0])
                span = sum(1 for other in block.rows if other.parents == row.parents) * width
                cells.append(GridCell(0, c, 1, span, CellRole.HEAD, row.parents[0]))
            cells.append(GridCell(1, c, 1, width, CellRole.HEAD, row.label))
        for i, column in enumerate(block.columns):
            top, span = (1, 2) if not row.parents else (2, 1)
            cells.append(GridCell(top, c + i, span, 1, CellRole.HEAD, column.label))
            cells.append(GridCell(3, c + i, 1, 1, CellRole.VALUE, "", figure_id(table, row, column)))
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    widths = table.widths or (4,) * (width * len(block.rows))
    return Grid(width * len(block.rows), 4, 3, widths, tuple(ordered))
