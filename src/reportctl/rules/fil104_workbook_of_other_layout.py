"""The workbook is of a form that is not in force for its year.

## 说明

工作簿用的表式与年度不符。每个年度适用哪一种表式由当时的规定决定，项目不同，不能互换。

## 例

用上一种表式的工作簿填了新年度的数据。

## 怎么办

用 reportctl new 生成这一年度的工作簿，再把数据填进去。

## What it means

Which form is in force depends on the data year; their rows and columns differ.

## Example

Last form's workbook was filled in for a year of the next.

## What to do

Make the year's workbook with reportctl new and move the figures over.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL104",
    name="workbook-of-other-layout",
    severity=Severity.ERROR,
    message=Words(
        zh="这个工作簿不是 {year} 年度适用的表式：{cause}",
        en="this workbook is not of the form in force for {year}: {cause_en}",
    ),
    hint=Words(
        zh="请用 reportctl new {year} 生成这一年度的工作簿，再把数据填进去",
        en="make this year's workbook with reportctl new {year} and fill the figures into it",
    ),
    manual=__doc__ or "",
)
