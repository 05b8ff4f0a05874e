"""A total of the form differs from the sum of its parts.

## 说明

表中的合计与各分项之和不等。分项空白的按 0 计，“/”也按 0 计。一处填错使一行和一列同时不平的，只报告一次，并指出最
可能填错的单元格。

## 例

分项是 6、20、1，合计填 21，应为 27。

## 怎么办

先看指出的单元格，再核对其余分项和合计；不要只改合计来凑数。

## What it means

Blank parts and “/” count as 0. One wrong cell that upsets a row and a column is reported once, with the cell that
is most likely wrong.

## Example

The parts are 6, 20 and 1, the total says 21 instead of 27.

## What to do

Look at the cell that is named, then at the other parts and the total; do not merely change the total.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import difference_text, of_equation, shown_text
from reportctl.rules._relations import Kind, broken

RULE = Rule(
    code="SUM101",
    name="total-not-sum-of-parts",
    severity=Severity.ERROR,
    message=Words(
        zh="“{total}”填 {stated}，各分项相加得 {computed}，相差 {difference}",
        en="{total} is stated as {stated}, but its parts add up to {computed}, a difference of {difference}",
    ),
    hint=Words(
        zh="请核对下列各分项和合计，改正填错的一个{likely}",
        en="check the parts listed and the total, and correct the one that is wrong{likely_en}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every total of the form against the sum of its parts."""
    for equation in broken(report, Kind.SUM):
        total, computed = equation.subject, equation.computed
        args = {
            "total": total.label,
            "stated": shown_text(total),
            "computed": number_text(computed),
            "difference": difference_text(total.number, computed),
        }
        yield of_equation(RULE, report, equation, args, expected=computed, actual=total.shown)
