"""The statutory sheets: each table as the law prints it, its cells open to figures and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from msgspec.structs import replace
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model.figure import FigureType
from reportctl.model.grid import CellRole, Grid, GridCell, grid_of
from reportctl.model.layout import FigureSpec, Layout, Table, TableKind
from reportctl.model.location import column_letters
from reportctl.scaffold import style
from reportctl.scaffold.content import Content
from reportctl.scaffold.entries import validate_figure
from reportctl.scaffold.marks import Place, marks
from reportctl.scaffold.page import protect, set_page, set_widths
from reportctl.scaffold.placement import TITLE_ROW, TablePlace, place_of
from reportctl.scaffold.style import Look, dress, height, lines, merge, put

MONEY_FORMAT = "#,##0.00####"
MANY_COLUMNS = 6
"""A table of more columns is printed across the page, and on one page: half a table of many heads cannot be read."""
REMARK = "备注："
"""Opens a line below a table that the reader never takes for a label."""


def write_tables(book: Workbook, content: Content) -> None:
    """Write every statutory sheet."""
    for table in content.layout.tables:
        sheet = book.create_sheet(table.sheet)
        place, grid = place_of(table), grid_of(table, content.year)
        widths = [2 * width + 2 for width in grid.widths]
        set_widths(sheet, widths)
        _write_lines(sheet, place, grid.columns, content)
        cells = _write_grid(sheet, place, grid, content)
        _set_heights(sheet, place, grid, widths)
        _write_marks(sheet, content.layout, cells)
        _write_remarks(sheet, place.last + 2, tuple(cells), widths, content)
        head = place.grid + grid.head_rows
        sheet.freeze_panes = f"{column_letters(_stubs(table) + 1)}{head}"
        wide = grid.columns > MANY_COLUMNS
        set_page(sheet, content.title, head=(TITLE_ROW, head - 1), wide=wide, whole=wide)
        protect(sheet, rows=False)


def _stubs(table: Table) -> int:
    """The columns that stay in view."""
    match table.kind:
        case TableKind.INDICATOR_LIST:
            return len(table.stub_heads)
        case TableKind.MATRIX:
            return table.stubs
        case TableKind.STACKED:
            return 1
        case TableKind.RECORD:
            return 0
        case _:
            assert_never(table.kind)


def _write_lines(sheet: Worksheet, place: TablePlace, columns: int, content: Content) -> None:
    """The title and the lines above and below the grid."""
    table = place.table
    put(sheet, TITLE_ROW, 1, table.title, style.TITLE)
    merge(sheet, TITLE_ROW, 1, 1, columns, style.TITLE)
    sheet.row_dimensions[TITLE_ROW].height = 34
    if place.subtitle is not None:
        sheet.row_dimensions[place.subtitle].height = height(1)
        put(sheet, place.subtitle, 1, content.fill(table.subtitle), style.SUBTITLE)
        merge(sheet, place.subtitle, 1, 1, columns, style.SUBTITLE)
    if place.above is not None:
        half = (columns + 1) // 2 if table.head_right else columns
        put(sheet, place.above, 1, content.fill(table.head_left), style.ASIDE)
        merge(sheet, place.above, 1, 1, half, style.ASIDE)
        if half < columns:
            look = replace(style.ASIDE, horizontal="right")
            put(sheet, place.above, half + 1, content.fill(table.head_right), look)
            merge(sheet, place.above, half + 1, 1, columns - half, look)
    if place.foot is not None:
        put(sheet, place.foot, 1, "　　".join(content.fill(item) for item in table.foot), style.ASIDE)
        merge(sheet, place.foot, 1, 1, columns, style.ASIDE)
        sheet.row_dimensions[place.foot].height = height(2)


def _write_grid(sheet: Worksheet, place: TablePlace, grid: Grid, content: Content) -> dict[str, Place]:
    """Write the table; returns the figures' cells."""
    heads = {cell.row for cell in grid.cells if cell.role is CellRole.EMPTY}
    notes = {row.id: row.note for block in place.table.blocks for row in block.rows if row.note}
    stub = 1
    cells: dict[str, Place] = {}
    for cell in grid.cells:
        row, column = place.grid + cell.row, cell.column + 1
        spec = content.layout.figures[cell.figure] if cell.figure is not None else None
        look = _look(cell, spec, heading=cell.row in heads)
        put(sheet, row, column, content.value(spec.id) if spec else cell.text, look)
        merge(sheet, row, column, cell.rowspan, cell.colspan, look)
        if spec is not None:
            cells[spec.id] = (row, column)
            validate_figure(sheet, f"{column_letters(column)}{row}", spec)
            if note := notes.pop(spec.row, ""):
                style.comment(sheet, row, stub, note)
        elif cell.role is CellRole.STUB:
            stub = column
    return cells


