"""A bracket or quotation mark has no partner, or two pairs cross.

## 说明

括号、引号或书名号不成对，或者两对交叉。列表里的“1）”不算。

## 例

“印发《工作要点”少了“》”；“（见附件”少了“）”。

## 怎么办

补上缺的一半，或删去多余的一半。

## What it means

Brackets, quotation marks and title marks come in pairs and do not cross. Numbers of a list such as 1） do not count.

## Example

A title that is opened and never closed.

## What to do

Add the missing mark, or delete the stray one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._marks import unpaired, untidy

RULE = Rule(
    code="FMT105",
    name="mark-unpaired",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”中的“{mark}”不成对，或与另一对交叉",
        en="{mark} in “{quote}” has no partner, or crosses another pair",
    ),
    hint=Words(
        zh="请补上缺的一半，或删去多余的一半",
        en="add the missing mark, or delete the stray one",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The first mark without a partner in each line."""
    for piece in untidy(report):
        for start, end in unpaired(piece):
            args = {"quote": piece.around(start, end), "mark": piece.raw[start]}
            yield Finding(RULE, piece.at, args, section=piece.section, actual=piece.raw[start])
