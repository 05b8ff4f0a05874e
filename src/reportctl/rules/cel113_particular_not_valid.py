"""A particular of the agency is not valid.

## 说明

基本信息中有一项填得不对。日期、年度和层级有固定的写法，写错了就不能用于前言、落款和期限。

## 例

成文日期写成“1月底”，或写成不存在的“2018-02-30”。

## 怎么办

按提示的写法填写，如 2018-01-25。

## What it means

Dates, the year and the level have a fixed form; otherwise the preamble, the signature and the deadline cannot use
them.

## Example

The date says “end of January”, or a day that does not exist.

## What to do

Enter it as the hint says, such as 2018-01-25.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL113",
    name="particular-not-valid",
    severity=Severity.ERROR,
    message=Words(
        zh="基本信息“{label}”填写有误：{raw}",
        en="the particular {label} is not valid: {raw}",
    ),
    hint=Words(
        zh="{expected}",
        en="{expected_en}",
    ),
    manual=__doc__ or "",
)
