"""The ways together are fewer than the whole.

## 说明

各渠道之和小于总数。每一件至少经过一个渠道，可能经过几个，所以各渠道之和不会更小，可以更大。

## 例

公开 100 条，各渠道相加只有 80 条。

## 怎么办

核对总数和各渠道，看有没有漏填的渠道。

## What it means

Each item goes by at least one way and may go by several: the ways make at least the whole.

## Example

100 items were published, the ways make 80.

## What to do

Check the whole and its ways; one may have been left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.layout import Op
from reportctl.model.report import Report
from reportctl.rules._findings import of_equation
from reportctl.rules._relations import Kind, broken

RULE = Rule(
    code="SUB103",
    name="cover-too-small",
    severity=Severity.WARNING,
    message=Words(
        zh="“{total}”填 {total_value}，大于下列各项之和 {computed}",
        en="{total} is {total_value}, more than the items listed together, {computed}",
    ),
    hint=Words(
        zh="同一件事可以经过几个渠道，但至少经过一个，所以各项之和不应更小；请核对{likely}",
        en="each one goes by at least one way, so the ways together cannot be fewer; check them{likely_en}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every whole that its several ways together must reach."""
    for equation in broken(report, Kind.COVER):
        upward = equation.op is Op.LE
        whole, ways = (equation.left, equation.right_sum) if upward else (equation.right, equation.left_sum)
        args = {
            "total": whole[0].label,
            "total_value": number_text(whole[0].number),
            "computed": number_text(ways),
        }
        yield of_equation(RULE, report, equation, args, expected=ways, actual=whole[0].number)
