"""Workbooks drawn by hand from a layout's grid, for tests of binding: one plain sheet per table, merged as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.bind import bind, identify
from reportctl.model.figure import State
from reportctl.model.finding import Finding
from reportctl.model.form import (
    ACCEPTANCE_HEADS,
    BREAKDOWN_HEADS,
    NARRATIVE_HEADS,
    PARTICULARS,
    SHEET_ACCEPTANCES,
    SHEET_BREAKDOWNS,
    SHEET_NARRATIVE,
    SHEET_PARTICULARS,
)
from reportctl.model.grid import grid_of
from reportctl.model.layout import Layout, Table
from reportctl.model.report import Report
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts

FILE = "data/drawn.xlsx"
AGENCY = "清河市信访局"
LAYOUTS: dict[str, Layout] = {layout.id: layout for layout in read_layouts(builtin_layouts())[0]}
TOP = 3
"""Rows above each table: a title and an empty one."""

Content = str | int | float | bool | datetime | None
Row = Sequence[Content]


def draw(
    layout: Layout,
    year: int,
    values: Mapping[str, Content] | None = None,
    *,
    particulars: Mapping[str, Content] | None = None,
    breakdowns: Sequence[Row] = (),
    narrative: Sequence[Row] = (),
    acceptances: Sequence[Row] = (),
) -> Book:
    """A workbook of the layout with `values` by figure id; lists are rows in the order of their heads."""
    book = Book()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET_PARTICULARS
    details: dict[str, Content] = {"agency": AGENCY, "year": year, **(particulars or {})}
    for row, particular in enumerate(PARTICULARS, start=2):
        sheet.cell(row, 1, particular.label)
        sheet.cell(row, 2, details.get(particular.key))
        sheet.cell(row, 3, particular.hint)
    for table in layout.tables:
        draw_table(book, table, year, values or {})
    lists = (
        (SHEET_BREAKDOWNS, BREAKDOWN_HEADS, breakdowns),
        (SHEET_NARRATIVE, NARRATIVE_HEADS, narrative),
        (SHEET_ACCEPTANCES, ACCEPTANCE_HEADS, acceptances),
    )
    for name, heads, rows in lists:
        if rows:
            listed = book.create_sheet(name)
            for line in (heads, *rows):
                listed.append(list(line))
    return book


def draw_table(book: Book, table: Table, year: int, values: Mapping[str, Content]) -> Worksheet:
    """Draw one table below a title."""
    sheet: Worksheet = book.create_sheet(table.sheet)
    sheet.cell(1, 1, table.title)
    for cell in grid_of(table, year).cells:
        row, column = TOP + cell.row, 1 + cell.column
        content = values.get(cell.figure) if cell.figure else cell.text
        sheet.cell(row, column, content if content != "" else None)
        if cell.rowspan > 1 or cell.colspan > 1:
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + cell.rowspan - 1,
                end_column=column + cell.colspan - 1,
            )
    return sheet


def numbered(layout: Layout) -> dict[str, int]:
    """A different whole number for each figure."""
    return {figure: 11 + i for i, figure in enumerate(layout.figures)}


def saved(book: Book) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def bound(book: Book, layout: Layout) -> tuple[Report, tuple[Finding, ...]]:
    """Read, identify and bind a workbook that is read without a finding."""
    workbook, findings = read_workbook(saved(book), FILE)
    assert workbook is not None
    assert findings == ()
    identity, doubts = identify(workbook)
    assert identity is not None
    assert doubts == ()
    return bind(workbook, identity, layout)


def numbers(report: Report) -> dict[str, int]:
    """The whole numbers that a report states, by figure."""
    return {
        figure: int(value.number)
        for figure, value in report.values.items()
        if value.state is State.NUMBER and value.number is not None
    }


def codes(findings: Sequence[Finding]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.rule.code for finding in findings]
