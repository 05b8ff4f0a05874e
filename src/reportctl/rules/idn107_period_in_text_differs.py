"""The text states another period than the particulars.

## 说明

文中写的统计期限与基本信息的起止日期不同。基本信息没有填的，按全年计。年份不是数据年度的是错误，其余是提醒。

## 例

2017 年度的报告，前言写“自2016年1月1日至12月31日”。

## 怎么办

核对统计期限；机关在年中成立的，在基本信息中填写起止日期。

## What it means

Blank dates stand for the whole data year. Another year is an error, other days are a warning.

## Example

The preamble of the report for 2017 counts from 1 January to 31 December 2016.

## What to do

Check the period. For an agency set up during the year, enter its dates among the particulars.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._roles import periods, report_period

RULE = Rule(
    code="IDN107",
    name="period-in-text-differs",
    severity=Severity.WARNING,
    message=Words(
        zh="文中的统计期限是“{quote}”，应为 {first} 至 {last}",
        en="the text counts over “{quote}”; the period is {first} to {last}",
    ),
    hint=Words(
        zh="请核对统计期限；期限不是全年的，请在“基本信息”中填写",
        en="check it; a period other than the year has to be entered on the sheet 基本信息",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every statement of the period that differs from that of the report."""
    first, last = report_period(report)
    for period in periods(report):
        if (period.first, period.last) == (first, last):
            continue
        other_year = report.year not in (period.first.year, period.last.year)
        args = {"quote": period.quote, "first": first.isoformat(), "last": last.isoformat()}
        yield Finding(
            RULE,
            period.at,
            args,
            severity=Severity.ERROR if other_year else None,
            section=period.section,
            expected=f"{first.isoformat()}/{last.isoformat()}",
            actual=f"{period.first.isoformat()}/{period.last.isoformat()}",
        )
