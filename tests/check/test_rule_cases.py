"""One case file per rule: at least one report that has the fault and one near miss that has not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from reportcase import CASES, case_file, report_of

from reportctl.check import JUDGES
from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, FileRef, KeyRef, SheetRef

CHECKS = {rule.code: check for rule, check in JUDGES}
ALL = [(code, case["name"]) for code in CHECKS for case in case_file(code)["case"]]


def shown(finding: Finding, keys: set[str]) -> dict[str, Any]:
    """The finding as a case file states it, with only the keys that the case mentions."""
    everything: dict[str, Any] = {
        "at": _place(finding),
        "severity": finding.grade.value,
        "figure": finding.figure,
        "section": finding.section,
        "rule": finding.constraint,
        "expected": finding.expected,
        "actual": finding.actual,
        "related": [other.label for other in finding.related],
        "folded": [folded.rule for folded in finding.folded],
        "basis": finding.basis,
        "says": finding.message("zh"),
        "advises": finding.hint("zh"),
    }
    return {key: _plain(value) for key, value in everything.items() if key in keys}


def _place(finding: Finding) -> str:
    match finding.at:
        case CellRef(_, sheet):
            return f"{sheet}!{finding.at.a1}"
        case SheetRef(_, sheet):
            return sheet
        case FileRef() | KeyRef():
            return ""


def _plain(value: object) -> object:
    """A value as TOML can state it: whole numbers as integers, and "none" for None."""
    if value is None:
        return "none"
    return int(value) if isinstance(value, Decimal) and value == value.to_integral() else value


@pytest.mark.parametrize(("code", "name"), ALL, ids=[f"{code}: {name}" for code, name in ALL])
def test_case(code: str, name: str) -> None:
    data = case_file(code)
    case = next(c for c in data["case"] if c["name"] == name)
    report = report_of(data.get("form", {}) | case.get("form", {}), case)
    findings = list(CHECKS[code](report))
    wanted = case["finds"]
    assert len(findings) == len(wanted), [finding.message("en") for finding in findings]
    for finding, expected in zip(findings, wanted, strict=True):
        assert finding.rule.code == code
        assert shown(finding, set(expected)) == expected
        for language in ("zh", "en"):
            assert finding.message(language).strip()
            assert finding.hint(language).strip()


@pytest.mark.parametrize("code", CHECKS)
def test_every_rule_has_a_hit_and_a_near_miss(code: str) -> None:
    cases = case_file(code)["case"]
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)
    assert len({case["name"] for case in cases}) == len(cases)


def test_no_case_file_without_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(CHECKS)
