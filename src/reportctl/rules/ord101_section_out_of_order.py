"""A section is out of the prescribed order.

## 说明

某一部分不在规定的位置上。格式规定了各部分的次序，读者和上级机关按次序查找。

## 例

“存在的问题”写在了统计情况之前。

## 怎么办

在“正文”表中把这一部分移到规定的位置。

## What it means

The format prescribes the order in which readers and supervisors look things up.

## Example

The section on problems stands before the figures.

## What to do

Move the section on the sheet 正文.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import misplaced, structure

RULE = Rule(
    code="ORD101",
    name="section-out-of-order",
    severity=Severity.ERROR,
    message=Words(
        zh="“{heading}”的位置不对，{place}",
        en="{heading} is out of order: it belongs {place_en}",
    ),
    hint=Words(
        zh="请在“正文”表中调整次序",
        en="move it on the sheet 正文",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The sections that must move for the report to follow an order that the form prescribes."""
    if not report.layout.headings_fixed:
        return
    law = structure(report, "order")
    for text, before in misplaced(report):
        args = {
            "heading": text.heading.text,
            "place": f"应在“{before.title}”之后" if before else "应在最前",
            "place_en": f"after {before.title}" if before else "at the beginning",
        }
        yield of_constraint(RULE, report, law, args, at=text.heading.at, section=text.id)
