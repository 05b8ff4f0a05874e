"""The text is said to be of another year.

## 说明

文中当作本年度的年份不是数据年度。标题、报告的名称、截至的时间、各部分的开头、小标题里的年份都看，今后的打算应是以后
的年份。只看年份说的是什么，“比2016年增长”这样的比较不算。标题和前言里报告名称的年份写错是错误，其余是提醒。

## 例

2017 年度的报告，前言写“现公布2016年政府信息公开工作年度报告”。

## 怎么办

改为本年度；确实说的是别的年份的，不必改。

## What it means

It is the part that counts which a year plays: in the title, in the report's own name, as the day up to which it
counts, at the beginning of a section; a plan is of a later year. A comparison with another year is none of these.
In the title and in the name that the preamble gives it is an error, else a warning.

## Example

The preamble of the report for 2017 calls it that for 2016.

## What to do

Write the data year; if another year is meant, leave it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._roles import years_in_role

RULE = Rule(
    code="IDN106",
    name="wrong-year-in-text",
    severity=Severity.WARNING,
    message=Words(
        zh="{role}写的是 {found} 年，数据年度是 {year} 年：“{quote}”",
        en="{role_en} is {found}, the data year {year}: “{quote}”",
    ),
    hint=Words(
        zh="请核对年份是否沿用了上年的文字",
        en="see whether last year's words were left in",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every year that plays a part in which it should be another."""
    for found in years_in_role(report):
        args = {
            "role": found.role.zh,
            "role_en": found.role.en,
            "found": str(found.year),
            "year": str(report.year),
            "quote": found.quote,
        }
        yield Finding(
            RULE,
            found.at,
            args,
            severity=found.severity,
            section=found.section,
            expected=str(report.year),
            actual=str(found.year),
        )
