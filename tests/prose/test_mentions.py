"""The forms' own phrases: which sentence means which cell, and which does not."""

from __future__ import annotations

import pytest
from textreport import text_report

from reportctl.model.layout import Layout
from reportctl.model.report import Report
from reportctl.prose.reading import claimed_in, stated_in
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts

LAYOUTS: dict[str, Layout] = {layout.id: layout for layout in read_layouts(builtin_layouts())[0]}


def report(form: str, year: int, text: str, values: dict[str, int | str] | None = None) -> Report:
    return text_report(text, form=LAYOUTS[form], year=year, values=values, agency="清水市南山区江口县人民政府")


def named(form: str, year: int, text: str) -> list[tuple[str, str]]:
    return [(s.item.quantity.text, " + ".join(s.mention.figures)) for s in stated_in(report(form, year, text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，全区共收到政府信息公开申请154件。", [("154件", "t3.new.total")]),
        ("全年收到154件政府信息公开申请。", [("154件", "t3.new.total")]),
        ("本年新收政府信息公开申请154件，上年结转3件。", [("154件", "t3.new.total"), ("3件", "t3.carried_in.total")]),
        ("受理政府信息公开申请157件。", [("157件", "t3.new.total")]),
        ("办结政府信息公开申请150件。", [("150件", "t3.result_total.total")]),
        ("政府信息公开申请结转至2024年4件。", [("4件", "t3.carried_out.total")]),
        ("收到政府信息公开申请9件，结转下年度4件。", [("9件", "t3.new.total"), ("4件", "t3.carried_out.total")]),
        ("因政府信息公开引发行政复议3件。", [("3件", "t4.review.total")]),
        ("行政诉讼2起。", [("2起", "t4.suit_direct.total + t4.suit_after.total")]),
        ("制发行政规范性文件12件。", [("12件", "t2.normdocs.issued")]),
        ("现行有效的行政规范性文件86件。", [("86件", "t2.normdocs.valid")]),
        ("行政事业性收费1256.38万元。", [("1256.38万元", "t2.fees.amount")]),
        ("收取信息处理费320元。", [("320元", "fee.collected.value")]),
    ],
)  # fmt: skip
def test_phrases_of_the_form_in_force(text: str, expected: list[tuple[str, str]]) -> None:
    assert named("2021", 2023, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2022年收到政府信息公开申请140件。",
        "收到网上政府信息公开申请20件。",
        "县级部门收到政府信息公开申请20件。",
        "历年累计收到政府信息公开申请900件。",
        "去年收到政府信息公开申请140件。",
        "收到政府信息公开申请比上年增加20件。",
        "收到群众来信20件。",
    ],
)
def test_what_is_another_thing(text: str) -> None:
    assert named("2021", 2023, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017年主动公开政府信息4970条。", [("4970条", "stat.disclosed.value")]),
        ("收到政府信息公开申请8件，其中网络申请5件、信函申请3件。",
         [("8件", "stat.received.value"), ("5件", "stat.by_net.value"), ("3件", "stat.by_mail.value")]),
        ("全年行政复议3件，行政诉讼1件。", [("3件", "stat.review.value"), ("1件", "stat.suit.value")]),
    ],
)  # fmt: skip
def test_phrases_of_the_form_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert named("2014", 2017, text) == expected


def test_a_variant_has_its_own_phrases_for_its_own_table() -> None:
    text = "全县收到政府信息公开申请7条，网上申请数3条。"
    assert named("fujian-2008", 2013, text) == [("7条", "fj.received.year"), ("3条", "fj.by_net.year")]


def test_cases_brought_forward_may_be_among_those_accepted() -> None:
    values: dict[str, int | str] = {"t3.new.total": 154, "t3.carried_in.total": 3}
    (stated,) = stated_in(report("2021", 2023, "受理政府信息公开申请157件。", values))
    assert stated.value == 154
    assert list(stated.either) == [157]


def test_none_where_there_was_one() -> None:
    text = "2023年未收到政府信息公开申请，未发生行政复议、行政诉讼案件，未收取信息处理费。"
    values: dict[str, int | str] = {"t3.new.total": "2", "t4.review.total": "1", "fee.collected.value": "0"}
    values |= {"t4.suit_direct.total": "0", "t4.suit_after.total": "0"}
    claims = [(c.phrase, c.figure) for c in claimed_in(report("2021", 2023, text, values))]
    assert claims == [
        ("2023年未收到政府信息公开申请", "t3.new.total"),
        ("未发生行政复议、行政诉讼案件", "t4.review.total"),
    ]


def test_all_settled_where_some_are_left() -> None:
    text = "政府信息公开申请均按时办结，办结率100%。"
    (claim,) = claimed_in(report("2021", 2023, text, {"t3.carried_out.total": "2"}))
    assert claim.figure == "t3.carried_out.total"
    assert claim.value == 2
    assert list(claimed_in(report("2021", 2023, text, {"t3.carried_out.total": "0"}))) == []
