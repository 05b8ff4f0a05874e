import random
from decimal import Decimal

import pytest
from drawn import AGENCY, FILE, LAYOUTS, TOP, Content, bound, codes, draw, numbered, numbers
from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell

from reportctl.model.figure import State
from reportctl.model.finding import Severity
from reportctl.model.layout import Layout
from reportctl.model.location import CellRef, FileRef

STAT, T3 = "统计表", LAYOUTS["2021"].tables[1].sheet
FORM_2014, FORM_2021 = LAYOUTS["2014"], LAYOUTS["2021"]


def label_cell(book: Book, sheet: str, label: str) -> tuple[int, int]:
    """The first cell with a label, in reading order."""
    return next((c.row, c.column) for row in book[sheet].iter_rows() for c in row if c.value == label)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_figure_of_every_form_is_found_at_its_cell(layout: Layout) -> None:
    values = numbered(layout)
    report, findings = bound(draw(layout, layout.years.first, values), layout)
    assert findings == ()
    assert numbers(report) == values
    assert set(report.values) == set(layout.figures)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("seed", range(8))
def test_inserted_rows_and_columns_and_moved_sheets_change_nothing(layout: Layout, seed: int) -> None:
    chance = random.Random(seed)
    values = numbered(layout)
    book = draw(layout, layout.years.first, values)
    for sheet in book.worksheets[1:]:
        for _ in range(chance.randint(1, 3)):
            sheet.insert_rows(chance.randint(1, sheet.max_row), chance.randint(1, 2))
            sheet.insert_cols(chance.randint(1, sheet.max_column), chance.randint(1, 2))
        if chance.random() < 0.5:
            sheet.merged_cells.ranges.clear()
        if chance.random() < 0.3:
            sheet.title = f"Sheet{chance.randint(1, 10**6)}"
    chance.shuffle(book._sheets)  # type: ignore[attr-defined]
    report, findings = bound(book, layout)
    assert findings == ()
    assert numbers(report) == values


def test_values_keep_sheet_and_cell_and_their_four_states() -> None:
    figures: dict[str, Content] = {
        "t2.rules.issued": "/",
        "t2.normdocs.issued": 0,
        "t2.permit.decisions": "３６",
        "t2.penalty.decisions": 12,
    }
    report, findings = bound(draw(FORM_2021, 2021, figures), FORM_2021)
    sheet = FORM_2021.tables[0].sheet
    slash = report.values["t2.rules.issued"]
    assert (slash.state, slash.raw, slash.at) == (State.NOT_APPLICABLE, "/", CellRef(FILE, sheet, TOP + 2, 2))
    zero = report.values["t2.normdocs.issued"]
    assert (zero.state, zero.number) == (State.NUMBER, Decimal(0))
    assert report.values["t2.rules.valid"].state is State.BLANK
    assert report.values["t2.rules.valid"].at == CellRef(FILE, sheet, TOP + 2, 4)
    assert codes(findings) == ["CEL114"]
    assert findings[0].figure == "t2.permit.decisions"
    assert findings[0].args == {"label": "行政许可 / 本年处理决定数量", "raw": "３６", "read": "36"}


def test_a_fault_names_figure_cell_year_agency_and_section() -> None:
    book = draw(FORM_2014, 2017, {"stat.disclosed.value": "360条"})
    report, findings = bound(book, FORM_2014)
    assert codes(findings) == ["CEL101"]
    fault = findings[0]
    assert fault.at == CellRef(FILE, FORM_2014.tables[0].sheet, TOP + 2, 3)
    assert (fault.figure, fault.section, fault.year, fault.agency) == ("stat.disclosed.value", "att", 2017, AGENCY)
    assert fault.args["raw"] == "360条"
    assert report.values["stat.disclosed.value"].state is State.FAULT


def test_labels_that_repeat_are_named_with_the_label_above() -> None:
    book = draw(FORM_2014, 2017, {"stat.review_corrected.value": "无", "stat.suit_corrected.value": "没有"})
    _, findings = bound(book, FORM_2014)
    assert [finding.args["label"] for finding in findings] == [
        "四、行政复议数量 / （二）被依法纠错数",
        "五、行政诉讼数量 / （二）被依法纠错数",
    ]


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("（一）收到申请数", "(一) 收到\n申请数"),
        ("1.当面申请数", "１、当面申请数"),
        ("统计数", "统 计 数"),
        ("不是《条例》所指政府信息", "不是《条例》所指\u200b政府信息"),
    ],
)
def test_labels_may_be_written_otherwise(label: str, written: str) -> None:
    values = numbered(FORM_2014)
    book = draw(FORM_2014, 2017, values)
    sheet = FORM_2014.tables[0].sheet
    book[sheet].cell(*label_cell(book, sheet, label)).value = written
    report, findings = bound(book, FORM_2014)
    assert findings == ()
    assert numbers(report) == values


