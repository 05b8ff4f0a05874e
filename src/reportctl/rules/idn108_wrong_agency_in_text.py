"""The text names itself the report of another agency.

## 说明

标题或前言把报告写成了别的机关的。多半是借用了别的单位的文字。“我局”“本机关”和全称的后半部分（如“市信访局”）不算。标
题里写错是错误，其余是提醒。

## 例

某市信访局的报告，前言写“现将某县教育局2017年政府信息公开工作年度报告公布如下”。

## 怎么办

改为本机关的名称，并通读全文有没有其他借用的内容。

## What it means

Mostly the words of another agency were borrowed. 我局, 本机关 and the last part of the own name do not count. In the
title it is an error, else a warning.

## Example

The preamble publishes the report of the education bureau of another county.

## What to do

Write the own name, and look for what else was borrowed.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._roles import TITLE, namings, other_agency

RULE = Rule(
    code="IDN108",
    name="wrong-agency-in-text",
    severity=Severity.WARNING,
    message=Words(
        zh="{role}写的机关是“{found}”，报告机关是“{agency}”",
        en="{role_en} names {found}, but the report is that of {agency}",
    ),
    hint=Words(
        zh="请改为本机关的名称，并通读有没有其他借用的文字",
        en="write the own name, and look for what else was borrowed",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every place where the report names itself after another agency."""
    agency = report.agency.text
    for naming in namings(report):
        found = other_agency(naming.agency, agency)
        if found is None:
            continue
        args = {"role": naming.role.zh, "role_en": naming.role.en, "found": found, "agency": agency}
        grade = Severity.ERROR if naming.role is TITLE else None
        yield Finding(RULE, naming.at, args, severity=grade, section=naming.section, expected=agency, actual=found)
