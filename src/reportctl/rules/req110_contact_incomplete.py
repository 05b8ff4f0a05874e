"""The report gives no mailbox to write to.

## 说明

前言和基本信息里都没有电子邮箱。年度报告通常写明地址、邮编、电话和邮箱。电话和地址另有 REQ103。

## 例

“电子邮箱”一栏是空的，前言也没有写。

## 怎么办

填写单位的公务邮箱；没有的不必填。

## What it means

Reports customarily give address, postcode, telephone and mailbox. Telephone and address are REQ103.

## Example

The mailbox is blank, and the preamble gives none.

## What to do

Enter the official mailbox, if there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.form import PARTICULARS
from reportctl.model.location import SheetRef
from reportctl.model.report import Report

_KEY = "email"

RULE = Rule(
    code="REQ110",
    name="contact-incomplete",
    severity=Severity.INFO,
    message=Words(
        zh="报告没有写“{label}”",
        en="the report gives no {label}",
    ),
    hint=Words(
        zh="请在“基本信息”表中填写单位的公务邮箱",
        en="enter the official mailbox on the sheet 基本信息",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The mailbox, where neither the particulars nor an own preamble give one."""
    own = "".join(text.text for text in report.preamble or ())
    text = report.details.get(_KEY)
    if report.detail(_KEY).strip() or "@" in own or "＠" in own:
        return
    label = next(particular.label for particular in PARTICULARS if particular.key == _KEY)
    at = text.at if text else SheetRef(report.agency.at.file, report.agency.at.sheet)
    yield Finding(RULE, at, {"label": label})
