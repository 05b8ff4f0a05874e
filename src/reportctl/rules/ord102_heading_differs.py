"""A heading differs from the prescribed one.

## 说明

标题与格式规定的不同。标点、空格和序号不影响比较，已知的通行写法也不报告。生成的文件使用规定的标题。

## 例

规定写“总体情况”，工作簿写“整体情况”。

## 怎么办

改为规定的标题。

## What it means

Marks, spaces and numbers do not count, nor do variants in common use. The report is printed with the prescribed
heading.

## Example

The format says “overall situation”, the workbook “general situation”.

## What to do

Use the prescribed heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import plain_heading, structure

RULE = Rule(
    code="ORD102",
    name="heading-differs",
    severity=Severity.WARNING,
    message=Words(
        zh="标题“{heading}”与规定的“{expected}”不同",
        en="the heading {heading} differs from the prescribed {expected}",
    ),
    hint=Words(
        zh="请改为规定的标题",
        en="use the prescribed heading",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every heading that is neither the prescribed one nor a known variant of it, where headings are prescribed."""
    if not report.layout.headings_fixed:
        return
    law = structure(report, "order")
    for text in report.sections:
        section = report.layout.section(text.id)
        if section is None:
            continue
        accepted = {plain_heading(heading) for heading in (section.heading, *section.aliases)}
        if plain_heading(text.heading.text) not in accepted:
            args = {"heading": text.heading.text, "expected": section.title}
            finding = of_constraint(RULE, report, law, args, at=text.heading.at, section=section.id)
            yield replace(finding, severity=None, expected=section.title, actual=text.heading.text)
