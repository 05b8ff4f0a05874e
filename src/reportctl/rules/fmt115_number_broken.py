"""A number is broken by the end of a line or cell.

## 说明

一个数被换行或单元格隔成两半。前半在上一段末尾，后半在下一段开头，印出来是两个数，核对也不作数。

## 例

上一段以“主动公开10”结尾，下一段以“27条”开头。

## 怎么办

把两段并成一段。

## What it means

Half of the number ends one paragraph, the other half begins the next: it is printed as two numbers.

## Example

A paragraph ends in 10, and the next begins with 27条.

## What to do

Join the two paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numbering import sections
from reportctl.rules._numerals import torn

RULE = Rule(
    code="FMT115",
    name="number-broken",
    severity=Severity.WARNING,
    message=Words(
        zh="“{before}”与“{after}”之间，一个数被隔成两半",
        en="a number is broken between “{before}” and “{after}”",
    ),
    hint=Words(
        zh="请把两段并成一段",
        en="join the two paragraphs",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every number that begins at the end of one paragraph and goes on in the next."""
    for _, lines in sections(report):
        for before, after in pairwise(lines):
            if torn(before, after):
                end = len(before.raw)
                args = {"before": before.around(end, end), "after": after.around(0, 0)}
                yield Finding(RULE, after.at, args, section=after.section)
