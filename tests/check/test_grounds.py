"""There are grounds wherever a rule finds something, in whatever report, and none for most rules in a good one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from reportcase import CASES, case_file, report_of

from reportctl.check.grounds import GROUNDS
from reportctl.model.report import Report
from reportctl.rules import CATALOGUE, check_of

ELSEWHERE = ("CEL", "FIL", "LAY", "OUT", "IDN103", "IDN105", "IDN110")


def reports(code: str) -> Iterator[Report]:
    spec = case_file(code)
    for case in spec["case"]:
        yield report_of(spec.get("form", {}) | case.get("form", {}), case)


@pytest.mark.parametrize("of", sorted(path.stem for path in CASES.glob("*.toml")))
def test_no_rule_finds_anything_without_grounds(of: str) -> None:
    """The reports in the cases of one rule are put to all others too, without asking for grounds."""
    found = [
        (code, list(check_of(code)(report)))
        for report in reports(of)
        for code, ground in GROUNDS.items()
        if not ground(report)
    ]
    assert [code for code, findings in found if findings] == []


def test_every_rule_has_grounds_that_judges_reports() -> None:
    assert list(GROUNDS) == [rule.code for rule in CATALOGUE if not rule.code.startswith(ELSEWHERE)]


def test_there_are_grounds_for_few_rules_in_a_good_report() -> None:
    sections = [{"id": "s1", "heading": "一、概况", "text": ["全年公开信息12条。（一）是《条例》，“目录”另列。"]}]
    details = {"phone": "0558-2196606", "email": "bgs@fy.gov.cn", "date": "2018-01-20", "address": "某路1号"}
    form = {"section": [{"id": "s1", "heading": "概况"}], "figures": ["a.b"]}
    report = report_of(form, {"sections": sections, "details": details, "values": {"a.b": 12}})
    assert [code for code, ground in GROUNDS.items() if ground(report)] == []