def test_a_moved_row_is_found_under_its_parent() -> None:
    values = numbered(FORM_2014)
    book = draw(FORM_2014, 2017, values)
    sheet = book[FORM_2014.tables[0].sheet]
    upheld = label_cell(book, sheet.title, "（一）维持具体行政行为数")[0]
    for column in (1, 2, 3):
        first, second = sheet.cell(upheld, column), sheet.cell(upheld + 1, column)
        first.value, second.value = second.value, first.value
    report, findings = bound(book, FORM_2014)
    assert findings == ()
    assert numbers(report) == values


def test_a_renamed_label_is_missed_at_its_cell() -> None:
    values = numbered(FORM_2014)
    book = draw(FORM_2014, 2017, values)
    sheet = FORM_2014.tables[0].sheet
    row, _ = label_cell(book, sheet, "2.传真申请数")
    book[sheet].cell(row, 1).value = "2.传真来件数"
    report, findings = bound(book, FORM_2014)
    assert codes(findings) == ["CEL109"]
    assert findings[0].at == CellRef(FILE, sheet, row, 1)
    assert findings[0].message("zh") == "表中找不到项目“2.传真申请数”，这一格写的是“2.传真来件数”"
    assert findings[0].grade is Severity.ERROR
    assert report.values["stat.by_fax.value"].state is State.ABSENT
    del values["stat.by_fax.value"]
    assert numbers(report) == values


def test_a_renamed_parent_does_not_take_its_children_along() -> None:
    values = numbered(FORM_2014)
    book = draw(FORM_2014, 2017, values)
    sheet = FORM_2014.tables[0].sheet
    row, _ = label_cell(book, sheet, "五、行政诉讼数量")
    book[sheet].cell(row, 1).value = "五、诉讼"
    report, findings = bound(book, FORM_2014)
    assert codes(findings) == ["CEL109"]
    del values["stat.suit.value"]
    assert numbers(report) == values


def test_a_missing_column_is_one_finding() -> None:
    book = draw(FORM_2021, 2021, numbered(FORM_2021))
    row, column = label_cell(book, T3, "科研机构")
    book[T3].cell(row, column).value = None
    report, findings = bound(book, FORM_2021)
    assert [(f.rule.code, f.at, f.args["label"], f.args["instead"]) for f in findings] == [
        ("CEL109", CellRef(FILE, T3, row, column), "科研机构", "，这一格是空的")
    ]
    assert report.values["t3.new.research"].state is State.ABSENT
    assert report.values["t3.new.business"].state is State.NUMBER


def test_a_doubled_label_names_both_places() -> None:
    book = draw(FORM_2014, 2017, numbered(FORM_2014))
    sheet = book[FORM_2014.tables[0].sheet]
    row, _ = label_cell(book, sheet.title, "（三）申请答复数")
    last = sheet.max_row + 1
    sheet.cell(last, 1).value = "（三）申请答复数"
    _, findings = bound(book, FORM_2014)
    assert codes(findings) == ["CEL108"]
    assert findings[0].at == CellRef(FILE, sheet.title, last, 1)
    assert findings[0].args == {"label": "（三）申请答复数", "first": f"A{row}", "second": f"A{last}"}


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("六、其他数量", 5, [("CEL107", Severity.ERROR)]),
        ("六、其他数量", None, []),
        ("备注：以上为当年数", None, []),
        ("注：含街道", 3, []),
    ],
)
def test_a_row_of_the_clerks_own_below_the_table(
    text: str, number: int | None, expected: list[tuple[str, Severity]]
) -> None:
    book = draw(FORM_2014, 2017, numbered(FORM_2014))
    sheet = book[FORM_2014.tables[0].sheet]
    last = sheet.max_row + 1
    sheet.cell(last, 1).value = text
    sheet.cell(last, 3).value = number
    _, findings = bound(book, FORM_2014)
    assert [(f.rule.code, f.grade) for f in findings] == expected


def test_a_row_of_words_inside_the_table_is_a_remark() -> None:
    book = draw(FORM_2014, 2017, numbered(FORM_2014))
    sheet = book[FORM_2014.tables[0].sheet]
    sheet.insert_rows(20)
    sheet.cell(20, 1).value = "（以下由办公室填写）"
    _, findings = bound(book, FORM_2014)
    assert [(f.rule.code, f.grade) for f in findings] == [("CEL107", Severity.INFO)]


def test_an_undeclared_column_with_numbers_is_an_error() -> None:
    book = draw(FORM_2014, 2017, numbered(FORM_2014))
    sheet = book[FORM_2014.tables[0].sheet]
    sheet.cell(TOP, 4).value = "上年数"
    sheet.cell(TOP + 2, 4).value = 900
    _, findings = bound(book, FORM_2014)
    assert [(f.rule.code, f.grade, f.args["raw"]) for f in findings] == [("CEL107", Severity.ERROR, "上年数")]


