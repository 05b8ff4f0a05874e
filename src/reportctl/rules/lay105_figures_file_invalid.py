"""A figures file is wrong.

## 说明

数据文件不符合 reportctl-figures/1。键名不认识、类型不对，或者不是合法的 JSON。

## 例

把 year 写成 "2017年"。

## 怎么办

改正所指的键后重试。

## What it means

It is no valid JSON, or a key is unknown or of the wrong type.

## Example

year says "2017年".

## What to do

Correct the key and try again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="LAY105",
    name="figures-file-invalid",
    severity=Severity.ERROR,
    message=Words(
        zh="数据文件有误：{cause}",
        en="the figures file is wrong: {cause_en}",
    ),
    hint=Words(
        zh="请改正这一处后重试",
        en="correct it and try again",
    ),
    manual=__doc__ or "",
)
