from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from packages import (
    BOOK,
    BOOK_PART,
    SHEET_PART,
    STYLES,
    STYLES_PART,
    content_of,
    package,
    read_sheet_of,
    refusal,
    sheet_xml,
    with_rows,
)
from python_calamine import CalamineWorkbook

from reportctl.model.location import CellRef
from reportctl.model.source import ErrorValue, NotANumber, Percentage, Span, Uncalculated
from reportctl.read.cells import exact_number, place
from reportctl.read.parts import Shown, shown_by
from reportctl.read.workbook import read_workbook


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><v>1027</v></c>', Decimal(1027)),
        ('<c r="A1"><v> 7 </v></c>', Decimal(7)),
        ('<c r="A1"><v>9116.3600000000006</v></c>', Decimal("9116.36")),
        ('<c r="A1"><v>-0</v></c>', Decimal(0)),
        ('<c r="A1"><v>1e3</v></c>', Decimal(1000)),
        ('<c r="A1"><v>1_000</v></c>', NotANumber("1_000")),
        ('<c r="A1"><v>１２３</v></c>', NotANumber("１２３")),
        ('<c r="A1"><v>1e400</v></c>', NotANumber("1e400")),
        ('<c r="A1"><v>NaN</v></c>', NotANumber("NaN")),
        ('<c r="A1"><v>1<!-- x -->2</v></c>', Decimal(12)),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="b"><v>2</v></c>', ErrorValue("2")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', ErrorValue("#REF!")),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', ErrorValue("#SPILL!")),
        ('<c r="A1"><f>1+1</f></c>', Uncalculated("=1+1")),
        ('<c r="A1"><f>1+1</f><v></v></c>', Uncalculated("=1+1")),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', Decimal(2)),
        ('<c r="A1" t="str"><f>A2</f><v></v></c>', None),
        ('<c r="A1" t="str"><v>文</v></c>', "文"),
        ('<c r="A1" t="s"><v>0</v></c>', "甲"),
        ('<c r="A1" t="s"><v>1</v></c>', "合计"),
        ('<c r="A1" t="s"><v>2</v></c>', "上\r下_x0041_"),
        ('<c r="A1" t="inlineStr"><is><t>甲</t><r><t>乙</t></r><rPh><t>X</t></rPh></is></c>', "甲乙"),
        ('<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "\U0001f600"),
        ('<c r="A1" t="d"><v>2018-01-25</v></c>', date(2018, 1, 25)),
        ('<c r="A1" s="1"><v>43125</v></c>', date(2018, 1, 25)),
        ('<c r="A1" s="1"><v>12</v></c>', date(1900, 1, 12)),
        ('<c r="A1" s="1"><v>43125.5</v></c>', datetime(2018, 1, 25, 12)),
        ('<c r="A1" s="1"><v>0.25</v></c>', time(6)),
        ('<c r="A1" s="1"><v>-5</v></c>', Decimal(-5)),
        ('<c r="A1" s="2"><v>43125</v></c>', date(2018, 1, 25)),
        ('<c r="A1" s="3"><v>3</v></c>', Decimal(3)),
        ('<c r="A1" s="4"><v>0.12</v></c>', Percentage(Decimal("0.12"))),
        ('<c r="A1" s="5"><v>1</v></c>', Percentage(Decimal(1))),
        ('<c r="A1" s="99"><v>3</v></c>', Decimal(3)),
        ('<c r="A1"><v></v></c>', None),
        ('<c r="A1"/>', None),
    ],
)
def test_a_cell_is_read_as_it_is_stored(cell: str, expected: object) -> None:
    found = content_of(cell)
    assert found == expected
    assert type(found) is type(expected)


def test_formats_for_conditions_are_not_those_of_cells() -> None:
    conditional = '<dxfs><dxf><numFmt numFmtId="14" formatCode="0.00"/></dxf></dxfs></styleSheet>'
    sheet = sheet_xml('<row r="1"><c r="A1" s="1"><v>12</v></c></row>')
    styles = STYLES.replace("</styleSheet>", conditional)
    found = read_sheet_of(package({STYLES_PART: styles, SHEET_PART: sheet})).at(1, 1)
    assert found is not None
    assert found.content == date(1900, 1, 12)


