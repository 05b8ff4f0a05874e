"""Rows and columns that a clerk inserts, and sheets in another order, change nothing that is read or found."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from report_trip import FORMS, bound, workbook_of

from reportctl.check import check
from reportctl.model.finding import Finding
from reportctl.model.report import Report

YEARS = {"2008": 2010, "2014": 2016, "2019": 2020, "2021": 2024, "fujian-2008": 2012, "fujian-2014": 2016}


@cache
def original(layout: str) -> bytes:
    """A workbook whose figures are all different, so that none can be taken for another; few of its totals hold."""
    figures = {figure: 11 + position for position, figure in enumerate(FORMS[layout].figures)}
    return workbook_of(FORMS[layout], YEARS[layout], figures)


def insert(sheet: Worksheet, at: int, *, row: bool) -> None:
    """Insert a row or column as spreadsheet programs do: merged ranges move, or grow where it falls inside them."""
    ranges = [CellRange(found.coord) for found in sheet.merged_cells.ranges]
    for found in ranges:
        sheet.unmerge_cells(found.coord)
    (sheet.insert_rows if row else sheet.insert_cols)(at)
    for found in ranges:
        first, last = (found.min_row, found.max_row) if row else (found.min_col, found.max_col)
        if first >= at:
            found.shift(row_shift=int(row), col_shift=int(not row))
        elif last >= at:
            found.expand(down=int(row), right=int(not row))
        sheet.merge_cells(found.coord)


def rearranged(layout: str, data: st.DataObject) -> bytes:
    """The original with up to three rows and two columns inserted in each statutory table, and its sheets shuffled."""
    book = load_workbook(BytesIO(original(layout)))
    for name in {table.sheet for table in FORMS[layout].tables}:
        sheet = book[name]
        for at in data.draw(st.lists(st.integers(1, sheet.max_row), max_size=3), label=f"rows of {name}"):
            insert(sheet, at, row=True)
        for at in data.draw(st.lists(st.integers(1, sheet.max_column), max_size=2), label=f"columns of {name}"):
            insert(sheet, at, row=False)
    order = data.draw(st.permutations(book.sheetnames), label="sheets")
    book._sheets = [book[name] for name in order]  # type: ignore[attr-defined]
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def stated(report: Report) -> dict[str, tuple[str, object]]:
    return {figure: (value.state.value, value.number) for figure, value in report.values.items()}


def told(findings: tuple[Finding, ...]) -> list[tuple[str, ...]]:
    """What findings say, without the addresses of cells."""
    return sorted(
        (f.rule.code, f.constraint or "", f.figure or "", f.section or "", str(f.expected), str(f.actual))
        for f in findings
    )


@pytest.mark.parametrize("layout", YEARS)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_moved_cells_are_read_alike(layout: str, data: st.DataObject) -> None:
    before, found_before = bound(original(layout), FORMS[layout])
    after, found_after = bound(rearranged(layout, data), FORMS[layout])
    assert stated(after) == stated(before)
    assert told(check(after, found_after)) == told(check(before, found_before))
    assert len(told(check(after, found_after))) > 5
