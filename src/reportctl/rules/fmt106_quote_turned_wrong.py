"""A quotation mark is turned the wrong way.

## 说明

引号方向不对：前一半应是“ ，后一半应是 ”。多半是从别处粘贴，或输入法没有切换。

## 例

两个引号都是前一半，或者先后颠倒。

## 怎么办

改为一前一后的一对。

## What it means

The first mark of a pair opens, the second closes.

## Example

Both marks of a pair are opening ones.

## What to do

Use an opening and a closing mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._marks import reversed_quotes, untidy

RULE = Rule(
    code="FMT106",
    name="quote-turned-wrong",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”中的引号方向不对",
        en="the quotation marks in “{quote}” are turned the wrong way",
    ),
    hint=Words(
        zh="前一半用左引号，后一半用右引号",
        en="the first has to open, the second to close",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The first pair in each line that does not open and close."""
    for piece in untidy(report):
        for start, end in reversed_quotes(piece.opaque):
            args = {"quote": piece.around(start, end)}
            yield Finding(RULE, piece.at, args, section=piece.section)
