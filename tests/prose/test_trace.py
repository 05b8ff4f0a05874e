"""Where a number stands: cells, totals, breakdowns and sentences, in this order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from textreport import cell, form_of, number, text_report

from reportctl.model.report import Breakdown, BreakdownKind, Part
from reportctl.prose.trace import Place, Sought, Standing, sought, trace

TOTAL = number(1027, cell(1))
PARTS = (Part("门户", number(360, cell(3, 3, "分项"))), Part("账号", number(667, cell(4, 3, "分项"))))
REPORT = text_report(
    "全年公开{all.n}条，网站1,027条。",
    "网站三百六十条。",
    form=form_of("all.n", "part.n", total="all.n"),
    values={"all.n": 1027, "part.n": 360},
    breakdowns=(Breakdown("公开的信息", BreakdownKind.SUM, "all.n", TOTAL, "条", PARTS, cell(2, 3, "分项")),),
)


def test_a_total_and_the_sentences_that_state_it() -> None:
    quote = "全年公开1027条，网站1,027条"
    assert tuple(replace(place, printed=None) for place in trace(REPORT, Sought(Decimal(1027)))) == (
        Place(Standing.TOTAL, "all", cell(1), "all.n", "t"),
        Place(Standing.SENTENCE, quote, cell(3, 2, "正文"), None, "s1", bound=True),
        Place(Standing.SENTENCE, quote, cell(3, 2, "正文"), None, "s1"),
    )


def test_a_cell_a_part_and_a_numeral_in_words() -> None:
    assert [(place.standing, place.text) for place in trace(REPORT, Sought(Decimal(360)))] == [
        (Standing.CELL, "part"),
        (Standing.PART, "公开的信息 / 门户"),
        (Standing.SENTENCE, "网站三百六十条"),
    ]


def test_a_number_that_stands_nowhere() -> None:
    assert trace(REPORT, Sought(Decimal(99))) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1027", "1027"), ("1,027", "1027"), ("１０２７", "1027"), ("１，０２７", "1027"), ("一千零二十七", "1027"),
        (" 1027条 ", "1027"), ("1.5万", "15000"), ("0", "0"), ("-5", "-5"), ("－5", "-5"), ("十", "10"),
    ],
)  # fmt: skip
def test_how_people_write_a_number(text: str, value: str) -> None:
    assert sought(text) == Sought(Decimal(value))


@pytest.mark.parametrize(("text", "value"), [("33.9%", "33.9"), ("３３.９％", "33.9"), ("百分之三十三点九", "33.9")])
def test_a_percentage(text: str, value: str) -> None:
    assert sought(text) == Sought(Decimal(value), percent=True)


@pytest.mark.parametrize("text", ["", "abc", "10 20", "360+188", "2017-01-05", "--5", "第3条", "千百"])
def test_what_is_no_number(text: str) -> None:
    assert sought(text) is None


def test_a_percentage_is_no_count() -> None:
    report = text_report("办结34件，占34%。", form=form_of("all.n"), values={"all.n": 34})
    assert [place.standing for place in trace(report, Sought(Decimal(34)))] == [Standing.CELL, Standing.SENTENCE]
    assert [place.standing for place in trace(report, Sought(Decimal(34), percent=True))] == [Standing.SENTENCE]


def test_money_is_found_as_printed_and_by_its_worth() -> None:
    report = text_report("收费3万元。", "另有30000元。", form=form_of("all.n"))
    assert len(trace(report, Sought(Decimal(3)))) == 1
    money = sought("3万元")
    assert money == Sought(Decimal(30000), money=True)
    assert [place.text for place in trace(report, money)] == ["收费3万元", "另有30000元"]