def test_dates_may_count_from_1904() -> None:
    book = BOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    sheet = sheet_xml('<row r="1"><c r="A1" s="1"><v>41663</v></c></row>')
    found = read_sheet_of(package({BOOK_PART: book, SHEET_PART: sheet})).at(1, 1)
    assert found is not None
    assert found.content == date(2018, 1, 25)


def test_cells_without_addresses_follow_each_other() -> None:
    sheet = read_sheet_of(with_rows('<row r="5"><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>6</v></c></row>'))
    assert {place: cell.content for place, cell in sheet.cells.items()} == {(5, 1): 1, (5, 3): 3, (6, 1): 6}


def test_many_inline_texts_are_all_read() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}{0}</t></is></c></row>'
    sheet = read_sheet_of(with_rows("".join(row.format(i, "长" * 100) for i in range(1, 701))))
    assert len(sheet.cells) == 700
    assert sheet.cells[700, 1].content == "长" * 100 + "700"


def test_a_cell_holds_32767_characters_and_no_more() -> None:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
    found = read_sheet_of(with_rows(cell.format("字" * 32_767))).at(1, 1)
    assert found is not None
    assert found.content == "字" * 32_767
    workbook, findings = read_workbook(with_rows(cell.format("字" * 32_768)), "a.xlsx")
    assert workbook is not None
    assert workbook.sheets[0].cells[1, 1].content == "字" * 32_767
    assert [(f.rule.code, f.at) for f in findings] == [("CEL117", CellRef("a.xlsx", "表", 1, 1))]


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "有一处文字指向不存在的内容"),
        ('<row r="1"><c r="A1" t="s"><v>3</v></c></row>', "有一处文字指向不存在的内容"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "同一单元格出现了两次"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "单元格地址“XFE1”不合规定"),
        ('<row r="1"><c r="A1048577"><v>1</v></c></row>', "单元格地址“A1048577”不合规定"),
        (
            '<row r="1"><c r="C1"><v>1</v></c><c r="D1"/><c r="D1"><v>2</v></c><c r="D1"><v>2</v></c></row>',
            "同一单元格出现了两次",
        ),
        ('<row r="1"><c r="C1"><v>1</v></c><c><v>2</v></c><c r="D1"><v>3</v></c></row>', "同一单元格出现了两次"),
        ('<row r="1"><c r="XFD1"/><c><v>2</v></c></row>', "单元格地址“XFD1”不合规定"),
        ('<row r="1"><c r="?"/><c><v>2</v></c></row>', "单元格地址“?”不合规定"),
        ('<row r="x"><c><v>1</v></c></row>', "行号“x”不合规定"),
        ('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>', "单元格类型“zz”不合规定"),
    ],
)
def test_a_cell_that_cannot_be_trusted_is_refused(rows: str, cause: str) -> None:
    code, found, english = refusal(with_rows(rows))
    assert (code, found) == ("FIL102", f"文件已损坏，工作表“表”中{cause}")
    assert english.startswith("the file is damaged, on the sheet 表 ")


def test_merged_ranges_end_where_the_values_end() -> None:
    refs = ("A1:XFD1048576", "B2:C3", "Z90:Z99")
    merges = "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in refs) + "</mergeCells>"
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="D9"><v>2</v></c></row>'
    assert read_sheet_of(with_rows(rows, merges)).merges == (Span(1, 1, 9, 4), Span(2, 2, 3, 3))


def test_a_merged_range_that_is_none_is_refused() -> None:
    code, cause, _ = refusal(with_rows("", '<mergeCells><mergeCell ref="A1:B"/></mergeCells>'))
    assert (code, cause) == ("FIL102", "文件已损坏，工作表“表”中合并区域“A1:B”不合规定")


