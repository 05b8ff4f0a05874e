"""The workbook named as last year's is that of another year.

## 说明

指定的上年度工作簿不是上一年度的。

用 --previous 或在“基本信息”中指定的上年度工作簿，里面写的年度不是上一年度，因此没有用来比对。

## 例

2022 年度的工作簿指定了另一份 2022 年度的工作簿作为上年度的。

## 怎么办

改为上一年度的工作簿，或不指定，由程序自动查找。

## What it means

The workbook given with --previous, or named on the sheet 基本信息, says that it is of another year than the one before.
It was not compared with.

## Example

The workbook for 2022 names another workbook for 2022 as last year's.

## What to do

Name last year's workbook, or none: then it is looked for.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="IDN105",
    name="previous-workbook-of-another-year",
    severity=Severity.WARNING,
    message=Words(
        zh="指定的上年度工作簿 {file} 是 {found} 年度的，不是 {wanted} 年度的，没有用来比对",
        en="the workbook named as last year's, {file}, is of {found} and not of {wanted}; it was not compared with",
    ),
    hint=Words(
        zh="请改为上一年度的工作簿，或不指定，由程序自动查找",
        en="name last year's workbook, or none: then it is looked for",
    ),
    manual=__doc__ or "",
)
