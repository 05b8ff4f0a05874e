"""A required section is empty.

## 说明

必备的部分只有标题，没有内容。

## 例

标题下面没有一个段落。

## 怎么办

写明本年度的情况；没有发生的，写一句说明。

## What it means

There is a heading with nothing under it.

## Example

The heading has no paragraph.

## What to do

Say what happened this year; where nothing did, say so in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import structure

RULE = Rule(
    code="REQ104",
    name="section-empty",
    severity=Severity.ERROR,
    message=Words(
        zh="“{heading}”下面没有内容",
        en="there is nothing under {heading}",
    ),
    hint=Words(
        zh="请写明本年度的情况；没有发生的，写一句说明",
        en="say what happened this year; where nothing did, say so in a sentence",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every required section that has neither a paragraph nor a table below its heading."""
    law = structure(report, "items", "order")
    for text in report.sections:
        section = report.layout.section(text.id)
        if section is None or not section.required or section.tables or section.attachment:
            continue
        if not any(paragraph.text.strip() for paragraph in text.paragraphs):
            args = {"heading": text.heading.text}
            yield of_constraint(RULE, report, law, args, at=text.heading.at, section=section.id)
