"""The report is dated before the end of its period.

## 说明

落款日期早于统计期限的最后一天。期限没有结束，全年的数字还不可能齐全；多半是沿用了上年的日期。

## 例

统计到 2017-12-31，落款却是 2017-01-20。

## 怎么办

核对落款日期的年份，或核对统计截止日期。

## What it means

Before its period is over a year's figures cannot be complete; mostly last year's date was left in.

## Example

The period ends on 2017-12-31, and the date is 2017-01-20.

## What to do

Check the year of the date, or the end of the period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._dates import detail_date

RULE = Rule(
    code="IDN101",
    name="date-before-period-end",
    severity=Severity.ERROR,
    message=Words(
        zh="落款日期 {date} 早于统计期限的最后一天 {end}",
        en="the report is dated {date}, before the end of its period, {end}",
    ),
    hint=Words(
        zh="请核对落款日期和统计期限",
        en="check the date and the period",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The date of the report against the end of the period that it describes."""
    issued = detail_date(report, "date")
    end = detail_date(report, "period_to") or date(report.year, 12, 31)
    if issued is not None and issued < end:
        args = {"date": issued.isoformat(), "end": end.isoformat()}
        yield Finding(RULE, report.details["date"].at, args, actual=issued.isoformat())
