"""A required item is treated inside another section.

## 说明

必写的内容没有单列，写在了别的部分里。这一年度的规定允许合并，所以只是提示。判断依据是工作簿的“法定内容”，或文字中
出现的关键词。

## 例

收费情况写在“其他事项”里。

## 怎么办

确认内容写全了即可。

## What it means

The law of that year permits it, so this is only for your information. It was recognised by what the workbook says,
or by its words.

## Example

Fees are treated among other matters.

## What to do

Make sure that it is complete.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._sections import host_of, lacking

RULE = Rule(
    code="REQ105",
    name="item-merged",
    severity=Severity.INFO,
    message=Words(
        zh="“{item}”没有单列，写在“{heading}”之内",
        en="{item} has no section of its own; it is reported under {heading}",
    ),
    hint=Words(
        zh="这是允许的，请确认写全",
        en="this is permitted; make sure that it is complete",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every required item that has no section of its own but is treated in another one."""
    if report.layout.headings_fixed:
        return
    for section in lacking(report):
        host = host_of(report, section)
        if host is not None:
            args = {"item": section.heading, "heading": host.heading.text}
            yield Finding(RULE, host.heading.at, args, section=section.id)
