"""A whole report with the faults of one that was published: what is found is told exactly, and nothing else."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from test_conformance import HERE, report_of

from reportctl.check import check
from reportctl.model.finding import Finding

FIGURES: dict[str, Any] = json.loads((HERE / "published" / "2017" / "figures.json").read_text("utf-8"))


def findings(figures: dict[str, Any]) -> dict[str, Finding]:
    report, found = report_of(figures)
    told = check(report, found)
    assert len({finding.rule.code for finding in told}) == len(told)
    return {finding.rule.code: finding for finding in told}


def test_the_faults_of_the_published_report_are_found_and_nothing_else() -> None:
    found = findings(FIGURES)

    # 360 + 188 + 479 = 1027 holds, so the sums in the text are not among the findings.
    assert set(found) == {"FMT102", "ORD106", "REQ102", "TXT302"}
    assert found["REQ102"].section == "s4"
    assert found["REQ102"].constraint == "S-ITEMS"
    contradiction = found["TXT302"]
    assert {contradiction.actual, *(other.value for other in contradiction.related)} == {Decimal(1280), Decimal(479)}
    parts = found["ORD106"]
    assert (parts.expected, parts.actual) == ("6", "10")
    for name in ("重点领域", "政策解读", "回应关切", "推进和培训考核", "下一步工作打算"):
        assert name in parts.message("zh")
    assert found["FMT102"].section == "plan"
    assert found["FMT102"].actual == "一、二、三、"


def changed(**changes: object) -> dict[str, Any]:
    return FIGURES | changes


FEES = {"id": "s4", "heading": "四、政府信息公开的收费及减免情况"}


@pytest.mark.parametrize(
    ("figures", "gone"),
    [
        (changed(preamble=None), "ORD106"),
        (
            changed(
                sections=[*FIGURES["sections"], FEES | {"heading": "七、政府信息公开的收费及减免情况"}],
                narrative=FIGURES["narrative"] | {"s4": ["2017年没有收取任何费用。"]},
            ),
            "REQ102",
        ),
        (changed(narrative=FIGURES["narrative"] | {"plan": ["（一）加强学习。", "（二）完善制度。"]}), "FMT102"),
        (changed(narrative=FIGURES["narrative"] | {"s2": ["全年在各类平台主动公开政府信息1027条。"]}), "TXT302"),
    ],
    ids=["preamble", "fees", "levels", "contradiction"],
)
def test_each_fault_corrected_is_gone(figures: dict[str, Any], gone: str) -> None:
    assert gone not in findings(figures)


def test_a_sum_that_no_longer_holds_is_found() -> None:
    first, *rest = FIGURES["narrative"]["s1"]
    wrong = changed(narrative=FIGURES["narrative"] | {"s1": [first.replace("188条", "187条"), *rest]})
    assert "TXT201" in findings(wrong)
