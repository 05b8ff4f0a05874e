"""One case file per rule: at least one report that has the fault and one near miss that has not."""

from __future__ import annotations

import pytest
from casecheck import verify
from reportcase import CASES, case_file

from reportctl.check import JUDGES

CHECKS = {rule.code: check for rule, check in JUDGES}
ALL = [(code, case["name"]) for code in CHECKS for case in case_file(code)["case"]]


@pytest.mark.parametrize(("code", "name"), ALL, ids=[f"{code}: {name}" for code, name in ALL])
def test_case(code: str, name: str) -> None:
    case = next(c for c in case_file(code)["case"] if c["name"] == name)
    verify(CHECKS[code], code, case)


@pytest.mark.parametrize("code", CHECKS)
def test_every_rule_has_a_hit_and_a_near_miss(code: str) -> None:
    cases = case_file(code)["case"]
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)
    assert len({case["name"] for case in cases}) == len(cases)


def test_no_case_file_without_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(CHECKS)