def _set_heights(sheet: Worksheet, place: TablePlace, grid: Grid, widths: Sequence[float]) -> None:
    """Make each row as high as its longest label; merged rows share theirs."""
    most = dict.fromkeys(range(grid.rows), 1)
    for cell in grid.cells:
        if cell.rowspan == 1:
            room = sum(widths[cell.column : cell.column + cell.colspan]) - 2 * (cell.level + 1)
            most[cell.row] = max(most[cell.row], lines(cell.text, room))
    for offset, count in most.items():
        sheet.row_dimensions[place.grid + offset].height = height(count)


def _look(cell: GridCell, spec: FigureSpec | None, *, heading: bool) -> Look:
    match cell.role:
        case CellRole.CORNER | CellRole.HEAD:
            return style.HEAD
        case CellRole.CAPTION:
            return replace(style.SECTION, horizontal="center")
        case CellRole.STUB:
            look = style.SECTION if heading else style.LABEL
            spans = cell.rowspan > 1
            return replace(look, indent=0 if spans else cell.level + 1, horizontal="center" if spans else "left")
        case CellRole.UNIT | CellRole.EMPTY:
            return replace(style.SECTION if heading else style.LABEL, horizontal="center")
        case CellRole.VALUE:
            look = style.TOTAL if spec and spec.total else style.INPUT
            money = spec is not None and spec.type is FigureType.MONEY
            return replace(look, horizontal="center", number_format=MONEY_FORMAT if money else "General")
        case _:
            assert_never(cell.role)


def _write_marks(sheet: Worksheet, layout: Layout, cells: Mapping[str, Place]) -> None:
    for mark in marks(layout, cells):
        fill, ink = (style.RED_FILL, style.RED_INK) if mark.grave else (style.AMBER_FILL, style.AMBER_INK)
        paint = PatternFill("solid", start_color=fill, end_color=fill)
        for address in mark.cells:
            looks = DifferentialStyle(font=Font(color=ink, bold=True), fill=paint)
            rule = Rule("expression", dxf=looks, formula=[mark.formula])
            sheet.conditional_formatting.add(address.replace("$", ""), rule)


def _write_remarks(
    sheet: Worksheet, row: int, figures: Sequence[str], widths: Sequence[float], content: Content
) -> None:
    """The remarks on single figures, and a line for the clerk's own."""
    remarks = [
        f"{REMARK}{content.fill(content.layout.figures[figure].label)}：{remark}"
        for figure in figures
        for remark in content.remarks(figure)
    ]
    for offset, text in enumerate((*remarks, REMARK)):
        put(sheet, row + offset, 1, text, style.NOTE)
        merge(sheet, row + offset, 1, 1, len(widths), style.NOTE)
        dress(sheet.cell(row + offset, 1), replace(style.NOTE, fill=style.INPUT_FILL if text == REMARK else ""))
        sheet.row_dimensions[row + offset].height = height(lines(text, sum(widths)), size=10)