def test_a_number_without_a_label_among_the_figures_is_an_error() -> None:
    book = draw(FORM_2014, 2017, numbered(FORM_2014))
    sheet = book[FORM_2014.tables[0].sheet]
    sheet.insert_rows(20)
    sheet.cell(20, 3).value = 77
    _, findings = bound(book, FORM_2014)
    assert [(f.rule.code, f.at) for f in findings] == [("CEL107", CellRef(FILE, sheet.title, 20, 3))]


def test_the_lines_around_the_table_are_no_labels() -> None:
    book = draw(FORM_2014, 2017, numbered(FORM_2014))
    sheet = book[FORM_2014.tables[0].sheet]
    sheet.append(["单位负责人：甲", "联系电话", 5551234])
    assert bound(book, FORM_2014)[1] == ()


def test_a_second_row_of_numbers_in_a_table_of_one_row() -> None:
    book = draw(FORM_2021, 2021, numbered(FORM_2021))
    sheet = book[FORM_2021.tables[2].sheet]
    sheet.cell(TOP + 4, 2).value = 9
    report, findings = bound(book, FORM_2021)
    assert codes(findings) == ["CEL108"]
    assert (findings[0].args["first"], findings[0].args["second"]) == ("A6", "A7")
    assert numbers(report) == numbered(FORM_2021)


def test_a_number_under_a_merged_range_is_a_fault() -> None:
    book = draw(FORM_2021, 2021, numbered(FORM_2021))
    sheet = book[FORM_2021.tables[0].sheet]
    sheet.merge_cells(start_row=TOP + 2, end_row=TOP + 2, start_column=2, end_column=3)
    hidden = sheet._cells
    hidden[TOP + 2, 3] = Cell(sheet, TOP + 2, 3, 12)
    report, findings = bound(book, FORM_2021)
    assert codes(findings) == ["CEL112"]
    assert findings[0].at == CellRef(FILE, sheet.title, TOP + 2, 3)
    assert report.values["t2.rules.repealed"].state is State.FAULT


def test_a_missing_sheet_is_one_finding() -> None:
    book = draw(FORM_2021, 2021, numbered(FORM_2021))
    del book[T3]
    report, findings = bound(book, FORM_2021)
    assert [(f.rule.code, f.at, f.args["label"]) for f in findings] == [
        ("CEL109", FileRef(FILE), FORM_2021.tables[1].title)
    ]
    assert report.values["t3.new.total"].state is State.ABSENT


def test_the_sheet_of_an_optional_section_may_be_missing() -> None:
    layout = LAYOUTS["2008"]
    book = draw(layout, 2010)
    del book[layout.tables[0].sheet]
    assert bound(book, layout)[1] == ()


def test_a_workbook_of_another_form_is_refused() -> None:
    _, findings = bound(draw(FORM_2014, 2021, numbered(FORM_2014)), FORM_2021)
    assert codes(findings) == ["FIL104"]
    assert findings[0].args["year"] == "2021"


def test_of_two_sheets_with_the_table_the_named_one_counts() -> None:
    values = numbered(FORM_2014)
    book = draw(FORM_2014, 2017, values)
    copy = book.copy_worksheet(book[FORM_2014.tables[0].sheet])
    copy.cell(TOP + 2, 3).value = 999
    book.move_sheet(copy, -1)
    report, findings = bound(book, FORM_2014)
    assert findings == ()
    assert numbers(report) == values


def test_two_sheets_with_the_table_and_no_name_are_ambiguous() -> None:
    book = draw(FORM_2014, 2017, numbered(FORM_2014))
    sheet = book[FORM_2014.tables[0].sheet]
    sheet.title = "甲"
    book.copy_worksheet(sheet).title = "乙"
    _, findings = bound(book, FORM_2014)
    assert codes(findings) == ["CEL108"]
    assert (findings[0].args["first"], findings[0].args["second"]) == ("甲", "乙")


def test_an_optional_row_may_be_missing() -> None:
    layout = LAYOUTS["fujian-2014"]
    optional = next(spec for spec in layout.figures.values() if spec.optional)
    book = draw(layout, 2016, numbered(layout))
    sheet = book[layout.tables[0].sheet]
    row, _ = label_cell(book, sheet.title, optional.stub[-1])
    sheet.delete_rows(row)
    report, findings = bound(book, layout)
    assert findings == ()
    assert report.values[optional.id].state is State.ABSENT


def test_heads_with_a_year_must_state_the_reports_year() -> None:
    layout = LAYOUTS["fujian-2014"]
    book = draw(layout, 2016, numbered(layout))
    row, column = label_cell(book, layout.tables[0].sheet, "2016年度")
    book[layout.tables[0].sheet].cell(row, column).value = "2015年度"
    _, findings = bound(book, layout)
    assert codes(findings) == ["CEL109"]
    assert findings[0].message("zh") == "表中找不到项目“2016年度”，这一格写的是“2015年度”"
