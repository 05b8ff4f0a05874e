"""A particular that the page needs is blank.

## 说明

基本信息中有一项没有填，而页面上要用到。地址和电话印在前言里，日期印在落款处。

## 例

“联系电话”是空的。

## 怎么办

在“基本信息”表中填写办公电话、办公地址或成文日期。

## What it means

Address and telephone stand in the preamble, the date in the signature.

## Example

The telephone is blank.

## What to do

Fill it in on the sheet 基本信息.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.form import PARTICULARS
from reportctl.model.location import SheetRef
from reportctl.model.report import Report

RULE = Rule(
    code="REQ103",
    name="particular-missing",
    severity=Severity.WARNING,
    message=Words(
        zh="基本信息没有填“{label}”",
        en="the particular {label} is not filled in",
    ),
    hint=Words(
        zh="请在“基本信息”表中填写；前言和落款要用到它",
        en="fill it in on the sheet 基本信息; the preamble and the signature need it",
    ),
    manual=__doc__ or "",
)


_NEEDED = ("address", "phone", "date")
"""The details that the preamble and the signature cannot do without."""


def check(report: Report) -> Iterator[Finding]:
    """Every particular that the page needs and that is blank, at its cell, or at the sheet where it has no line."""
    sheet = SheetRef(report.agency.at.file, report.agency.at.sheet)
    for particular in PARTICULARS:
        if particular.key in _NEEDED and not report.detail(particular.key).strip():
            text = report.details.get(particular.key)
            yield Finding(RULE, text.at if text else sheet, {"label": particular.label})
