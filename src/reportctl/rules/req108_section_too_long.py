"""A section is longer than it should be.

## 说明

这一部分超过了建议的字数。字数不含空格，统计表不计在内。

## 例

要求一千字以内，写了一千五百字。

## 怎么办

删去与公开工作无关的内容。

## What it means

Characters are counted without spaces and tables.

## Example

A thousand characters are asked for, and it has fifteen hundred.

## What to do

Leave out what does not concern the subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import structures

RULE = Rule(
    code="REQ108",
    name="section-too-long",
    severity=Severity.INFO,
    message=Words(
        zh="“{heading}”有 {length} 字，超过 {limit} 字",
        en="{heading} has {length} characters, more than {limit}",
    ),
    hint=Words(
        zh="请删去与公开工作无关的内容",
        en="leave out what does not concern the subject",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every section that is longer than the layout's constraint allows, in characters without white space."""
    for constraint, section, text in structures(report, "length"):
        limit = constraint.params.get("max")
        length = sum(len("".join(paragraph.text.split())) for paragraph in text.paragraphs)
        if isinstance(limit, int) and length > limit:
            args = {"heading": text.heading.text, "length": str(length), "limit": str(limit)}
            finding = of_constraint(RULE, report, constraint, args, at=text.heading.at, section=section.id)
            yield replace(finding, expected=Decimal(limit), actual=Decimal(length))
