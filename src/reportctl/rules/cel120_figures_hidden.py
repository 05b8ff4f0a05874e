"""Figures stand in hidden rows, columns or sheets.

## 说明

隐藏的行、列或工作表里有报告的数字。打印和填表的人看不见它们，但它们照样计入报告。筛选时不显示的行也算隐藏。

## 例

“其他”一行被隐藏，里面有 3 件。

## 怎么办

取消隐藏或筛选，核对这些数字。

## What it means

Numbers of the report stand where nobody sees them; they count all the same. Rows that a filter does not show are
hidden too.

## Example

The row of other cases is hidden and holds 3.

## What to do

Unhide the rows or take off the filter, and check the numbers.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL120",
    name="figures-hidden",
    severity=Severity.WARNING,
    message=Words(
        zh="有 {count} 个数字在隐藏的行、列或工作表中，仍按填写的数计入",
        en="{count} figures stand in hidden rows, columns or sheets; they count all the same",
    ),
    hint=Words(
        zh="请取消隐藏，看一看这些数字",
        en="unhide them and look at these numbers",
    ),
    manual=__doc__ or "",
)
