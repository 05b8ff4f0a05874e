"""Every rule broken in six ways, one at a time: its own case file has to notice each.

A rule that finds nothing, or always something; that points at another cell; that swaps what it expected and what it
found; that loses a finding of several; that says the opposite severity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from casecheck import Check, verify
from msgspec.structs import replace
from reportcase import case_file, cell

from reportctl.check import JUDGES
from reportctl.model.finding import Finding, Rule, Severity
from reportctl.model.location import FileRef
from reportctl.model.report import Report

Mutant = Callable[[Rule, Check], Check]
ELSEWHERE = cell(99, 9, "别处")


def silent(_rule: Rule, _check: Check) -> Check:
    return lambda _report: iter(())


def eager(rule: Rule, check: Check) -> Check:
    """Finds what is there and, where nothing is, a fault all the same."""

    def found(report: Report) -> Iterator[Finding]:
        own = list(check(report))
        yield from own or [Finding(rule, FileRef(report.file), dict.fromkeys(("any",), ""))]

    return found


def displaced(_rule: Rule, check: Check) -> Check:
    return lambda report: (replace(finding, at=ELSEWHERE) for finding in check(report))


def graded_otherwise(_rule: Rule, check: Check) -> Check:
    other = {Severity.ERROR: Severity.INFO, Severity.WARNING: Severity.ERROR, Severity.INFO: Severity.WARNING}
    return lambda report: (replace(finding, severity=other[finding.grade]) for finding in check(report))


def speechless(_rule: Rule, check: Check) -> Check:
    """Says nothing of what it found."""
    return lambda report: (
        replace(f, args=dict.fromkeys(f.args, "?"), expected=None, actual=None, related=()) for f in check(report)
    )


def repeated(_rule: Rule, check: Check) -> Check:
    return lambda report: (finding for finding in check(report) for _ in range(2))


MUTANTS: dict[str, Mutant] = {
    "silent": silent,
    "eager": eager,
    "displaced": displaced,
    "graded otherwise": graded_otherwise,
    "speechless": speechless,
    "repeated": repeated,
}
BROKEN = [(rule, check, name) for rule, check in JUDGES for name in MUTANTS]


def survives(rule: Rule, check: Check) -> bool:
    """Whether no case of the rule's file fails."""
    for case in case_file(rule.code)["case"]:
        try:
            verify(check, rule.code, case)
        except (AssertionError, KeyError):
            return False
    return True


@pytest.mark.parametrize(("rule", "check", "name"), BROKEN, ids=[f"{rule.code} {name}" for rule, _, name in BROKEN])
def test_a_broken_rule_fails_its_cases(rule: Rule, check: Check, name: str) -> None:
    assert not survives(rule, MUTANTS[name](rule, check)), f"no case of {rule.code} notices: {name}"


@pytest.mark.parametrize(("rule", "check"), JUDGES, ids=[rule.code for rule, _ in JUDGES])
def test_a_rule_as_it_is_passes_them(rule: Rule, check: Check) -> None:
    assert survives(rule, check)
