"""A number is written as text.

## 说明

数字是按文字填写的，已经读出。全角数字、千分位逗号和文本格式都能识别，不影响生成。

## 例

“１，０２７”读作 1027。

## 怎么办

可以不改。改为半角数字，表格软件才能用它求和。

## What it means

Full-width digits, thousands commas and text cells are recognised; this does no harm.

## Example

“１，０２７” was read as 1027.

## What to do

Nothing has to be done; with plain digits the spreadsheet can add them up.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL114",
    name="number-as-text",
    severity=Severity.INFO,
    message=Words(
        zh="“{label}”的数字是按文字填写的：“{raw}”，已读作 {read}",
        en="{label} is written as text, “{raw}”, and was read as {read}",
    ),
    hint=Words(
        zh="不影响生成；建议改为半角数字",
        en="this does no harm; half-width digits are better",
    ),
    manual=__doc__ or "",
)
