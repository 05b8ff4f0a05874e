"""A count is not a whole number.

## 说明

计数应为整数。出现小数，往往是把金额填进了件数，或者把百分比、平均数填了进来。

## 例

某项件数填 12.5。

## 怎么办

核对原始数据，填整数。金额请填在金额栏，并注意表头的单位。

## What it means

A count is a whole number. A fraction is mostly an amount, a percentage or an average in the wrong cell.

## Example

A count says 12.5.

## What to do

Check the source and enter a whole number; amounts go where the head asks for an amount.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL105",
    name="broken-count",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”应为整数，现为 {raw}",
        en="{label} must be a whole number, but is {raw}",
    ),
    hint=Words(
        zh="请核对原始数据，填整数；金额请按表头单位填写",
        en="check the source and enter a whole number; amounts go in the unit of the head",
    ),
    manual=__doc__ or "",
)
