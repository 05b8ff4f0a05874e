"""A limit of the form is not kept.

## 说明

几个数字合起来超出了表式规定的界限。

## 例

上年 3 项，本年减少 5 项，剩下 -2 项。

## 怎么办

逐项核对，特别是增减的正负号。

## What it means

Several figures together break a limit of the form.

## Example

There were 3 items, 5 were taken away, and -2 remain.

## What to do

Check each, above all the sign of an increase or decrease.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.layout import Op
from reportctl.model.report import Report
from reportctl.rules._findings import of_equation, side_text
from reportctl.rules._relations import Kind, broken

RULE = Rule(
    code="SUB105",
    name="limit-not-kept",
    severity=Severity.ERROR,
    message=Words(
        zh="“{left}”为 {left_sum}，应{bound} {right_sum}",
        en="{left} makes {left_sum}, but has to be {bound_en} {right_sum}",
    ),
    hint=Words(
        zh="请逐项核对下列数字{likely}",
        en="check the numbers listed{likely_en}",
    ),
    manual=__doc__ or "",
)

_BOUNDS = {
    Op.EQ: ("等于", "equal to"),
    Op.LE: ("不大于", "at most"),
    Op.GE: ("不小于", "at least"),
    Op.GT: ("大于", "more than"),
}


def check(report: Report) -> Iterator[Finding]:
    """Every comparison of the form that is neither a part of a whole nor a cover."""
    for equation in broken(report, Kind.LIMIT):
        bound, bound_en = _BOUNDS[equation.op]
        args = {
            "left": side_text(equation.left),
            "left_sum": number_text(equation.left_sum),
            "bound": bound,
            "bound_en": bound_en,
            "right_sum": number_text(equation.right_sum),
        }
        yield of_equation(RULE, report, equation, args, expected=equation.right_sum, actual=equation.left_sum)
