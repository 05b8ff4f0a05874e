"""The report is dated after its deadline.

## 说明

报告的落款日期超过了公布期限。期限按机关层级由法律规定；上级要求更早的，以基本信息中的“公布期限”为准，
较晚的不能推迟法定的日期（DUE102）。

## 例

期限是 1 月 31 日，落款是 2 月 6 日。

## 怎么办

核对落款日期和机关层级。确实逾期的，不要改日期，按规定说明原因。

## What it means

The deadline is the law's for the agency's level, or an earlier one that the particulars name. A later one does not put
off that of the law (DUE102).

## Example

The deadline is 31 January, the date 6 February.

## What to do

Check the date and the level. If the report is late, do not change the date; explain it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._dates import detail_date, legal_deadline
from reportctl.rules._findings import of_constraint

RULE = Rule(
    code="DUE101",
    name="report-late",
    severity=Severity.ERROR,
    message=Words(
        zh="落款日期 {date} 晚于公布期限 {due}",
        en="the report is dated {date}, after the deadline of {due}",
    ),
    hint=Words(
        zh="请核对落款日期；确已逾期的，应按规定说明",
        en="check the date; if it is indeed late, that has to be explained",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The date of the report against the form's deadline for its level, or the agency's own where that is earlier."""
    issued, own, law = detail_date(report, "date"), detail_date(report, "due"), legal_deadline(report)
    due = min((day for day in (own, law.day if law else None) if day is not None), default=None)
    if issued is None or due is None or issued <= due:
        return
    constraint = next(iter(report.layout.of_kind("deadline")), None)
    args = {"date": issued.isoformat(), "due": due.isoformat()}
    finding = of_constraint(RULE, report, constraint, args, at=report.details["date"].at)
    basis = law.basis if law is not None and due == law.day else None
    yield replace(finding, basis=basis or finding.basis, expected=due.isoformat(), actual=issued.isoformat())
