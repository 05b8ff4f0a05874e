"""Two workbooks claim the same report.

## 说明

两个工作簿都说自己是同一机关同一年度的报告。工具不能判断哪一个是定稿。

## 例

data 文件夹里有 2017.xlsx 和“2017 副本.xlsx”。

## 怎么办

留下定稿，把另一个移到别处。

## What it means

Both name the same agency and year; which is the final one cannot be told.

## Example

data/ holds 2017.xlsx and a copy of it.

## What to do

Keep the final one and move the other away.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL105",
    name="report-claimed-twice",
    severity=Severity.ERROR,
    message=Words(
        zh="《{agency}》{year} 年度有两个工作簿：{others}",
        en="two workbooks claim the report of {agency} for {year}: {others}",
    ),
    hint=Words(
        zh="请只留下一个，另一个移出 data 文件夹",
        en="keep one of them and move the other out of data/",
    ),
    manual=__doc__ or "",
)
