"""A name in braces stands for several numbers.

## 说明

文字引用的名称不止一个数字。

## 例

两组分项里都有“其他”，文字只写了 {其他}。

## 怎么办

写全名称，如 {总数/其他}，或写指标编号。

## What it means

The name alone does not say which number is meant.

## Example

Two breakdowns have a part “other”, and the text says {other}.

## What to do

Write the full name, {total/other}, or the figure's id.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.placeholder import Cause
from reportctl.model.report import Report
from reportctl.rules._texts import unfilled

RULE = Rule(
    code="TXT103",
    name="placeholder-ambiguous",
    severity=Severity.ERROR,
    message=Words(
        zh="文字里的“{{{name}}}”不止一个：{candidates}",
        en="“{{{name}}}” stands for more than one number: {candidates}",
    ),
    hint=Words(
        zh="请写全名称，如 {{{example}}}",
        en="write the full name, such as {{{example}}}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every `{name}` in the text that names several numbers."""
    for place in unfilled(report, Cause.AMBIGUOUS):
        args = {"name": place.name, "candidates": "、".join(place.names), "example": place.names[0]}
        yield Finding(RULE, place.at, args, section=place.section, actual=place.name)
