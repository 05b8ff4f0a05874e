"""OpenDocument workbooks: every kind of cell as it is stored, and what is refused."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from converted import open_document, table

from reportctl.model.source import Content, ErrorValue, NotANumber, Percentage, Sheet, Span, Uncalculated
from reportctl.read.workbook import read_workbook

STRING = 'office:value-type="string"'


def sheets_of(body: str, styles: str = "") -> tuple[Sheet, ...]:
    workbook, findings = read_workbook(open_document(body, styles), "a.ods")
    assert findings == ()
    assert workbook is not None
    return workbook.sheets


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def contents(rows: str) -> dict[tuple[int, int], Content]:
    return {place: cell.content for place, cell in sheets_of(table(rows))[0].cells.items()}


def refusal(data: bytes) -> tuple[str, str]:
    workbook, findings = read_workbook(data, "a.ods")
    assert workbook is None
    [finding] = findings
    return finding.rule.code, finding.args["cause"]


@pytest.mark.parametrize(
    ("attributes", "inside", "expected"),
    [
        ('office:value-type="float" office:value="1027"', "<text:p>1,027</text:p>", Decimal(1027)),
        ('office:value-type="float" office:value="9116.3600000000006"', "", Decimal("9116.36")),
        ('office:value-type="float" office:value="1_000"', "", NotANumber("1_000")),
        ('office:value-type="float"', "<text:p>7</text:p>", NotANumber("7")),
        ('office:value-type="percentage" office:value="0.5"', "<text:p>50%</text:p>", Percentage(Decimal("0.5"))),
        ('office:value-type="currency" office:value="5"', "", Decimal(5)),
        ('office:value-type="time" office:time-value="PT06H09M23S"', "<text:p>6:09</text:p>", time(6, 9, 23)),
        ('office:value-type="time" office:time-value="PT30H00M00.5S"', "<text:p>30:00</text:p>", timedelta(hours=30)),
        ('office:value-type="time" office:time-value="x"', "<text:p>30:00</text:p>", "30:00"),
        ('office:value-type="boolean" office:boolean-value="true"', "", True),
        ('office:value-type="boolean" office:boolean-value="2"', "", ErrorValue("2")),
        ('office:value-type="date" office:date-value="2018-01-25"', "", date(2018, 1, 25)),
        ('office:value-type="date" office:date-value="2018-01-25T03:00:00"', "", datetime(2018, 1, 25, 3)),
        (STRING, "<text:p>甲<text:s text:c='2'/>乙</text:p><text:p>丙</text:p>", "甲  乙\n丙"),
        (STRING, "<text:p>a<text:span>b</text:span><text:tab/><text:line-break/></text:p>", "ab\t\n"),
        ('office:value-type="string" office:string-value="甲"', "<text:p>乙</text:p>", "甲"),
        (STRING, "<office:annotation><text:p>批注</text:p></office:annotation><text:p>甲</text:p>", "甲"),
        (STRING, "<text:p>甲</text:p><draw:frame><text:p>图</text:p></draw:frame>", "甲"),
        (f'table:formula="of:=1/0" {STRING} calcext:value-type="error"', "<text:p>#N/A</text:p>", ErrorValue("#N/A")),
        ('table:formula="of:=X" office:value-type="string"', "<text:p>Err:508</text:p>", ErrorValue("Err:508")),
        ('table:formula="of:=[.B1]+1"', "", Uncalculated("=B1+1")),
        ('table:formula="of:=1+1" office:value-type="float" office:value="2"', "", Decimal(2)),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_is_stored(attributes: str, inside: str, expected: Content) -> None:
    found = contents(row(f"<table:table-cell {attributes}>{inside}</table:table-cell>"))
    assert found == {(1, 1): expected}
    assert type(found[1, 1]) is type(expected)


def test_repeated_cells_and_rows_keep_their_places() -> None:
    value = '<table:table-cell office:value-type="float" office:value="{}" {}/>'
    rows = row("<table:table-cell/>", 'table:number-rows-repeated="3"')
    twice = 'table:number-columns-repeated="2"'
    cells = f"<table:table-cell {twice}/>" + value.format(1, twice) + value.format(2, "")
    rows += row(cells, 'table:number-rows-repeated="2"')
    rows += row(value.format(3, ""))
    assert contents(rows) == {
        (4, 3): 1, (4, 4): 1, (4, 5): 2, (5, 3): 1, (5, 4): 1, (5, 5): 2, (6, 1): 3,
    }  # fmt: skip


def test_a_sheet_formatted_to_the_end_is_read_as_if_empty() -> None:
    rows = row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048576"')
    assert contents(rows) == {}


@pytest.mark.parametrize(
    "attributes", ['table:number-columns-repeated="16384"', 'table:number-columns-repeated="999999999"']
)
def test_a_value_repeated_without_end_is_refused(attributes: str) -> None:
    cell = f'<table:table-cell office:value-type="float" office:value="1" {attributes}/>'
    rows = row(cell, 'table:number-rows-repeated="1000000"')
    assert refusal(open_document(table(rows)))[0] == "FIL107"


def test_a_value_beyond_the_last_row_is_refused() -> None:
    rows = row("<table:table-cell/>", 'table:number-rows-repeated="1048576"')
    rows += row('<table:table-cell office:value-type="float" office:value="1"/>')
    assert refusal(open_document(table(rows))) == ("FIL102", "文件已损坏，工作表“表”大得不合规定")


def test_merges_and_what_is_hidden() -> None:
    value = '<table:table-cell office:value-type="float" office:value="1" {}/>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    covered = '<table:covered-table-cell office:value-type="float" office:value="2"/>'
    rows = row(value.format('table:number-columns-spanned="2" table:number-rows-spanned="2"') + covered)
    rows += row(value.format(""), 'table:visibility="filter"')
    body = table(columns + rows) + table(row(value.format("")), "藏", "ta2")
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    shown, hidden = sheets_of(body, styles)
    assert shown.merges == (Span(1, 1, 2, 2),)
    assert {place: cell.content for place, cell in shown.cells.items()} == {(1, 1): 1, (1, 2): 2, (2, 1): 1}
    assert shown.hidden_rows == {2}
    assert shown.hidden_columns == {2}
    assert (shown.visible, hidden.visible) == (True, False)


def test_tables_inside_cells_and_old_versions_are_no_sheets() -> None:
    inner = table(row('<table:table-cell office:value-type="float" office:value="9"/>'), "内")
    cell = f'<table:table-cell office:value-type="float" office:value="1">{inner}</table:table-cell>'
    old = f"<table:tracked-changes>{inner}</table:tracked-changes>"
    assert [sheet.name for sheet in sheets_of(old + table(row(cell)))] == ["表"]


def test_what_a_formula_leans_on_is_said() -> None:
    number = 'office:value-type="float" office:value="1"'
    one = f'<table:table-cell table:formula="of:=[.B1]" {number}/>'
    other = f"<table:table-cell table:formula=\"of:=['file:///a.ods'#$表.A1]+[.A1]\" {number}/>"
    workbook, findings = read_workbook(open_document(table(row(one + other))), "a.ods")
    assert workbook is not None
    assert [(finding.rule.code, finding.args.get("cells")) for finding in findings] == [
        ("CEL118", None),
        ("CEL119", "A1、B1"),
    ]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("", "其中没有工作表"),
        (table("") + table(""), "文件已损坏，有两张工作表都叫“表”"),
        ("<table:table", "文件已损坏，content.xml 第 1 行不合 XML 规则"),
    ],
)
def test_damage_is_refused(body: str, cause: str) -> None:
    assert refusal(open_document(body)) == ("FIL102", cause)


def test_a_doctype_is_refused() -> None:
    data = open_document("<!DOCTYPE x>")
    assert refusal(data) == ("FIL102", "content.xml 含有工作簿不应有的 DTD 声明")
