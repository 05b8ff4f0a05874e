"""Two stops stand side by side.

## 说明

两个标点连在一起。“？！”“！！”是允许的，省略号和破折号各占两个字的位置，也不算。

## 例

“办结12件。。”；“一是认识不足；。”。

## 怎么办

留下一个，删去另一个。

## What it means

Two stops stand side by side. ？！ and ！！ are lawful, and so are the ellipsis and the dash.

## Example

A sentence ends with two full stops.

## What to do

Keep one and delete the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._marks import doubled
from reportctl.rules._pieces import hits_by_section, of_hits

RULE = Rule(
    code="FMT107",
    name="mark-doubled",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”{more}有连在一起的标点",
        en="two stops side by side in “{quote}”{more_en}",
    ),
    hint=Words(
        zh="请留下一个，删去另一个",
        en="keep one and delete the other",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Stops side by side, those of a section together."""
    for hits in hits_by_section(report, doubled):
        yield of_hits(RULE, hits)
