"""An acceptance gives no reason.

## 说明

校核说明里有一行没有写理由，因此不起作用。说明会留在生成记录里，供日后查考。

## 例

写了代码和指标，“理由”一栏是空的。

## 怎么办

写明为什么保留原数，如“已按原样公布，不再更改”。

## What it means

It has no effect: the reason is kept in the record of the build for those who come later.

## Example

Code and figure are there, the reason is blank.

## What to do

Say why the figure stays, for instance that it was published like this.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report

RULE = Rule(
    code="IDN104",
    name="acceptance-without-reason",
    severity=Severity.ERROR,
    message=Words(
        zh="校核说明中的“{code} {figure}”没有写理由",
        en="the acceptance of {code} {figure} gives no reason",
    ),
    hint=Words(
        zh="请写明为什么保留原数",
        en="say why the figure stays as it is",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every acceptance that gives no reason; it has no effect."""
    for acceptance in report.acceptances:
        if not acceptance.reason.strip():
            args = {"code": acceptance.code, "figure": acceptance.figure}
            yield Finding(RULE, acceptance.at, args)
