"""A mobile telephone number stands in the report or the workbook.

## 说明

出现了手机号码。年度报告可以公布办公电话，不应公布个人手机号。正文里的是错误；前言、基本信息里的，以及写明是热线、值
班电话的，是提醒。固定电话、编号和金额不算。号码不会完整显示。

## 例

联系方式写了经办人的手机号；正文里写了申请人的手机号。

## 怎么办

改为办公电话，或删去。确是公布的热线的，可在“校核说明”中说明。

## What it means

The report may give an office telephone but no private one. In the text it is an error; in the preamble and the
particulars, or where it is said to be a hotline, a warning. Landlines, serial numbers and amounts do not count. The
number is never shown whole.

## Example

The contact is the mobile number of an officer.

## What to do

Give an office telephone, or delete it. Accept it with a reason if it is a public hotline.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.rules._personal import Kind
from reportctl.rules._places import BODY, data, of_datum

RULE = Rule(
    code="PII102",
    name="mobile-number",
    severity=Severity.WARNING,
    message=Words(
        zh="{place}里有手机号码 {number}",
        en="a mobile number, {number}, stands in {place_en}",
    ),
    hint=Words(
        zh="请改为办公电话，或删去",
        en="give an office telephone, or delete it",
    ),
    manual=__doc__ or "",
)


_HOTLINE = regex(r"热线|监督电话|举报电话|咨询电话|服务电话|投诉电话|值班|办公电话|联系电话")
_BEFORE = 30
"""Characters before a number in which it is said what it is for."""


def check(report: Report) -> Iterator[Finding]:
    """Every mobile number: an error in the text, a warning where it may be meant to be called."""
    for place, datum in data(report, Kind.MOBILE):
        meant = _HOTLINE.search(place.text[max(0, datum.start - _BEFORE) : datum.start])
        yield of_datum(RULE, place, datum, Severity.ERROR if place.kind is BODY and not meant else None)
