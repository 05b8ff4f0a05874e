"""One label that is blanked, reworded, overwritten or copied is one finding, at the cell where it happened."""

from __future__ import annotations

from typing import Any

import pytest
from drawn import FILE, LAYOUTS, bound, draw, numbered
from openpyxl import Workbook as Book

from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, SheetRef

FORM = LAYOUTS["2021"]
T3 = FORM.tables[1].sheet


def drawn_book() -> Book:
    return draw(FORM, 2021, numbered(FORM))


def labels() -> list[tuple[int, int, str]]:
    """The labels of the application table that lead to figures, with their cells."""
    sheet = drawn_book()[T3]
    cells = [(c.row, c.column, c.value) for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    title = FORM.tables[1].title
    return [cell for cell in cells if cell[2] != title and not cell[2].startswith(("备注", "（本列"))]


def findings(book: Book) -> tuple[Finding, ...]:
    return bound(book, FORM)[1]


LABELS = labels()
NEIGHBOURS = [(here, there) for here, there in zip(LABELS, LABELS[1:], strict=False) if here[2] != there[2]]
NEIGHBOURS += [(there, here) for here, there in NEIGHBOURS]


def short(label: Any) -> str:
    return "-".join(str(part)[:9] for part in label)


def test_there_are_labels_to_look_at() -> None:
    assert len(LABELS) > 35


@pytest.mark.parametrize("label", LABELS, ids=short)
@pytest.mark.parametrize("text", [None, "胡乱改名"], ids=["blank", "reworded"])
def test_a_label_that_is_gone_is_one_finding_at_its_cell(label: tuple[int, int, str], text: str | None) -> None:
    book = drawn_book()
    row, column, _ = label
    book[T3].cell(row, column).value = text
    (finding,) = findings(book)
    assert (finding.rule.code, finding.at) == ("CEL109", CellRef(FILE, T3, row, column))


@pytest.mark.parametrize(("over", "by"), NEIGHBOURS, ids=short)
def test_a_label_written_over_another_is_one_finding(over: tuple[int, int, str], by: tuple[int, int, str]) -> None:
    book = drawn_book()
    row, column, _ = over
    book[T3].cell(row, column).value = by[2]
    (finding,) = findings(book)
    assert (finding.rule.code, finding.at) == ("CEL109", CellRef(FILE, T3, row, column))


def test_figures_beside_a_label_that_was_copied_elsewhere_stay_where_they_were() -> None:
    book = drawn_book()
    place = {text: (row, column) for row, column, text in LABELS}
    first, second = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
    book[T3].cell(*place[first]).value = second
    report, _ = bound(book, FORM)
    assert report.number("t3.carried_in.natural") == numbered(FORM)["t3.carried_in.natural"]
    assert report.number("t3.new.natural") is None


@pytest.mark.parametrize("row", sorted({row for row, column, _ in LABELS if column == 3 and row > LABELS[8][0]}))
def test_a_copied_row_is_one_finding(row: int) -> None:
    book = drawn_book()
    sheet = book[T3]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    # The label of the group stands in its first row only, and is not copied with the others.
    values = [None, None, *(sheet.cell(row, column).value for column in range(3, 11))]
    sheet.insert_rows(row + 1)
    for column, value in enumerate(values, start=1):
        sheet.cell(row + 1, column).value = value
    (finding,) = findings(book)
    assert (finding.rule.code, finding.at) == ("CEL108", CellRef(FILE, T3, row + 1, 3))


def test_where_the_neighbours_disagree_the_sheet_is_named() -> None:
    book = drawn_book()
    sheet = book[T3]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    row = next(row for row, _, text in LABELS if text.startswith("2.重复申请"))
    sheet.delete_rows(row)
    (finding,) = findings(book)
    assert (finding.rule.code, finding.at) == ("CEL109", SheetRef(FILE, T3))
    assert finding.message("zh").endswith("2.重复申请”")
