"""Forms and years that do not belong together: said plainly, at the cell, with the right status."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

SERIES = Path(__file__).parents[2] / "examples" / "pingtan"
APPLICATIONS = "表二申请办理"
PARTICULARS = "基本信息"
AGENCY = "清河市档案局"


class Result(Protocol):
    """What a command did."""

    status: int
    out: str


Command = Callable[..., Result]
Finding = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project that is the working directory."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def particular(book: Workbook, label: str, value: object) -> str:
    """Change a particular and return its cell."""
    sheet = book[PARTICULARS]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label)
    sheet.cell(row, 2).value = value  # type: ignore[assignment]
    return f"B{row}"


def findings(result: Result) -> list[Finding]:
    found: list[Finding] = json.loads(result.out)["findings"]
    return found


def places(found: list[Finding], code: str) -> list[tuple[str | None, str | None]]:
    return sorted((f["sheet"], f["cell"]) for f in found if f["code"] == code)


def unmerged(book: Workbook) -> Worksheet:
    """The sheet of applications without merged cells, so that rows can be inserted and deleted simply."""
    sheet: Worksheet = book[APPLICATIONS]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(merged.coord)
    return sheet


def row_of(sheet: Worksheet, column: int, text: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def source(folder: Path, year: int, layout: str | None, figures: dict[str, int]) -> Path:
    """A figures file of a department that has all its particulars."""
    details = {"level": "department", "address": "清河路1号", "phone": "0550-0000000", "date": f"{year + 1}-01-20"}
    details["email"] = "xxgk@example.gov.cn"
    content = {"agency": AGENCY, "year": year, "layout": layout, "details": details, "figures": figures}
    path = folder / f"{year}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_figures_of_another_form_are_refused_by_name(folder: Path, command: Command) -> None:
    figures = source(folder, 2020, None, {"t2.normdocs.valid": 5, "t3.new.total": 1, "t3.other_nofee.total": 1})
    result = command("new", "2020", "--from", figures)
    assert result.status == 2
    assert "表式 2019 没有指标 t2.normdocs.valid" in result.out
    assert "表式 2019 没有指标 t3.other_nofee.total" in result.out
    assert "t3.new.total" not in result.out
    assert list((folder / "data").iterdir()) == []


def test_a_form_that_is_not_in_force_for_the_year_is_refused(folder: Path, command: Command) -> None:
    result = command("new", "2020", "--from", source(folder, 2020, "2021", {}))
    assert result.status == 2
    assert "FIL104" in result.out
    assert list((folder / "data").iterdir()) == []


def test_a_workbook_that_names_the_form_of_other_years_is_refused_at_that_cell(folder: Path, command: Command) -> None:
    book = load_workbook(SERIES / "2021.xlsx")
    particular(book, "数据年度", 2019)
    book.save("data/2019.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 2
    [finding] = findings(result)
    assert (finding["code"], finding["sheet"], finding["cell"]) == ("FIL104", PARTICULARS, "B4")
    assert "“2021”" in finding["message"]
    assert "“2019”" in finding["message"]


def test_tables_of_the_next_form_are_told_from_this_years(folder: Path, command: Command) -> None:
    book = load_workbook(SERIES / "2021.xlsx")
    particular(book, "数据年度", 2019)
    particular(book, "适用表式", None)
    book.save("data/2019.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 2
    [finding] = findings(result)
    assert (finding["code"], finding["sheet"], finding["cell"]) == ("FIL104", PARTICULARS, "B3")
    assert "“2021”" in finding["message"]


def test_a_workbook_without_any_table_of_the_form_is_of_another_form(folder: Path, command: Command) -> None:
    book = load_workbook(SERIES / "2015.xlsx")
    particular(book, "数据年度", 2021)
    particular(book, "适用表式", None)
    book.save("data/2021.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 2
    [refusal] = findings(result)
    assert refusal["code"] == "FIL104"
    assert "收到和处理政府信息公开申请情况" in refusal["message"]
    assert command("build", "2021").status == 2
    assert not (folder / "out").exists()


def test_a_year_before_the_law_is_refused_at_its_cell(folder: Path, command: Command) -> None:
    book = load_workbook(SERIES / "2011.xlsx")
    cell = particular(book, "数据年度", 2007)
    book.save("data/2007.xlsx")
    result = command("check", "2007", "--format", "json")
    assert result.status == 2
    [finding] = findings(result)
    assert (finding["code"], finding["sheet"], finding["cell"]) == ("FIL108", PARTICULARS, cell)
    assert "2008" in finding["message"]


def test_there_is_no_workbook_for_a_year_before_the_law(folder: Path, command: Command) -> None:
    result = command("new", "2007", "--agency", AGENCY)
    assert result.status == 2
    assert "FIL108" in result.out
    assert list((folder / "data").iterdir()) == []


def test_rows_of_the_next_form_in_this_one_are_unknown(folder: Path, command: Command) -> None:
    """其他处理 has one row in 2019 and 2020, three from 2021 on."""
    book = load_workbook(SERIES / "2020.xlsx")
    sheet = unmerged(book)
    row = row_of(sheet, 2, "（六）其他处理")
    sheet.insert_rows(row + 1, 2)
    for offset, label in enumerate(("1.逾期不补正", "2.逾期未缴费", "3.其他")):
        sheet.cell(row + offset, 3).value = label
        for column, number in zip(range(4, 11), ((3, 0, 1)[offset], 0, 0, 0, 0, 0, (3, 0, 1)[offset]), strict=True):
            sheet.cell(row + offset, column).value = number
    book.save("data/2020.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 1
    unknown = places(findings(result), "CEL107")
    assert unknown == [(APPLICATIONS, f"C{row + 1}"), (APPLICATIONS, f"C{row + 2}")]


def test_rows_that_were_not_split_are_missing_at_the_cell_that_is_blank(folder: Path, command: Command) -> None:
    """Reports for 2021 were published with the single row of the form before."""
    book = load_workbook(SERIES / "2022.xlsx")
    sheet = unmerged(book)
    row = row_of(sheet, 2, "（六）其他处理")
    sheet.cell(row, 3).value = None
    sheet.cell(row, 5).value = 2
    sheet.cell(row, 10).value = 4
    sheet.delete_rows(row + 1, 2)
    book.save("data/2022.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 1
    found = findings(result)
    missing = [f["message"] for f in found if f["code"] == "CEL109"]
    assert len(missing) == 3
    assert {f["sheet"] for f in found if f["code"] == "CEL109"} == {APPLICATIONS}
    assert [f["cell"] for f in found if f["code"] == "CEL109"] == [None, None, f"C{row}"]
    assert places(found, "CEL107") == []


def test_nothing_is_carried_from_a_form_that_carried_nothing(folder: Path, command: Command) -> None:
    before = source(folder, 2018, "2014", {"stat.received.value": 10, "stat.closed.value": 8})
    assert command("new", "2018", "--from", before).status == 0
    assert command("new", "2019", "--agency", AGENCY).status == 0
    sheet = load_workbook("data/2019.xlsx")[APPLICATIONS]
    row = row_of(sheet, 1, "二、上年结转政府信息公开申请数量")
    assert [sheet.cell(row, column).value for column in range(4, 11)] == [None] * 7


def test_a_carried_number_that_differs_from_what_was_left_open_is_a_remark(folder: Path, command: Command) -> None:
    before = source(folder, 2018, "2014", {"stat.received.value": 10, "stat.closed.value": 8})
    after = source(folder, 2019, "2019", {"t3.carried_in.natural": 3, "t3.carried_in.total": 3})
    assert command("new", "2018", "--from", before).status == 0
    assert command("new", "2019", "--from", after).status == 0
    [remark] = [f for f in findings(command("check", "2019", "--format", "json")) if f["code"] == "YOY101"]
    sheet = load_workbook("data/2019.xlsx")[APPLICATIONS]
    row = row_of(sheet, 1, "二、上年结转政府信息公开申请数量")
    assert (remark["sheet"], remark["cell"], remark["rule"]) == (APPLICATIONS, f"J{row}", "X-CARRY-2018")
    assert (remark["severity"], remark["expected"], remark["actual"]) == ("info", 2, 3)


def test_a_form_that_stated_no_such_figure_is_not_compared(folder: Path, command: Command) -> None:
    for year in (2018, 2019):
        (folder / "data" / f"{year}.xlsx").write_bytes((SERIES / f"{year}.xlsx").read_bytes())
    result = command("check", "2019", "--format", "json")
    assert result.status == 0
    assert findings(result) == []


def test_an_acceptance_of_nothing_is_a_warning_at_its_cell(folder: Path, command: Command) -> None:
    book = load_workbook(SERIES / "2015.xlsx")
    for column, text in enumerate(("SUM101", "fj.received.year", "没有这样的差错"), start=1):
        book["校核说明"].cell(2, column).value = text
    book.save("data/2015.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 0
    [finding] = findings(result)
    assert (finding["code"], finding["severity"]) == ("IDN103", "warning")
    assert (finding["sheet"], finding["cell"]) == ("校核说明", "A2")


def test_an_acceptance_without_a_reason_accepts_nothing(folder: Path, command: Command) -> None:
    book = load_workbook(SERIES / "2014.xlsx")
    book["校核说明"].cell(2, 3).value = None
    book.save("data/2014.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 1
    assert {f["code"] for f in findings(result)} == {"SUM103", "IDN104"}


@pytest.mark.parametrize(("year", "remarks"), [(2025, []), (2027, ["FIL109"])])
def test_a_year_past_the_last_known_edition_uses_it_and_says_so(
    folder: Path, command: Command, year: int, remarks: list[str]
) -> None:
    book = load_workbook(SERIES / "2022.xlsx")
    cell = particular(book, "数据年度", year)
    particular(book, "成文日期", f"{year + 1}-03-20")
    book.save("data/report.xlsx")
    result = command("check", "--format", "json")
    assert result.status == 0
    found = findings(result)
    assert [f["code"] for f in found] == remarks
    assert [(f["severity"], f["sheet"], f["cell"]) for f in found] == [("info", PARTICULARS, cell)] * len(remarks)


def test_a_workbook_of_the_same_year_is_not_compared_with(folder: Path, command: Command) -> None:
    shutil.copy(SERIES / "2022.xlsx", folder / "data/2022.xlsx")
    shutil.copy(SERIES / "2022.xlsx", folder / "other.xlsx")
    result = command("check", "2022", "--previous", "other.xlsx", "--format", "json")
    assert result.status == 0
    assert [f["code"] for f in findings(result)] == ["IDN105"]


def test_what_is_no_workbook_is_no_last_year(folder: Path, command: Command) -> None:
    shutil.copy(SERIES / "2022.xlsx", folder / "data/2022.xlsx")
    (folder / "text.xlsx").write_text("text", encoding="utf-8")
    result = command("check", "2022", "--previous", "text.xlsx", "--format", "json")
    assert result.status == 1
    assert [f["code"] for f in findings(result)] == ["FIL102"]


@pytest.mark.parametrize(
    ("cell", "content"),
    [("A8", "填表人：甲　审核人：乙"), ("A9", "备　注：1件撤诉"), ("A7", "以上数字已经核对，截至2022年12月31日。")],
)
def test_words_below_the_table_of_one_row_do_no_harm(folder: Path, command: Command, cell: str, content: str) -> None:
    book = load_workbook(SERIES / "2022.xlsx")
    book["表三复议诉讼"][cell] = content
    book.save("data/2022.xlsx")
    result = command("check", "2022", "--format", "json")
    assert result.status == 0
    assert [f for f in findings(result) if f["severity"] == "error"] == []
