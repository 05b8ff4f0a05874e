"""A section that the report must have is missing.

## 说明

报告缺少必须写的内容。标题和次序没有规定的年度，写在别的部分里也算；格式固定的年度，必须单列。

## 例

全文没有提到收费。

## 怎么办

在“正文”表中补写这一部分。没有发生的，也要写明没有。

## What it means

Where the law fixes no headings, treatment inside another section will do; where the format is fixed, it must have
its own.

## Example

Fees are not mentioned anywhere.

## What to do

Write the section on the sheet 正文; where nothing happened, say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import host_of, lacking, narrative_place, structure

RULE = Rule(
    code="REQ102",
    name="statutory-item-missing",
    severity=Severity.ERROR,
    message=Words(
        zh="报告没有写“{heading}”{item}",
        en="the report says nothing on {heading}{item_en}",
    ),
    hint=Words(
        zh="请在“正文”表中写上这一部分；没有发生的，也要写明“没有”",
        en="write this section on the sheet 正文; where nothing happened, say so",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every required section of the form that the report neither has nor treats elsewhere.

    Where the form fixes its headings, treatment elsewhere does not count.
    """
    law = structure(report, "items", "order")
    for section in lacking(report):
        if not report.layout.headings_fixed and host_of(report, section) is not None:
            continue
        args = {
            "heading": section.heading,
            "item": f"（{section.item}）" if section.item else "",
            "item_en": f" ({section.item})" if section.item else "",
        }
        yield of_constraint(RULE, report, law, args, at=narrative_place(report), section=section.id)
