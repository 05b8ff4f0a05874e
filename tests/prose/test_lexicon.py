"""Words around a number: what opens a list, makes a total, a rate, a change, a span of time."""

from __future__ import annotations

import pytest

from reportctl.prose import lexicon, times
from reportctl.prose.totals import Total, total_behind


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ("，其中网站", "其中"), ("，这其中", "其中"), ("。\n、包括", "包括"),
        ("\n其中：", "其中"), ("主要是", "主要是"),
        ("公开的信息中，涉及", ""), ("全年公开的信息里：", ""), ("，含义不清的", None),
        ("不包括", None), ("信息中心，", None),
        ("这些一二三四五六七八九十一二三四五六七中，", None), ("，网站", None),
    ],
)  # fmt: skip
def test_what_opens_a_list_that_need_not_be_complete(gap: str, word: str | None) -> None:
    assert lexicon.including(gap) == word


@pytest.mark.parametrize(
    ("gap", "total"),
    [
        ("，共", Total("共", "共", "")),
        ("；以上三项合计为", Total("以上三项合计为", "合计", "")),
        ("，全市总计", Total("全市总计", "总计", "")),
        ("，全市本年度总计", None),
        ("，累计为", Total("累计为", "累计", "")),
        ("，累计公开", None),
        ("，共公开各类政府信息", Total("共公开各类政府信息", "共", "公开")),
        ("，两级共收到申请", None),
        ("，共A1", None),
        ("共，网站", None),
        ("，总结", None),
        ("", None),
    ],
)
def test_what_makes_a_number_the_total_of_those_before_it(gap: str, total: Total | None) -> None:
    assert total_behind(gap) == total


@pytest.mark.parametrize(
    ("label", "of"),
    [
        ("办结率", "办结"), ("主动公开率达到", "主动公开"), ("办结率、满意率均为", "办结"),
        ("按时答复率和办结率都保持", "答复"),
        ("效率", None), ("办结率较高", None), ("办结", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_rate_is_of(label: str, of: str | None) -> None:
    assert lexicon.rated(label) == of


@pytest.mark.parametrize(
    ("label", "sign", "moved"),
    [
        ("同比增长", 1, False), ("比上年下降了约", -1, False), ("降幅达到", -1, False), ("增加到", 0, True),
        ("下降至2016年的", 0, True), ("收到", 0, False), ("增长将近", 1, False),
    ],
)  # fmt: skip
def test_words_of_a_change(label: str, sign: int, moved: bool) -> None:
    assert lexicon.sign_of(label) == sign
    assert lexicon.has_moved_to(label) is moved


@pytest.mark.parametrize(
    ("lead", "span"),
    [
        ("2017年上半年公开", times.PART), ("2017年1月1日至12月31日公开", None), ("截至2017年底，累计公开", times.YEARS),
        ("2017年累计公开", None), ("近三年公开", times.YEARS), ("前三季度，全年公开", None),
        ("2015年至2017年公开", times.YEARS),
        ("月均公开", times.PART), ("公开", None),
    ],
)  # fmt: skip
def test_the_span_of_the_last_word_of_time(lead: str, span: str | None) -> None:
    assert times.span_of(lead) == span


def test_clauses_and_places_of_marks() -> None:
    assert lexicon.clauses("甲，乙。丙", "，。") == ["甲", "乙", "丙"]
    assert lexicon.ends_after("甲。乙！丙。", "。！") == [2, 4, 6]
    assert lexicon.last_two_clauses("甲，乙；丙") == "乙丙"
    assert lexicon.last_two_clauses("甲") == "甲"
    assert lexicon.up_to("甲；乙，丙", "，；") == "甲"
    assert lexicon.without_end("增长将近为", ("将近", "近", "为")) == "增长"
