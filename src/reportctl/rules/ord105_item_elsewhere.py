"""A section does not stand in the usual order.

## 说明

某一部分不在通常的位置上。这一年度的规定没有限定次序，所以只是提示。

## 例

复议和诉讼写在收费之前。

## 怎么办

有意如此的，不必改动。

## What it means

The law of that year fixes no order, so this is only for your information.

## Example

Reviews and suits stand before fees.

## What to do

If it is intended, leave it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._sections import misplaced

RULE = Rule(
    code="ORD105",
    name="item-elsewhere",
    severity=Severity.INFO,
    message=Words(
        zh="“{heading}”不在通常的次序上",
        en="{heading} does not stand in the usual order",
    ),
    hint=Words(
        zh="这一年度的规定没有限定次序，请确认是有意如此",
        en="the law of that year fixes no order; make sure that this is intended",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The sections that leave the usual order, where the form prescribes none."""
    if report.layout.headings_fixed:
        return
    for text, _ in misplaced(report):
        yield Finding(RULE, text.heading.at, {"heading": text.heading.text}, section=text.id)
