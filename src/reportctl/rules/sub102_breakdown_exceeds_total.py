"""Parts that a whole contains exceed it.

## 说明

“分项”表里的“其中”超过了总数。每一项、各项之和都不应大于总数；不必相等。

## 例

总数 50，其中两项是 30 和 25。

## 怎么办

核对各项。一件事可能计入两项的，应分成两组“其中”。

## What it means

Each part, and all parts together, are at most the whole; they need not make it up.

## Example

The whole is 50, its two parts 30 and 25.

## What to do

Check the parts. Where one thing counts in two of them, make two breakdowns.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import BreakdownKind, Report
from reportctl.rules._findings import of_equation, related_cells
from reportctl.rules._relations import broken_breakdowns

RULE = Rule(
    code="SUB102",
    name="breakdown-exceeds-total",
    severity=Severity.ERROR,
    message=Words(
        zh="“{part}”填 {part_value}，超过了“{total}”的 {total_value}",
        en="{part_en} is {part_value}, more than {total}, {total_value}",
    ),
    hint=Words(
        zh="“其中”各项之和不应超过总数；请核对“分项”表{likely}",
        en="the parts of a 其中 cannot be more than the whole; check the sheet 分项{likely_en}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every 其中 of the agency's own: a part, or all parts together, larger than the whole."""
    for breakdown, equation in broken_breakdowns(report, BreakdownKind.SUBSET):
        whole, parts = equation.subject, equation.right
        largest = max(parts, key=lambda part: part.number)
        alone = largest.number > whole.number
        value = largest.number if alone else equation.right_sum
        args = {
            "part": largest.label if alone else "所列各项之和",
            "part_en": largest.label if alone else "the sum of the parts given",
            "part_value": number_text(value),
            "total": breakdown.label,
            "total_value": number_text(whole.number),
        }
        finding = of_equation(RULE, report, equation, args, expected=whole.number, actual=value)
        if alone and largest.at is not None:
            others = tuple(term for term in (whole, *parts) if term is not largest)
            finding = replace(finding, at=largest.at, related=related_cells(others))
        yield finding
