"""A date mixes Arabic and Chinese numerals.

## 说明

一个日期里既有阿拉伯数字又有汉字数字。GB/T 15835-2011：同一个日期用同一种数字，公历的年月日一般用阿拉伯数字。

## 例

“2017年三月5日”。

## 怎么办

改为“2017年3月5日”。

## What it means

One date is written in one kind of numerals, as a rule in Arabic ones (GB/T 15835-2011).

## Example

The month is in Chinese numerals, year and day are not.

## What to do

Write 2017年3月5日.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numerals import mixed_dates
from reportctl.rules._pieces import hits_by_section, of_hits

RULE = Rule(
    code="FMT110",
    name="date-in-two-numerals",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”{more}的日期混用两种数字",
        en="the date in “{quote}”{more_en} mixes two kinds of numerals",
    ),
    hint=Words(
        zh="请写作“2017年3月5日”的样子",
        en="write it like 2017年3月5日",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Dates in two kinds of numerals, those of a section together."""
    for hits in hits_by_section(report, mixed_dates):
        yield of_hits(RULE, hits)
