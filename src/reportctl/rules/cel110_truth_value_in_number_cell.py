"""A cell for a number holds TRUE or FALSE.

## 说明

数字单元格里是逻辑值。它多半来自一个比较公式，不能当作 1 或 0。

## 例

合计格里写了 =C3=C4，结果是 TRUE。

## 怎么办

直接填入数字。

## What it means

The cell holds a truth value, mostly from a comparing formula; it is not read as 1 or 0.

## Example

A total says =C3=C4, which gives TRUE.

## What to do

Enter the number itself.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL110",
    name="truth-value-in-number-cell",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”应填数字，现为逻辑值 {raw}",
        en="{label} must be a number, but is the truth value {raw}",
    ),
    hint=Words(
        zh="请直接填入数字",
        en="enter the number itself",
    ),
    manual=__doc__ or "",
)
