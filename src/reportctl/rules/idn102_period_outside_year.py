"""The period does not lie in the data year.

## 说明

统计期限与数据年度不符。没有填写的，按全年计。机关在年中成立或撤并的，期限可以短，但应在本年度之内。

## 例

数据年度是 2017，统计截止日期是 2016-12-31。

## 怎么办

核对两个日期；按全年统计的可以都留空。

## What it means

A blank period is the whole year. It may be shorter, but lies in the year.

## Example

The data year is 2017, the period ends on 2016-12-31.

## What to do

Check both dates; leave them blank for the whole year.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._dates import detail_date

RULE = Rule(
    code="IDN102",
    name="period-outside-year",
    severity=Severity.WARNING,
    message=Words(
        zh="统计期限 {period} 不在 {year} 年度内，或者起止颠倒",
        en="the period {period} does not lie in {year}, or ends before it begins",
    ),
    hint=Words(
        zh="请核对统计起止日期",
        en="check both dates of the period",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Both ends of the period: in the data year, and in their order."""
    start, end = detail_date(report, "period_from"), detail_date(report, "period_to")
    wrong = [(key, day) for key, day in (("period_from", start), ("period_to", end)) if day and day.year != report.year]
    if not wrong and start and end and end < start:
        wrong = [("period_to", end)]
    if wrong:
        period = f"{start or '…'} — {end or '…'}"
        yield Finding(RULE, report.details[wrong[0][0]].at, {"period": period, "year": str(report.year)}, actual=period)
