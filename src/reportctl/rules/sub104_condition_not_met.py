"""One figure is stated, and another that goes with it is not.

## 说明

一个数字不为零，与它相连的另一个却是零。

## 例

因未交费而不再处理的申请有 2 件，而收费通知是 0 件。

## 怎么办

核对两个数字。

## What it means

Where the one is stated the other usually is too.

## Example

Two applications lapsed for an unpaid fee, and no fee was ever asked for.

## What to do

Check both.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_equation
from reportctl.rules._relations import Kind, broken

RULE = Rule(
    code="SUB104",
    name="condition-not-met",
    severity=Severity.WARNING,
    message=Words(
        zh="“{premise}”填 {premise_value}，“{subject}”却填 {subject_value}",
        en="{premise} is {premise_value}, but {subject} is {subject_value}",
    ),
    hint=Words(
        zh="前者有数时后者通常也有；请核对这两个数字{likely}",
        en="where the former is stated the latter usually is too; check both{likely_en}",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every figure that cannot stay as it is where another one is stated."""
    for equation in broken(report, Kind.CONDITION):
        if equation.premise is None:
            continue
        reason, subject = equation.premise.left[0], equation.subject
        args = {
            "premise": reason.label,
            "premise_value": number_text(reason.number),
            "subject": subject.label,
            "subject_value": number_text(subject.number),
        }
        yield of_equation(
            RULE, report, equation, args, expected=None, actual=subject.number, related=(reason, *equation.others)
        )
