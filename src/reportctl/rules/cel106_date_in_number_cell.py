"""A cell for a number is formatted as a date.

## 说明

数字单元格成了日期。表格软件会把“1-2”“3/4”自动变成日期，原来填的是什么已经看不出来。

## 例

填“1-2”，单元格变成“1月2日”。

## 怎么办

把单元格格式改为“常规”，重新填入数字。

## What it means

Spreadsheet programs turn entries like 1-2 or 3/4 into dates; what was meant can no longer be told.

## Example

1-2 was typed, and the cell shows 2 January.

## What to do

Set the cell's format to General and type the number again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL106",
    name="date-in-number-cell",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”的单元格是日期格式：{raw}",
        en="the cell of {label} is formatted as a date: {raw}",
    ),
    hint=Words(
        zh="请把单元格格式改为“常规”，再填入数字",
        en="set the cell's format to General and enter the number again",
    ),
    manual=__doc__ or "",
)
