"""A name in braces stands for a number that is not there.

## 说明

文字引用的数字没有填。空白的分项按 0 印出，空白的合计和“/”没有数可印。

## 例

写了 {总数}，而总数那一格是空的。

## 怎么办

填上数字，或改写这一句。

## What it means

A blank part is printed as 0; a blank total and “/” have no number to print.

## Example

The sentence refers to a total whose cell is blank.

## What to do

Fill in the number, or reword the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.placeholder import Cause
from reportctl.model.report import Report
from reportctl.rules._texts import unfilled

RULE = Rule(
    code="TXT102",
    name="placeholder-without-value",
    severity=Severity.ERROR,
    message=Words(
        zh="文字引用了“{{{name}}}”，但它没有填数字",
        en="the text refers to “{{{name}}}”, which has no number",
    ),
    hint=Words(
        zh="请先填上这个数字，或改写这一句",
        en="fill in the number, or reword the sentence",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every `{name}` in the text whose cell holds no number to print."""
    for place in unfilled(report, Cause.NO_VALUE):
        yield Finding(RULE, place.at, {"name": place.name}, section=place.section, actual=place.name)
