"""Text files of cells: encodings, delimiters, sheets, and values."""

from decimal import Decimal

import pytest

from reportctl.model.location import CellRef
from reportctl.model.source import Content, ErrorValue
from reportctl.read.workbook import read_workbook

LINES = "[基本信息]\n报告机关,某局\n数据年度,2017\n[表]\n甲,1\n"


def sheets(data: bytes) -> dict[str, dict[tuple[int, int], Content]]:
    workbook, findings = read_workbook(data, "a.csv")
    assert findings == ()
    assert workbook is not None
    return {s.name: {place: cell.content for place, cell in s.cells.items()} for s in workbook.sheets}


def refusal(data: bytes) -> tuple[str, str]:
    workbook, findings = read_workbook(data, "a.csv")
    assert workbook is None
    [finding] = findings
    return finding.rule.code, finding.args["cause"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_office_programs_are_read(encoding: str) -> None:
    assert sheets(LINES.encode(encoding)) == {
        "基本信息": {(2, 1): "报告机关", (2, 2): "某局", (3, 1): "数据年度", (3, 2): 2017},
        "表": {(5, 1): "甲", (5, 2): 1},
    }


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "报告机关,某局\n数据年度,2017\n甲,1\n".replace(",", delimiter)
    particulars = {(1, 1): "报告机关", (1, 2): "某局", (2, 1): "数据年度", (2, 2): 2017}
    expected = {"基本信息": particulars, "CSV": {(3, 1): "甲", (3, 2): 1}}
    assert sheets(text.encode()) == expected


def test_the_delimiter_may_be_stated() -> None:
    assert sheets("sep=;\n甲,乙;1\n丙,丁;2\n".encode()) == {
        "CSV": {(2, 1): "甲,乙", (2, 2): 1, (3, 1): "丙,丁", (3, 2): 2}
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1027", Decimal(1027)),
        ("-3", Decimal(-3)),
        ("9116.36", Decimal("9116.36")),
        ("000123", "000123"),
        ("0558-0000000", "0558-0000000"),
        ('"1,027"', "1,027"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("NaN", "NaN"),
        ("12%", "12%"),
        ("１２", "１２"),
        ("=1+1", "=1+1"),
        ("#REF!", ErrorValue("#REF!")),
        ("#N/A", ErrorValue("#N/A")),
        ("Err:522", ErrorValue("Err:522")),
        ("TRUE", "TRUE"),
        ('"一行\n又一行"', "一行\n又一行"),
        ('"他说""好"""', '他说"好"'),
    ],
)
def test_a_cell_says_no_more_than_is_written(cell: str, expected: Content) -> None:
    found = sheets(f"a,b\nc,{cell}\n".encode())["CSV"][2, 2]
    assert found == expected
    assert type(found) is type(expected)


def test_rows_keep_their_numbers_in_the_file() -> None:
    assert sheets(b"a,b\n\n,,\nc,1\n")["CSV"] == {(1, 1): "a", (1, 2): "b", (4, 1): "c", (4, 2): 1}


def test_text_that_is_too_long_is_a_finding_at_its_cell() -> None:
    workbook, findings = read_workbook(f"a,b\nc,{'字' * 32_768}\n".encode(), "a.csv")
    assert workbook is not None
    assert workbook.sheets[0].cells[2, 2].content == "字" * 32_767
    assert [(f.rule.code, f.at) for f in findings] == [("CEL117", CellRef("a.csv", "CSV", 2, 2))]


@pytest.mark.parametrize(
    ("data", "code", "cause"),
    [
        ("一句话，没有表格。\n".encode(), "FIL102", "这是文本文件，不是工作簿"),
        (b'a,b\nc,"open\nd,1\n', "FIL102", "文件已损坏，第 3 行的引号不成对或内容过长"),
        (b"a,b\nc,\x01\n", "FIL102", "不是工作簿，或已损坏"),
        (b"a,b\nc,\xff\xff\n", "FIL102", "不是工作簿，或已损坏"),
        (b"[a]\nb,1\nc,2\n[A]\nd,1\n", "FIL102", "文件已损坏，有两张工作表都叫“A”"),
        (b"a,b\n" * 60_001, "FIL107", "内容超过 60000 行"),
        (b"1,1,1,1,1,1,1,1,1,1\n" * 10_001, "FIL107", "内容超过 100000 格"),
        (b"a,b\n" * 4_194_305, "FIL107", "文字太多"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", "FIL102", "文件已损坏，第 2 行的引号不成对或内容过长"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str, cause: str) -> None:
    assert refusal(data) == (code, cause)
