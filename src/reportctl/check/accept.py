"""Acceptances: findings that the workbook keeps on purpose, each with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reportctl.model.finding import Finding, Severity
from reportctl.model.report import Acceptance, Report
from reportctl.rules.idn103_acceptance_without_finding import RULE

_NEVER = ("FIL", "LAY", "OUT", "IDN103", "IDN104")
"""Families and codes that no reason can excuse: without a cure there is no report to build."""


def accept(report: Report, findings: Sequence[Finding]) -> list[Finding]:
    """Suppress what the workbook accepts, and report each acceptance that matches nothing.

    An acceptance names a code and a figure or section (blank: any). One without a reason has no effect.
    """
    given = [acceptance for acceptance in report.acceptances if acceptance.reason.strip()]
    result = [_judged(finding, given) for finding in findings]
    for acceptance in given:
        if not any(_matches(acceptance, finding) for finding in findings):
            args = {"code": _code(acceptance), "figure": acceptance.figure}
            result.append(Finding(RULE, acceptance.at, args, figure=acceptance.figure or None))
    return result


def acceptable(finding: Finding) -> bool:
    """Whether a reason can excuse the finding; a cell from which no number could be read never is."""
    code = finding.rule.code
    return not code.startswith(_NEVER) and not (code.startswith("CEL") and finding.grade is Severity.ERROR)


def _judged(finding: Finding, given: Sequence[Acceptance]) -> Finding:
    reasons = (acceptance.reason.strip() for acceptance in given if _matches(acceptance, finding))
    return replace(finding, reason=next(reasons, None))


def _matches(acceptance: Acceptance, finding: Finding) -> bool:
    named = {finding.figure, finding.section, *(folded.figure for folded in finding.folded)}
    figure = acceptance.figure.strip()
    return acceptable(finding) and _code(acceptance) == finding.rule.code and (not figure or figure in named)


def _code(acceptance: Acceptance) -> str:
    return acceptance.code.strip().upper()
