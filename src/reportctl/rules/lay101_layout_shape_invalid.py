"""A layout file does not have the right shape.

## 说明

表式文件的写法有误。某个键的名称、类型或取值不对；这是表式的问题，与填表人无关。

## 例

把 required 写成 requird，或把数组写成字符串。

## 怎么办

按 docs/layouts.md 改正所指的键。

## What it means

A key has a wrong name, type or value. This is the layout's fault, never the clerk's.

## Example

required is spelt requird, or a string stands where a list belongs.

## What to do

Correct the key by docs/layouts.md.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="LAY101",
    name="layout-shape-invalid",
    severity=Severity.ERROR,
    message=Words(
        zh="表式文件有误：{cause}",
        en="the layout file is wrong: {cause_en}",
    ),
    hint=Words(
        zh="请按 docs/layouts.md 改正这一处",
        en="correct it by docs/layouts.md",
    ),
    manual=__doc__ or "",
)
