from datetime import datetime

import pytest
from drawn import AGENCY, FILE, LAYOUTS, Content, bound, codes, draw, saved

from reportctl.bind import identify
from reportctl.bind.particulars import iso_date
from reportctl.model.finding import Finding
from reportctl.model.form import SHEET_PARTICULARS
from reportctl.model.identity import Identity
from reportctl.model.location import CellRef, FileRef
from reportctl.read.workbook import read_workbook

LAYOUT = LAYOUTS["2014"]
YEAR_CELL = "B3"


def identified(data: bytes) -> tuple[Identity | None, tuple[Finding, ...]]:
    workbook, findings = read_workbook(data, FILE)
    assert workbook is not None, findings
    return identify(workbook)


def test_a_workbook_says_who_it_is() -> None:
    book = draw(LAYOUT, 2017, particulars={"layout": "fujian-2014", "previous": "2016.xlsx"})
    identity, findings = identified(saved(book))
    assert findings == ()
    assert identity is not None
    assert (identity.agency.text, identity.year, identity.previous) == (AGENCY, 2017, "2016.xlsx")
    assert identity.layout is not None
    assert identity.layout.text == "fujian-2014"
    assert identity.agency.at == CellRef(FILE, SHEET_PARTICULARS, 2, 2)
    assert identity.year_at == CellRef(FILE, SHEET_PARTICULARS, 3, 2)


@pytest.mark.parametrize("year", [2017, "2017", "２０１７", "2017年", "2017 年度"])
def test_the_year_may_be_text(year: Content) -> None:
    book = draw(LAYOUT, 2017, particulars={"year": year})
    identity, _ = identified(saved(book))
    assert identity is not None
    assert identity.year == 2017


@pytest.mark.parametrize("year", [None, "去年", 17, 2017.5, True, "20171"])
def test_no_year_is_a_finding_at_its_cell(year: Content) -> None:
    book = draw(LAYOUT, 2017, particulars={"year": year})
    identity, findings = identified(saved(book))
    assert identity is None
    assert codes(findings) == ["FIL106"]
    assert findings[0].at == CellRef(FILE, SHEET_PARTICULARS, 3, 2)
    assert findings[0].args == {"missing": "数据年度", "missing_en": "data year"}


def test_a_blank_agency_is_not_its_hint() -> None:
    identity, findings = identified(saved(draw(LAYOUT, 2017, particulars={"agency": "\u3000"})))
    assert identity is None
    assert findings[0].args["missing"] == "报告机关"


def test_a_workbook_without_the_sheet_is_a_finding() -> None:
    book = draw(LAYOUT, 2017)
    del book[SHEET_PARTICULARS]
    identity, findings = identified(saved(book))
    assert identity is None
    assert findings[0].at == FileRef(FILE)
    assert findings[0].args["missing"] == "报告机关、数据年度"


def test_the_sheet_is_found_by_its_labels() -> None:
    book = draw(LAYOUT, 2017)
    sheet = book[SHEET_PARTICULARS]
    sheet.title = "Sheet9"
    sheet.insert_cols(2)
    sheet.insert_rows(2, 3)
    sheet["A5"] = "报告 机关："
    book.move_sheet("Sheet9", 1)
    identity, _ = identified(saved(book))
    assert identity is not None
    assert identity.agency.at == CellRef(FILE, "Sheet9", 5, 3)


def test_a_label_that_stands_twice_is_a_finding() -> None:
    book = draw(LAYOUT, 2017)
    book[SHEET_PARTICULARS]["A30"] = "数据年度"
    _, findings = identified(saved(book))
    assert codes(findings) == ["CEL108"]
    assert findings[0].args == {"label": "数据年度", "first": "A3", "second": "A30"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-01-25", "2018-01-25"),
        ("2018/1/5", "2018-01-05"),
        ("2018.1.25", "2018-01-25"),
        ("２０１８年１月２５日", "2018-01-25"),
        ("2018年 1月 25日", "2018-01-25"),
        ("2018-02-30", None),
        ("2018-1/25", None),
        ("一月", None),
        ("2018", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


def test_details_are_kept_in_one_form() -> None:
    book = draw(
        LAYOUT,
        2017,
        particulars={
            "level": "政府部门",
            "postcode": 10010,
            "phone": 5551234,
            "date": datetime(2018, 1, 25),
            "period_from": "2017年1月1日",
            "address": " 某路\n1号 ",
            "fax": "\u3000",
        },
    )
    report, findings = bound(book, LAYOUT)
    assert findings == ()
    assert {key: text.text for key, text in report.details.items() if text.text} == {
        "level": "department",
        "postcode": "010010",
        "phone": "5551234",
        "date": "2018-01-25",
        "period_from": "2017-01-01",
        "address": "某路1号",
    }


@pytest.mark.parametrize(
    ("key", "raw", "label", "hint"),
    [
        ("date", "一月底", "成文日期", "请填日期，如 2018-01-25"),
        ("level", "部门吧", "机关层级", "请从“政府部门”“本级政府”“其他”中选择"),
        ("postcode", "23600", "邮政编码", None),
        ("postcode", "2360001", "邮政编码", "请填6位数字"),
    ],
)
def test_a_detail_that_is_not_valid(key: str, raw: str, label: str, hint: str | None) -> None:
    report, findings = bound(draw(LAYOUT, 2017, particulars={key: raw}), LAYOUT)
    if hint is None:
        assert findings == ()
        return
    assert codes(findings) == ["CEL113"]
    assert (findings[0].args["label"], findings[0].args["raw"]) == (label, raw)
    assert findings[0].rule.hint.fill("zh", findings[0].args) == hint
    assert report.detail(key) == ""


def test_a_character_that_hides_text_is_a_finding() -> None:
    _, findings = bound(draw(LAYOUT, 2017, particulars={"address": "某路\u202e1号"}), LAYOUT)
    assert codes(findings) == ["CEL115"]
    assert findings[0].args == {"characters": "U+202E"}
