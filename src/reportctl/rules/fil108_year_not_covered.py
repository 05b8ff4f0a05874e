"""There is no form for the data year.

## 说明

这个年度没有可用的表式。年度早于制度施行，或者年度填错了。

## 例

数据年度填成 1917。

## 怎么办

核对“基本信息”表中的数据年度。

## What it means

The year lies before the duty to report began, or was mistyped.

## Example

The data year says 1917.

## What to do

Check the data year on the sheet 基本信息.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL108",
    name="year-not-covered",
    severity=Severity.ERROR,
    message=Words(
        zh="{year} 年度没有可用的表式：{cause}",
        en="there is no form for {year}: {cause_en}",
    ),
    hint=Words(
        zh="政府信息公开工作年度报告自 2008 年度起编制，请核对年度",
        en="these reports begin with the data year 2008; check the year",
    ),
    manual=__doc__ or "",
)
