"""Acceptances: findings that the workbook keeps on purpose, each with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reportctl.model.finding import Finding, Severity
from reportctl.model.location import CellRef
from reportctl.model.report import Acceptance, Report
from reportctl.rules import rule

_NEVER = ("FIL", "LAY", "OUT", "IDN103", "IDN104", "IDN110")
"""Families and codes that no reason can excuse: without a cure there is no report to build."""


def accept(report: Report, findings: Sequence[Finding]) -> list[Finding]:
    """Suppress what the workbook accepts, and report each acceptance that matches nothing, or too much.

    An acceptance names a code, and a figure, a section or a cell; where it names a code alone, it stands for the one
    finding that has it, and for none if there are several. One without a reason has no effect.
    """
    result = list(findings)
    for acceptance in report.acceptances:
        if not acceptance.reason.strip():
            continue
        meant = [i for i, finding in enumerate(findings) if _matches(acceptance, finding)]
        if not meant or (len(meant) > 1 and not acceptance.figure.strip()):
            result.append(_doubt(acceptance, [findings[i] for i in meant]))
            continue
        for i in meant:
            if result[i].reason is None:
                result[i] = replace(result[i], reason=acceptance.reason.strip())
    return result


def acceptable(finding: Finding) -> bool:
    """Whether a reason can excuse the finding; a cell from which no number could be read never is."""
    code = finding.rule.code
    return not code.startswith(_NEVER) and not (code.startswith("CEL") and finding.grade is Severity.ERROR)


def _doubt(acceptance: Acceptance, meant: Sequence[Finding]) -> Finding:
    args = {"code": _code(acceptance), "figure": acceptance.figure}
    if not meant:
        return Finding(rule("IDN103"), acceptance.at, args, figure=acceptance.figure or None)
    first = meant[0]
    example = first.figure or _cell(first) or first.section or ""
    return Finding(rule("IDN110"), acceptance.at, {**args, "count": str(len(meant)), "example": example})


def _matches(acceptance: Acceptance, finding: Finding) -> bool:
    named = {finding.figure, finding.section, _cell(finding), *(folded.figure for folded in finding.folded)}
    figure = acceptance.figure.strip()
    return acceptable(finding) and _code(acceptance) == finding.rule.code and (not figure or figure in named)


def _cell(finding: Finding) -> str | None:
    """The finding's cell as 统计表!C6."""
    return f"{finding.at.sheet}!{finding.at.a1}" if isinstance(finding.at, CellRef) else None


def _code(acceptance: Acceptance) -> str:
    return acceptance.code.strip().upper()
