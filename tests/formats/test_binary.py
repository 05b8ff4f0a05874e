"""Workbooks of the old binary format, as LibreOffice writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from converted import converted
from openpyxl import Workbook as Book

from reportctl.model.source import Content, ErrorValue, Percentage, Sheet, Uncalculated, Workbook
from reportctl.read.workbook import read_workbook

RECALCULATED = b"\xc1\x01\x08\x00"
"""The record by which a program says that it calculated the formulas."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook with every kind of cell, saved as .xls."""
    folder = tmp_path_factory.mktemp("old")
    book = Book()
    sheet = book.worksheets[0]
    sheet.title = "表"
    sheet.append(["甲", 12, 9116.36, "=1/0", datetime(2018, 1, 25), 0.5, "上\n下", "=NA()"])
    sheet["F1"].number_format = "0%"
    sheet.append([None, '=IF(B1>0,"","x")', "=B1-B1"])
    sheet["A4"] = 4
    sheet.row_dimensions[4].hidden = True
    sheet["J1"] = 7
    sheet.column_dimensions["J"].hidden = True
    sheet.merge_cells("A6:C7")
    sheet["A6"] = "并"
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    return converted(folder / "a.xlsx", "xls", folder)


def read(data: bytes) -> Workbook:
    workbook, findings = read_workbook(data, "a.xls")
    assert findings == ()
    assert workbook is not None
    return workbook


def contents(sheet: Sheet) -> dict[tuple[int, int], Content]:
    return {place: cell.content for place, cell in sheet.cells.items()}


def test_a_cell_is_read_as_it_is_stored(old: bytes) -> None:
    sheet = read(old).sheets[0]
    assert contents(sheet) == {
        (1, 1): "甲", (1, 2): Decimal(12), (1, 3): Decimal("9116.36"), (1, 4): ErrorValue("#DIV/0!"),
        (1, 5): date(2018, 1, 25), (1, 6): Percentage(Decimal("0.5")), (1, 7): "上\n下", (1, 8): ErrorValue("#N/A"),
        (1, 10): Decimal(7), (2, 3): Decimal(0), (4, 1): Decimal(4), (6, 1): "并",
    }  # fmt: skip
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {10}
    assert [(m.top, m.left, m.right) for m in sheet.merges] == [(6, 1, 3)]
    assert [sheet.visible for sheet in read(old).sheets] == [True, False]


def test_formulas_that_nobody_calculated_are_not_zero(tmp_path: Path) -> None:
    book = Book()
    book.worksheets[0].append([1, "=A1-A1", '=""'])
    book.save(tmp_path / "b.xlsx")
    calculated = converted(tmp_path / "b.xlsx", "xls", tmp_path)
    assert contents(read(calculated).sheets[0]) == {(1, 1): 1, (1, 2): 0}
    assert calculated.count(RECALCULATED) == 1
    found = contents(read(calculated.replace(RECALCULATED, b"\xc2\x01\x08\x00")).sheets[0])
    assert found == {(1, 1): 1, (1, 2): Uncalculated("=…"), (1, 3): Uncalculated("=…")}


def test_one_calculated_formula_vouches_for_all(old: bytes) -> None:
    assert contents(read(old.replace(RECALCULATED, b"\xc2\x01\x08\x00")).sheets[0])[2, 3] == 0


@pytest.mark.parametrize("cut", [600, 3_000, 6_000])
def test_a_truncated_file_is_refused(old: bytes, cut: int) -> None:
    workbook, findings = read_workbook(old[:cut], "a.xls")
    assert workbook is None
    assert [finding.rule.code for finding in findings] == ["FIL102"]


def test_a_file_that_is_too_large_is_refused(old: bytes) -> None:
    _, findings = read_workbook(old + bytes(8 * 1024 * 1024), "a.xls")
    assert [finding.rule.code for finding in findings] == ["FIL107"]


def test_a_fault_of_ours_is_not_called_a_damaged_file(old: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise LookupError(text)

    monkeypatch.setattr("reportctl.read.binary.exact_number", broken)
    with pytest.raises(LookupError):
        read_workbook(old, "a.xls")
