"""Digits are full-width.

## 说明

数字是全角的。排版时一个数字占一个字的位置，检索和复制也找不到。

## 例

“收到申请１２件”。

## 怎么办

改为半角数字。

## What it means

Full-width digits take the room of a character each, and a search does not find them.

## Example

A number whose digits are as wide as characters.

## What to do

Use half-width digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numerals import wide_digits
from reportctl.rules._pieces import hits_by_section, of_hits

RULE = Rule(
    code="FMT113",
    name="digit-full-width",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”{more}用了全角数字",
        en="full-width digits in “{quote}”{more_en}",
    ),
    hint=Words(
        zh="请改为半角数字",
        en="use half-width digits",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Digits of full width, those of a section together."""
    for hits in hits_by_section(report, wide_digits):
        yield of_hits(RULE, hits)
