"""The number of a bank card stands in the report or the workbook.

## 说明

出现了银行卡号：位数、卡号前缀和校验位都相符。印出的文字里有的是错误，工作簿其他地方有的是提醒。号码不会完整显示。

## 例

说明退费时写了申请人的银行卡号。

## 怎么办

删去卡号，写明退费的笔数和金额即可。

## What it means

Length, prefix and check digit fit. In printed text it is an error, elsewhere in the workbook a warning. The number
is never shown whole.

## Example

A refund is told with the card of the applicant.

## What to do

Delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._personal import Kind
from reportctl.rules._places import PUBLISHED, data, of_datum

RULE = Rule(
    code="PII103",
    name="bank-card-number",
    severity=Severity.WARNING,
    message=Words(
        zh="{place}里有银行卡号 {number}",
        en="a bank card number, {number}, stands in {place_en}",
    ),
    hint=Words(
        zh="请删去卡号",
        en="delete it",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every number of a bank card: an error where it would be printed."""
    for place, datum in data(report, Kind.CARD):
        yield of_datum(RULE, place, datum, Severity.ERROR if place.kind in PUBLISHED else None)
