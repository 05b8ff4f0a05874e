"""A month or day is padded with a zero.

## 说明

月或日前面补了零。GB/T 9704-2012 的成文日期月、日不编虚位，正文也照此写。

## 例

“2017年03月05日”。

## 怎么办

改为“2017年3月5日”。

## What it means

Months and days have no leading zero (GB/T 9704-2012, 7.3.5.4); the text follows the date of the document.

## Example

2017年03月05日.

## What to do

Write 2017年3月5日.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numerals import padded_dates
from reportctl.rules._pieces import hits_by_section, of_hits

RULE = Rule(
    code="FMT111",
    name="date-padded",
    severity=Severity.INFO,
    message=Words(
        zh="“{quote}”{more}的月、日前面补了零",
        en="the month or day in “{quote}”{more_en} has a leading zero",
    ),
    hint=Words(
        zh="月、日不补零",
        en="leave the zero out",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Padded dates, those of a section together."""
    for hits in hits_by_section(report, padded_dates):
        yield of_hits(RULE, hits)