def test_a_far_cell_costs_nothing() -> None:
    sheet = read_sheet_of(with_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    assert list(sheet.cells) == [(1_048_576, 16_384)]


def test_a_column_formatted_to_the_end_is_read_as_if_empty() -> None:
    rows = "".join(f'<row r="{i}"><c r="A{i}" s="1"/></row>' for i in range(1, 70_001))
    assert read_sheet_of(with_rows(rows)).cells == {}


def test_what_looks_like_an_empty_cell_may_be_text() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[甲<c r="B1"/>乙]]></t></is></c></row>'
    found = read_sheet_of(with_rows(rows)).at(1, 1)
    assert found is not None
    assert found.content == '甲<c r="B1"/>乙'


@pytest.mark.parametrize("empty", ['<c r="C1"/>', '<c r="C1" s="1"></c>', '<c r="A1"/><c r="B1"/><c r="C1"/>'])
def test_a_cell_without_address_follows_the_one_before_it(empty: str) -> None:
    rows = f'<row r="1">{empty}<c><v>1</v></c><c/><c><v>2</v></c></row><row r="2"/><row><c><v>3</v></c></row>'
    cells = read_sheet_of(with_rows(rows)).cells
    assert {place: cell.content for place, cell in cells.items()} == {(1, 4): 1, (1, 6): 2, (3, 1): 3}


def test_too_many_rows_with_values_are_refused() -> None:
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 60_002))
    assert refusal(with_rows(rows))[0] == "FIL107"


def test_hidden_sheets_are_read_and_marked() -> None:
    book = BOOK.replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    assert not read_sheet_of(package({BOOK_PART: book})).visible


def test_hidden_rows_and_columns_are_told_where_they_hold_something() -> None:
    columns = '<cols><col min="2" max="16384" hidden="1"/><col min="1" max="1"/></cols>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
    rows += '<row r="4" hidden="1"><c r="A4"><v>1</v></c></row><row r="5" hidden="1"/>'
    sheet = read_sheet_of(package({SHEET_PART: sheet_xml(rows).replace("<sheetData>", columns + "<sheetData>")}))
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {2, 3}
    assert [sheet.is_shown(*at) for at in ((1, 1), (1, 3), (4, 1))] == [True, False, False]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("A1", (1, 1)),
        ("Z9", (9, 26)),
        ("AA10", (10, 27)),
        ("XFD1", (1, 16_384)),
        ("a1", None),
        ("A0", None),
        ("A", None),
    ],
)
def test_addresses(address: str, expected: tuple[int, int] | None) -> None:
    assert place(address) == expected


@pytest.mark.parametrize("text", ["", "+", "1,000", "0x10", "inf", "١٢", "1e99999", "9" * 401])
def test_texts_that_are_no_number(text: str) -> None:
    assert exact_number(text) is None


def test_calamine_reads_the_same_numbers() -> None:
    book = Book()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in range(1, 40):
        sheet.cell(row, 2, row * 1.1)
        sheet.cell(row, 5, row * 997)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    ours = [cell.content for cell in read_sheet_of(stream.getvalue()).in_order()]
    theirs = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert ours == [Decimal(repr(value)) for row in theirs for value in row if value != ""]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.00E+00", Shown.NUMBER),
        ("##0.0e-0", Shown.NUMBER),
        ("#,##0;[Red]-#,##0", Shown.NUMBER),
        ('0"days"', Shown.NUMBER),
        ("[$-804]0", Shown.NUMBER),
        ("General", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("# ??/??", Shown.NUMBER),
        ("0.0%", Shown.PERCENTAGE),
        ('0"%"', Shown.NUMBER),
        ("yyyy/m/d;@", Shown.DATE),
        ("[h]:mm", Shown.DATE),
        ('[$-804]yyyy"年"m"月"', Shown.DATE),
        ("e", Shown.DATE),
    ],
)
def test_what_a_format_shows_a_number_as(code: str, shown: Shown) -> None:
    assert shown_by(code) is shown
