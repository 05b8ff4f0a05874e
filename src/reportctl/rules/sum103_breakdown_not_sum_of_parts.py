"""A total differs from the parts that the agency itself gives.

## 说明

机关自己列出的分项加起来不等于总数。总数在统计表里，分项在“分项”表里，两处是分别填写的。

## 例

总数 1027，分项 360、188、478，相加得 1026。

## 怎么办

核对分项和总数。分项本来就不全的，把关系改为“其中”。

## What it means

The total stands in the table, its parts on the sheet 分项, and the two were entered separately.

## Example

The total is 1027, the parts 360, 188 and 478 make 1026.

## What to do

Check the parts and the total. If the parts are not meant to be complete, change the relation to 其中.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import BreakdownKind, Report
from reportctl.rules._findings import difference_text, of_equation, shown_text
from reportctl.rules._relations import broken_breakdowns

RULE = Rule(
    code="SUM103",
    name="breakdown-not-sum-of-parts",
    severity=Severity.ERROR,
    message=Words(
        zh="“{total}”填 {stated}，所列分项相加得 {computed}，相差 {difference}",
        en="{total} is stated as {stated}, but the parts given add up to {computed}, a difference of {difference}",
    ),
    hint=Words(
        zh="请核对“分项”表中的各项，以及统计表中的合计，改正填错的一个{likely}",
        en="check the parts on the sheet 分项 and the total in the table, and correct the one that is wrong{likely_en}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every total that the agency itself divides up, against the parts that it names."""
    for breakdown, equation in broken_breakdowns(report, BreakdownKind.SUM):
        total, computed = equation.subject, equation.computed
        args = {
            "total": breakdown.label,
            "stated": shown_text(total),
            "computed": number_text(computed),
            "difference": difference_text(total.number, computed),
        }
        yield of_equation(RULE, report, equation, args, expected=computed, actual=total.shown)
