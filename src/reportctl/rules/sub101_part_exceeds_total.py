"""A part is larger than the whole that contains it.

## 说明

一个数字超过了包含它的总数。“其中”的数不会比总数大。如果只是通行做法而没有明文，消息里会写明，级别也较低。

## 例

总数 100，其中某项 120。

## 怎么办

两个数字都核对；常见的原因是两格互换，或多打了一位。

## What it means

What is contained cannot exceed what contains it. Where this is only customary, the message says so and is milder.

## Example

The whole is 100, a part of it 120.

## What to do

Check both; often two cells were swapped, or a digit was typed twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Force, Rule, Severity, Words
from reportctl.model.layout import Op
from reportctl.model.report import Report
from reportctl.rules._findings import of_equation
from reportctl.rules._relations import Kind, broken

RULE = Rule(
    code="SUB101",
    name="part-exceeds-total",
    severity=Severity.ERROR,
    message=Words(
        zh="“{part}”填 {part_value}，超过了“{total}”的 {total_value}",
        en="{part} is {part_value}, more than {total}, {total_value}",
    ),
    hint=Words(
        zh="{why}；请核对这两个数字{likely}",
        en="{why_en}; check both numbers{likely_en}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every figure of the form that must not be larger than another."""
    for equation in broken(report, Kind.PART):
        part, whole = equation.left[0], equation.right[0]
        if equation.op is not Op.LE:
            part, whole = whole, part
        custom = equation.constraint is not None and equation.constraint.force is Force.PRACTICE
        args = {
            "part": part.label,
            "part_value": number_text(part.number),
            "total": whole.label,
            "total_value": number_text(whole.number),
            "why": "按惯例前者不大于后者，确有原因的可以保留" if custom else "前者包含在后者之内，不应更大",
            "why_en": "by custom the former is not larger" if custom else "the former is contained in the latter",
        }
        yield of_equation(RULE, report, equation, args, expected=equation.computed, actual=equation.stated)
