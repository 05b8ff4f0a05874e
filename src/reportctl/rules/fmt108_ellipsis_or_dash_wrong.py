"""An ellipsis or a dash is made of other marks.

## 说明

省略号写成了几个点，破折号写成了几个短横。GB/T 15834-2011 规定省略号为“……”，破折号为“——”，各占两个字的位置。

## 例

“医疗、教育...”；“依法行政--从我做起”。

## 怎么办

改为“……”或“——”。

## What it means

The ellipsis is …… and the dash is ——, each two characters wide (GB/T 15834-2011).

## Example

Three full stops in place of an ellipsis.

## What to do

Use …… or ——.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._marks import broken_dots
from reportctl.rules._pieces import hits_by_section, of_hits

RULE = Rule(
    code="FMT108",
    name="ellipsis-or-dash-wrong",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”{more}的省略号或破折号写法不对",
        en="the ellipsis or dash in “{quote}”{more_en} is made of other marks",
    ),
    hint=Words(
        zh="省略号为“……”，破折号为“——”",
        en="an ellipsis is ……, a dash is ——",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Dots and strokes in place of the marks, those of a section together."""
    for hits in hits_by_section(report, broken_dots):
        yield of_hits(RULE, hits)
