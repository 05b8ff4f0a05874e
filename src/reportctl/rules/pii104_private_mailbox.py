"""A private mailbox stands where no contact is given.

## 说明

出现了公众邮箱服务商的邮箱。前言和基本信息里的视为办公邮箱，不报告；正文、其他单元格、批注和文档属性里的，可能是个人
邮箱。

## 例

正文里写了申请人的 QQ 邮箱。

## 怎么办

删去，或改为单位的公务邮箱。

## What it means

Mailboxes of public providers. In the preamble and the particulars they are taken for the office mailbox; elsewhere
they may be a private person’s.

## Example

The text gives the mailbox of an applicant.

## What to do

Delete it, or give the official mailbox of the agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._personal import Kind
from reportctl.rules._places import CONTACTS, data, of_datum

RULE = Rule(
    code="PII104",
    name="private-mailbox",
    severity=Severity.WARNING,
    message=Words(
        zh="{place}里有可能属于个人的邮箱 {number}",
        en="a mailbox that may be private, {number}, stands in {place_en}",
    ),
    hint=Words(
        zh="请删去，或改为单位的公务邮箱",
        en="delete it, or give the official mailbox",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every private mailbox outside of where the agency says how it can be reached."""
    for place, datum in data(report, Kind.MAILBOX):
        if place.kind not in CONTACTS:
            yield of_datum(RULE, place, datum, None)
