"""Statutory tables: the grid of the form with the values of the report."""

from __future__ import annotations

from reportctl.compose.front import date_text
from reportctl.model.document import DocCell, TableBlock
from reportctl.model.figure import value_text
from reportctl.model.grid import GridCell, grid_of
from reportctl.model.layout import Table
from reportctl.model.report import Report


def table_block(report: Report, table: Table, *, titled: bool) -> TableBlock:
    """The table with every value as text; `titled` asks for its title above it, as an attachment has."""
    grid = grid_of(table, report.year)
    return TableBlock(
        id=table.id,
        title=table.title if titled else "",
        subtitle=_filled(report, table.subtitle) if titled else "",
        columns=grid.columns,
        rows=grid.rows,
        head_rows=grid.head_rows,
        widths=grid.widths,
        cells=tuple(_cell(report, cell) for cell in grid.cells),
        head_left=_filled(report, table.head_left),
        head_right=_filled(report, table.head_right),
        foot=tuple(_filled(report, item) for item in table.foot),
    )


def _cell(report: Report, cell: GridCell) -> DocCell:
    text, at = cell.text, None
    if cell.figure is not None:
        value = report.value(cell.figure)
        text, at = value_text(value), value.at
    return DocCell(
        cell.row, cell.column, cell.rowspan, cell.colspan, cell.role, text, cell.figure, cell.level, at
    )  # fmt: skip


def _filled(report: Report, pattern: str) -> str:
    """A line above or below a table with the agency, year, telephone and date that it asks for."""
    day = report.detail("date")
    known = {
        "{agency}": report.agency.text,
        "{year}": str(report.year),
        "{phone}": report.detail("phone"),
        "{date}": date_text(day) if day else "",
    }
    for name, text in known.items():
        pattern = pattern.replace(name, text)
    return pattern
