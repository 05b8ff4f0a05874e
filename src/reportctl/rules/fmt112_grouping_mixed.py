"""Some long numbers are grouped by commas and others are not.

## 说明

同一份报告里，位数相同的数有的加千分位逗号，有的不加。GB/T 15835-2011 两种写法都允许，但一份文件里应当一致。

## 例

“10,270条”与“24500条”。

## 怎么办

统一为一种写法；用大括号引用的数字不加逗号。

## What it means

Both ways of writing are lawful (GB/T 15835-2011), but one document follows one. Numbers that are filled in for
braces have no commas.

## Example

10,270 here, 24500 there.

## What to do

Choose one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numerals import grouped, ungrouped
from reportctl.rules._pieces import Hit, pieces

_FOUR = 5
"""Characters of a number of four digits with its comma."""

RULE = Rule(
    code="FMT112",
    name="grouping-mixed",
    severity=Severity.INFO,
    message=Words(
        zh="有的数加千分位逗号，如“{grouped}”，有的不加，如“{plain}”",
        en="some numbers are grouped, such as “{grouped}”, and others are not, such as “{plain}”",
    ),
    hint=Words(
        zh="同一份报告请用同一种写法",
        en="use one way of writing throughout",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The first number that is written in the rarer of two ways, where numbers of the same length are in both."""
    found = list(pieces(report))
    with_commas = [Hit(piece, *span) for piece in found for span in grouped(piece)]
    if not with_commas:
        return
    four = any(len(hit.text) == _FOUR for hit in with_commas)
    long = any(len(hit.text) > _FOUR for hit in with_commas)
    without = [Hit(piece, *span) for piece in found for span in ungrouped(piece, four=four)]
    without = [hit for hit in without if long or len(hit.text) < _FOUR]
    if not without:
        return
    rarer = min((with_commas, without), key=len)[0]
    args = {"grouped": with_commas[0].text, "plain": without[0].text}
    yield Finding(RULE, rarer.piece.at, args, section=rarer.piece.section, actual=rarer.text)
