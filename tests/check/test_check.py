"""Folding, acceptances, order: what `check` makes of the findings of all rules."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportcase import FILE, cell, report_of

from reportctl.check import JUDGES, check
from reportctl.model.finding import Finding, Severity
from reportctl.model.location import FileRef
from reportctl.rules.cel101_text_in_number_cell import RULE as CEL101
from reportctl.rules.cel114_number_as_text import RULE as CEL114
from reportctl.rules.fil102_file_not_a_workbook import RULE as FIL102

DETAILS = {"address": "某路1号", "phone": "000-0000000", "email": "a@example.gov.cn", "date": "2018-01-25"}
COLUMNS = ("a", "b", "sum")
ROWS = ("new", "old", "done", "open", "all")


def matrix() -> dict[str, Any]:
    """A form of rows and columns: each row adds up to its sum, done and open to all, and new + old to all."""
    relations = [equal("R-ROW", [f"{r}.a", f"{r}.b"], [f"{r}.sum"]) for r in ROWS]
    relations += [equal("R-COL", [f"done.{c}", f"open.{c}"], [f"all.{c}"]) for c in COLUMNS]
    relations += [equal("R-BAL", [f"new.{c}", f"old.{c}"], [f"all.{c}", "0"]) for c in COLUMNS]
    figures = [f"{r}.{c}" for r in ROWS for c in COLUMNS]
    totals = [f for f in figures if f.startswith("all.") or f.endswith(".sum")]
    return {"figures": figures, "totals": totals, "relation": relations}


def equal(name: str, left: list[str], right: list[str], **more: str) -> dict[str, Any]:
    return {"id": name, "left": left, "op": "==", "right": right, "subject": right[0], **more}


SOUND = {
    "new.a": 7, "new.b": 3, "new.sum": 10,
    "old.a": 2, "old.b": 0, "old.sum": 2,
    "done.a": 6, "done.b": 2, "done.sum": 8,
    "open.a": 3, "open.b": 1, "open.sum": 4,
    "all.a": 9, "all.b": 3, "all.sum": 12,
}  # fmt: skip


def run(form: Mapping[str, Any], values: Mapping[str, Any], **case: Any) -> tuple[Finding, ...]:
    return check(report_of(form, {"values": values, "details": DETAILS, **case}), ())


def brief(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(f.rule.code, f.constraint, f.figure) for f in findings]


def test_a_sound_report_has_no_finding() -> None:
    assert run(matrix(), SOUND) == ()


def test_a_wrong_cell_that_breaks_a_row_and_a_column_is_one_finding() -> None:
    (finding,) = run(matrix(), SOUND | {"done.a": 5})
    assert (finding.constraint, finding.figure) == ("R-ROW", "done.sum")
    assert (finding.expected, finding.actual) == (Decimal(7), Decimal(8))
    assert [(f.rule, f.figure) for f in finding.folded] == [("R-COL", "all.a")]
    assert "最可能填错的是 表!C7“done / a”：改为 6，相关的 2 处关系就都成立" in finding.hint("zh")
    assert "most likely 表!C7 (done / a) is wrong: with 6 all 2 relations concerned hold" in finding.hint("en")


def test_a_wrong_total_is_one_finding_at_its_own_cell() -> None:
    (finding,) = run(matrix(), SOUND | {"all.a": 8})
    assert finding.figure == "all.a"
    assert finding.at == cell(13)
    assert sorted((f.rule, f.figure) for f in finding.folded) == [("R-BAL", "all.a"), ("R-ROW", "all.sum")]


def test_two_wrong_cells_apart_are_two_findings() -> None:
    findings = run(matrix(), SOUND | {"done.a": 5, "new.b": 4})
    assert len(findings) == 2
    assert {f.rule for finding in findings for f in finding.folded} == {"R-COL", "R-BAL"}


def test_two_faults_in_one_row_are_not_folded_into_each_other() -> None:
    findings = run(matrix(), SOUND | {"done.a": 5, "done.b": 4})
    assert sorted(brief(findings)) == [
        ("SUM101", "R-COL", "all.a"),
        ("SUM101", "R-COL", "all.b"),
        ("SUM101", "R-ROW", "done.sum"),
    ]
    assert not any(finding.folded for finding in findings)


def test_where_two_cells_explain_the_same_nothing_is_folded() -> None:
    # Either both cells of one diagonal are wrong or both of the other: nobody can tell.
    values = {"done.a": 5, "done.b": 2, "done.sum": 8, "open.a": 3, "open.b": 0, "open.sum": 4}
    form = {
        "figures": list(values) + ["all.a", "all.b"],
        "relation": [r for r in matrix()["relation"] if r["id"] == "R-COL" and r["subject"] != "all.sum"]
        + [r for r in matrix()["relation"] if r["subject"] in ("done.sum", "open.sum")],
    }
    findings = run(form, values | {"all.a": 9, "all.b": 3})
    assert len(findings) == 4
    assert not any(finding.folded for finding in findings)


def test_a_culprit_would_not_become_negative() -> None:
    form = {
        "figures": ["x", "y", "p", "q"],
        "relation": [
            equal("R-1", ["x", "y"], ["p"]),
            equal("R-2", ["x", "y"], ["q"]),
        ],
    }
    values = {"x": 1, "y": 5, "p": 3, "q": 3}
    (finding,) = run(form, values)
    assert "表!C2“y”：改为 2" in finding.hint("zh")
    assert len(run(form | {"signed": ["x"]}, values)) == 2


def test_a_graver_finding_takes_in_a_milder_one_of_the_same_cause() -> None:
    form = {
        "figures": ["one", "two", "replied", "closed"],
        "relation": [
            equal("P-SAME", ["replied"], ["closed"], force="practice", severity="warning"),
            equal("R-SUM", ["one", "two"], ["replied"]),
        ],
    }
    (finding,) = run(form, {"one": 4, "two": 5, "replied": 8, "closed": 9})
    assert (finding.rule.code, finding.grade, finding.figure) == ("SUM101", Severity.ERROR, "replied")
    assert [(f.rule, f.figure) for f in finding.folded] == [("P-SAME", "closed")]


def test_the_same_two_sides_of_a_cell_are_told_once() -> None:
    form = {
        "figures": ["one", "two", "all"],
        "relation": [
            equal("P-SUM", ["one", "two"], ["all"], severity="warning"),
            equal("R-SUM", ["two", "one"], ["all"]),
        ],
    }
    (finding,) = run(form, {"one": 4, "two": 5, "all": 8})
    assert finding.constraint == "R-SUM"
    assert [f.rule for f in finding.folded] == ["P-SUM"]


LIMITS: dict[str, Any] = {
    "figures": ["shown", "web", "paper", "other"],
    "relation": [
        {"id": f"R-{way}", "left": [way], "op": "<=", "right": ["shown"]} for way in ("web", "paper", "other")
    ],
}


def test_two_limits_that_one_cell_breaks_are_one_finding() -> None:
    (finding,) = run(LIMITS, {"shown": 127, "web": 548, "paper": 479, "other": 3})
    assert finding.rule.code == "SUB101"
    assert [f.rule for f in finding.folded] == ["R-paper"]
    assert "最可能填错的是 表!C1“shown”：改为不小于 548，相关的 2 处关系就都成立" in finding.hint("zh")
    assert "with at least 548 all 2 relations concerned hold" in finding.hint("en")


def test_a_part_above_two_wholes_is_one_finding() -> None:
    form = {
        "figures": ["part", "one", "two"],
        "relation": [{"id": f"R-{whole}", "left": ["part"], "op": "<=", "right": [whole]} for whole in ("one", "two")],
    }
    (finding,) = run(form, {"part": 90, "one": 9, "two": 12})
    assert "改为不大于 9" in finding.hint("zh")


def test_limits_that_pull_a_cell_both_ways_are_not_folded() -> None:
    form = {
        "figures": ["low", "mid", "high"],
        "relation": [
            {"id": "R-1", "left": ["low"], "op": "<=", "right": ["mid"]},
            {"id": "R-2", "left": ["mid"], "op": "<=", "right": ["high"]},
        ],
    }
    findings = run(form, {"low": 30, "mid": 20, "high": 10})
    assert [finding.folded for finding in findings] == [(), ()]


def test_a_limit_is_not_the_culprit_where_a_sum_confirms_it() -> None:
    form = {**LIMITS, "relation": [*LIMITS["relation"], equal("R-SUM", ["other", "rest"], ["shown"])]}
    form["figures"] = [*LIMITS["figures"], "rest"]
    findings = run(form, {"shown": 127, "web": 548, "paper": 479, "other": 3, "rest": 124})
    assert [finding.folded for finding in findings] == [(), ()]


def test_limits_that_a_wrong_total_breaks_are_folded_under_its_sum() -> None:
    form = {
        "figures": ["shown", "web", "paper"],
        "relation": [{"id": "R-MAX", "left": [way], "op": "<=", "right": ["shown"]} for way in ("web", "paper")],
    }
    breakdowns = [{"label": "公开", "figure": "shown", "parts": {"甲": 600, "乙": 427}}]
    (finding,) = run(form, {"shown": 127, "web": 548, "paper": 479}, breakdowns=breakdowns)
    assert (finding.rule.code, finding.expected, finding.actual) == ("SUM103", Decimal(1027), Decimal(127))
    assert [(f.rule, f.figure) for f in finding.folded] == [("R-MAX", "web"), ("R-MAX", "paper")]


def test_a_culprit_keeps_the_limits_that_hold() -> None:
    limit = {"id": "R-LIMIT", "left": ["x"], "op": "<=", "right": ["limit"]}
    form = {
        "figures": ["x", "y", "p", "q", "limit"],
        "relation": [equal("R-1", ["x"], ["p"]), equal("R-2", ["x"], ["q"]), limit],
    }
    values = {"x": 3, "p": 5, "q": 5}
    (finding,) = run(form, values | {"limit": 5})
    assert [f.rule for f in finding.folded] == ["R-2"]
    assert len(run(form, values | {"limit": 4})) == 2


def test_the_seed_and_one_digit_of_it() -> None:
    form = {
        "figures": ["shown", "web", "wechat", "read"],
        "relation": [
            {"id": "R-COVER", "left": ["shown"], "op": "<=", "right": ["web", "wechat"], "severity": "warning"},
            {"id": "R-MAX-1", "left": ["web"], "op": "<=", "right": ["shown"]},
            {"id": "R-MAX-2", "left": ["wechat"], "op": "<=", "right": ["shown"]},
        ],
    }
    values = {"shown": 1027, "web": 548, "wechat": 479, "read": 34}

    def breakdown(last: int) -> list[dict[str, Any]]:
        parts = {"门户网站": 360, "网站专栏": 188, "微信、微博": last}
        return [{"label": "公开的信息", "figure": "shown", "parts": parts}]

    assert run(form, values, breakdowns=breakdown(479)) == ()
    (finding,) = run(form, values, breakdowns=breakdown(478))
    assert (finding.rule.code, finding.grade, finding.at) == ("SUM103", Severity.ERROR, cell(1))
    assert (finding.expected, finding.actual) == (Decimal(1026), Decimal(1027))
    assert [(r.label, r.value) for r in finding.related] == [
        ("门户网站", Decimal(360)),
        ("网站专栏", Decimal(188)),
        ("微信、微博", Decimal(478)),
    ]
    assert (finding.agency, finding.year, finding.section) == ("某局", 2017, "t")


def test_an_acceptance_suppresses_by_code_and_figure() -> None:
    accepted = [{"code": "sum101 ", "figure": "done.sum", "reason": "已按原样公布"}]
    (finding,) = run(matrix(), SOUND | {"done.a": 5}, acceptances=accepted)
    assert finding.suppressed
    assert finding.reason == "已按原样公布"


def test_an_acceptance_may_name_a_folded_figure_or_none_at_all() -> None:
    for figure in ("all.a", ""):
        accepted = [{"code": "SUM101", "figure": figure, "reason": "已公布"}]
        (finding,) = run(matrix(), SOUND | {"done.a": 5}, acceptances=accepted)
        assert finding.suppressed


def test_an_acceptance_of_another_figure_matches_nothing() -> None:
    accepted = [{"code": "SUM101", "figure": "open.sum", "reason": "已公布"}]
    error, warning = run(matrix(), SOUND | {"done.a": 5}, acceptances=accepted)
    assert not error.suppressed
    assert (warning.rule.code, warning.grade, warning.at) == ("IDN103", Severity.WARNING, cell(2, 1, "校核说明"))


def test_an_acceptance_without_reason_has_no_effect() -> None:
    accepted = [{"code": "SUM101", "figure": "done.sum"}]
    findings = run(matrix(), SOUND | {"done.a": 5}, acceptances=accepted)
    assert [(f.rule.code, f.suppressed) for f in findings] == [("SUM101", False), ("IDN104", False)]


def test_a_code_alone_does_not_accept_several_findings() -> None:
    accepted = [{"code": "SUM101", "reason": "已公布"}]
    *errors, doubt = run(matrix(), SOUND | {"done.a": 5, "done.b": 4}, acceptances=accepted)
    assert [finding.suppressed for finding in errors] == [False, False, False]
    assert (doubt.rule.code, doubt.at, doubt.grade) == ("IDN110", cell(2, 1, "校核说明"), Severity.WARNING)
    assert "3 处" in doubt.message("zh")
    assert "如 done.sum" in doubt.hint("zh")


def test_warnings_can_be_accepted_one_by_one_by_their_cells() -> None:
    details = {"address": "", "phone": "000", "date": "2018-01-25"}
    place = {"code": "REQ103", "figure": "基本信息!B3", "reason": "从未公布"}
    report = report_of({}, {"details": details, "acceptances": [place]})
    (finding,) = (f for f in check(report, ()) if f.rule.code == "REQ103")
    assert (finding.at, finding.reason) == (cell(3, 2, "基本信息"), "从未公布")
    other = report_of({}, {"details": details, "acceptances": [{**place, "figure": "基本信息!B4"}]})
    assert not any(f.suppressed for f in check(other, ()))


def test_what_cannot_be_read_cannot_be_accepted() -> None:
    found = (
        Finding(FIL102, FileRef(FILE), {"cause": "", "cause_en": ""}),
        Finding(CEL101, cell(1), {"label": "", "raw": ""}, figure="new.a"),
        Finding(CEL114, cell(2), {"label": "", "raw": "", "read": ""}, figure="new.b"),
    )
    accepted = [{"code": f.rule.code, "reason": "不改"} for f in found]
    report = report_of(matrix(), {"values": SOUND, "details": DETAILS, "acceptances": accepted})
    outcome = {f.rule.code: f.suppressed for f in check(report, found)}
    assert outcome == {"FIL102": False, "CEL101": False, "CEL114": True, "IDN103": False}


def test_errors_come_first_then_sheet_row_and_column() -> None:
    found = (
        Finding(CEL114, cell(1), {"label": "", "raw": "", "read": ""}),
        Finding(CEL101, cell(9, 2, "正文"), {"label": "", "raw": ""}),
        Finding(CEL101, cell(10), {"label": "", "raw": ""}),
        Finding(CEL101, cell(9, 4), {"label": "", "raw": ""}),
        Finding(CEL101, cell(9, 3), {"label": "", "raw": ""}),
        Finding(CEL101, cell(3, 2, "基本信息"), {"label": "", "raw": ""}),
    )
    sections = [{"id": "s1", "heading": "一、概况", "text": ["今年的概况。"]}]
    report = report_of(matrix(), {"values": SOUND, "details": DETAILS | {"phone": ""}, "sections": sections})
    order = [(f.rule.code, f.at) for f in check(report, found)]
    assert [at for code, at in order if code == "CEL101"] == [
        cell(3, 2, "基本信息"), cell(9, 3), cell(9, 4), cell(10), cell(9, 2, "正文"),
    ]  # fmt: skip
    assert [code for code, _ in order] == ["CEL101"] * 5 + ["REQ103", "CEL114"]


def test_the_judges_are_in_code_order_and_each_judges_under_its_own_code() -> None:
    codes = [rule.code for rule, _ in JUDGES]
    assert codes == sorted(codes)
    for rule, judge in JUDGES:
        assert judge.__module__.rpartition(".")[2].startswith(rule.code.lower() + "_")
