"""A count is negative.

## 说明

件数、条数和金额不能小于零。只有表上注明“增/减”的指标可以为负。

## 例

某项填了 -3。

## 怎么办

核对原始登记。如果想表示“没有”，填 0 或留空。

## What it means

Counts and amounts start from zero; only figures that state an increase or a decrease may be negative.

## Example

A count says -3.

## What to do

Check the register. Where nothing happened, enter 0 or leave the cell blank.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL104",
    name="negative-count",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”不能是负数：{raw}",
        en="{label} cannot be negative: {raw}",
    ),
    hint=Words(
        zh="请核对后填 0 或正数",
        en="check it and enter 0 or a positive number",
    ),
    manual=__doc__ or "",
)
