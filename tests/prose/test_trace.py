"""Where a number stands: cells, totals, breakdowns and sentences, in this order."""

from __future__ import annotations

from decimal import Decimal

from textreport import cell, form_of, number, text_report

from reportctl.model.report import Breakdown, BreakdownKind, Part
from reportctl.prose.trace import Place, Standing, trace

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
    assert trace(REPORT, Decimal(1027)) == (
        Place(Standing.TOTAL, "all", cell(1), "all.n", "t"),
        Place(Standing.SENTENCE, quote, cell(3, 2, "正文"), None, "s1", bound=True),
        Place(Standing.SENTENCE, quote, cell(3, 2, "正文"), None, "s1"),
    )


def test_a_cell_a_part_and_a_numeral_in_words() -> None:
    assert [(place.standing, place.text) for place in trace(REPORT, Decimal(360))] == [
        (Standing.CELL, "part"),
        (Standing.PART, "公开的信息 / 门户"),
        (Standing.SENTENCE, "网站三百六十条"),
    ]


def test_a_number_that_stands_nowhere() -> None:
    assert trace(REPORT, Decimal(99)) == ()
