"""The number of an identity card stands in report or workbook.

## 说明

出现了居民身份证号码。18 位号码核对了行政区划、出生日期和校验码，15 位旧号码核对了出生日期。印出的文字里有的是错误，
工作簿其他地方有的是提醒。号码不会完整显示。

## 例

正文举例时写了申请人的身份证号码；批注里留着核对用的号码。

## 怎么办

删去号码；确需举例的，隐去姓名和号码。工作簿要外传的，隐藏的行列和批注也要清理。

## What it means

Province, day of birth and check digit were verified, of old numbers with 15 digits the day. In printed text it is
an error, elsewhere in the workbook a warning. The number is never shown whole.

## Example

An example in the text gives the number of an applicant; a note keeps one.

## What to do

Delete it. If the workbook goes to others, look at hidden rows, columns and notes too.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._personal import Kind
from reportctl.rules._places import PUBLISHED, data, of_datum

RULE = Rule(
    code="PII101",
    name="identity-number",
    severity=Severity.WARNING,
    message=Words(
        zh="{place}里有身份证号码 {number}",
        en="an identity number, {number}, stands in {place_en}",
    ),
    hint=Words(
        zh="请删去；确需举例的，隐去姓名和号码",
        en="delete it; an example needs neither name nor number",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every identity number: an error where it would be printed, if its check digit leaves no doubt."""
    for place, datum in data(report, Kind.IDENTITY, Kind.OLD_IDENTITY):
        sure = datum.kind is Kind.IDENTITY and place.kind in PUBLISHED
        yield of_datum(RULE, place, datum, Severity.ERROR if sure else None)
