"""The agency's own deadline is later than the law's.

## 说明

基本信息填写的公布期限晚于法定期限。上级只能要求更早，不能推迟法定的日期；核对是否逾期时按较早的一个。

## 例

部门的法定期限是 1 月 31 日，基本信息填了 3 月 31 日。

## 怎么办

核对机关层级和公布期限；没有更早要求的，公布期限留空。

## What it means

A superior can ask for an earlier date but cannot put off that of the law. The earlier of the two counts.

## Example

The law says 31 January, the particulars 31 March.

## What to do

Check the level and the deadline; leave it blank where nobody asks for an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._dates import detail_date, legal_deadline

RULE = Rule(
    code="DUE102",
    name="own-deadline-later",
    severity=Severity.WARNING,
    message=Words(
        zh="填写的公布期限 {own} 晚于法定期限 {due}",
        en="the deadline of {own} that was entered is later than that of the law, {due}",
    ),
    hint=Words(
        zh="请核对机关层级和公布期限；没有更早要求的请留空",
        en="check level and deadline; leave it blank where nobody asks for an earlier one",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The agency's own deadline against that of the form for its level."""
    own, law = detail_date(report, "due"), legal_deadline(report)
    if own is None or law is None or own <= law.day:
        return
    args = {"own": own.isoformat(), "due": law.day.isoformat()}
    yield Finding(
        RULE,
        report.details["due"].at,
        args,
        expected=law.day.isoformat(),
        actual=own.isoformat(),
        basis=law.basis or None,
    )
