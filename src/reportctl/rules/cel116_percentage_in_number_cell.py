"""A count is shown as a percentage.

## 说明

应填件数的单元格设成了百分比格式。屏幕上看到的和文件里存的相差一百倍，无法断定填的是哪一个。

## 例

单元格存着 0.12，显示为 12%。

## 怎么办

把单元格格式改为“常规”，再填一次数字。

## What it means

A cell for a count is formatted as a percentage: what is seen and what is stored differ a hundredfold, and which of
them was meant cannot be known.

## Example

The cell stores 0.12 and shows 12%.

## What to do

Set the cell format to General and enter the number again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL116",
    name="percentage-in-number-cell",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”的单元格是百分比格式：{raw}",
        en="the cell of {label} is formatted as a percentage: {raw}",
    ),
    hint=Words(
        zh="请把单元格格式改为常规，再填入件数",
        en="set the cell format to General and enter the number again",
    ),
    manual=__doc__ or "",
)
