"""Numbers bound into text: what a name stands for, and where the number stands in the filled text."""

from __future__ import annotations

from typing import Any

import pytest
from reportcase import report_of

from reportctl.model.placeholder import Cause, Filled, Unfilled, fill, placeholders, plain_label, resolve
from reportctl.model.report import Report

FORM = {
    "figures": ["shown", "row.a", "row.b", "all", "fee", "bad"],
    "totals": ["all"],
    "labels": {"shown": "（一）公开的信息数（同一信息计1条）", "row.a": "1.其中一项", "row.b": "1.其中一项"},
}
VALUES: dict[str, Any] = {"shown": 1027, "row.a": 3, "fee": "9116.360", "bad": "?"}
BREAKDOWNS = [
    {"label": "公开渠道", "figure": "shown", "parts": {"门户网站": 360, "其他": None}},
    {"label": "会议", "total": None, "parts": {"大会": 2, "其他": 5, "{门户网站}": 7}},
]


@pytest.fixture
def report() -> Report:
    return report_of(FORM, {"values": VALUES, "breakdowns": BREAKDOWNS})


@pytest.mark.parametrize(
    ("name", "text", "full"),
    [
        ("shown", "1027", "shown"),
        ("公开渠道", "1027", "shown"),
        ("公开的信息数", "1027", "shown"),
        ("（一）公开的信息数（同一信息计1条）", "1027", "shown"),
        ("门户网站", "360", "公开渠道/门户网站"),
        (" 门户　网站 ", "360", "公开渠道/门户网站"),
        ("公开渠道/其他", "0", "公开渠道/其他"),
        ("会议/其他", "5", "会议/其他"),
        ("其中一项/a", "3", "row.a"),
        ("row.b", "0", "row.b"),
        ("ｆｅｅ", "9116.36", "fee"),
    ],
)
def test_what_a_name_stands_for(report: Report, name: str, text: str, full: str) -> None:
    assert resolve(report, name) == Filled(text, full)


@pytest.mark.parametrize(
    ("name", "cause", "names"),
    [
        ("其他", Cause.AMBIGUOUS, ("公开渠道/其他", "会议/其他")),
        ("其中一项", Cause.AMBIGUOUS, ("row.a", "row.b")),
        ("all", Cause.NO_VALUE, ()),
        ("会议", Cause.NO_VALUE, ()),
        ("bad", Cause.NO_VALUE, ()),
        ("门户网", Cause.UNKNOWN, ("门户网站",)),
        ("", Cause.UNKNOWN, ()),
    ],
)
def test_why_a_name_stands_for_nothing(report: Report, name: str, cause: Cause, names: tuple[str, ...]) -> None:
    result = resolve(report, name)
    assert isinstance(result, Unfilled)
    assert result.cause is cause
    assert result.names[: len(names)] == names


def test_a_text_is_filled_and_says_where(report: Report) -> None:
    text, bound = fill(report, "共{shown}条，其中｛门户网站｝条；{其他}不明，{ row.b }件。")
    assert text == "共1027条，其中360条；{其他}不明，0件。"
    assert [(text[b.start : b.end], b.name) for b in bound] == [
        ("1027", "shown"),
        ("360", "公开渠道/门户网站"),
        ("0", "row.b"),
    ]


def test_values_and_other_text_are_never_read_again(report: Report) -> None:
    assert fill(report, "{0} {shown!r} %s {{会议/大会}}")[0] == "{0} {shown!r} %s {2}"


def test_a_text_without_placeholders_is_itself(report: Report) -> None:
    assert fill(report, "没有数字。") == ("没有数字。", ())


def test_placeholders_do_not_reach_over_lines_or_braces() -> None:
    assert [(p.name, p.start, p.end) for p in placeholders("a{b}c{d\ne}{{f}} {g")] == [("b", 1, 4), ("f", 11, 14)]


def test_labels_without_their_dress() -> None:
    assert plain_label("（一）公开的 信息数（同一信息计1条）") == "公开的信息数"
    assert plain_label("其中：2．网站（含专栏）") == "网站"
    assert plain_label("（注）") == "(注)"
    assert plain_label("12345热线") == "12345热线"
