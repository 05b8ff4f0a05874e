"""Two sides that must be equal are not.

## 说明

应当相等的两边不相等。例如收到的加上年转来的，等于办结的加转到下年的。

## 例

收到 10、上年转来 2；办结 9、转到下年 2，相差 1。

## 怎么办

核对两边的每一个数字，常见的原因是漏计上年转来的。

## What it means

What came in and was brought forward, for instance, equals what was closed and is carried forward.

## Example

10 came in and 2 were brought forward; 9 were closed and 2 are carried forward: 1 is missing.

## What to do

Check each number; often what was brought forward was left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import difference_text, of_equation, shared_head, side_text
from reportctl.rules._relations import Kind, broken

RULE = Rule(
    code="SUM102",
    name="identity-broken",
    severity=Severity.ERROR,
    message=Words(
        zh="“{subject}”不平：{left} = {left_sum}，{right} = {right_sum}，相差 {difference}",
        en="{subject} does not balance: {left} = {left_sum}, {right} = {right_sum}, a difference of {difference}",
    ),
    hint=Words(
        zh="请逐项核对等式两边的数字{likely}",
        en="check the numbers on both sides{likely_en}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every equality of the form that is not a plain total."""
    for equation in broken(report, Kind.BALANCE):
        left, right = equation.left_sum, equation.right_sum
        column = shared_head((*equation.left, *equation.right))
        args = {
            "subject": column or equation.subject.label,
            "left": side_text(equation.left, column),
            "left_sum": number_text(left),
            "right": side_text(equation.right, column),
            "right_sum": number_text(right),
            "difference": difference_text(left, right),
        }
        yield of_equation(RULE, report, equation, args, expected=equation.computed, actual=equation.stated)
