"""A section is not a part of the form.

## 说明

报告里有格式以外的部分。格式规定了全部的部分，增加的内容应并入其中之一。

## 例

增加了“七、附则”。

## 怎么办

把内容并入规定的部分，删去这个标题。

## What it means

The format has a closed list of sections; what is added belongs inside one of them.

## Example

A section seven was added.

## What to do

Merge its text into a prescribed section and delete the heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import structure

RULE = Rule(
    code="ORD103",
    name="section-unknown",
    severity=Severity.ERROR,
    message=Words(
        zh="“{heading}”不是这个格式规定的部分",
        en="{heading} is not a part of this form",
    ),
    hint=Words(
        zh="请把内容并入规定的部分",
        en="merge its text into one of the prescribed parts",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every section that the form does not have, where the form prescribes its sections."""
    if not report.layout.headings_fixed:
        return
    law = structure(report, "order")
    for text in report.sections:
        if report.layout.section(text.id) is None:
            yield of_constraint(RULE, report, law, {"heading": text.heading.text}, at=text.heading.at)
