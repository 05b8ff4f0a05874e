"""A figure does not follow from last year's report.

## 说明

本年度的数与上年度的报告接不上。上年转到下年的，应等于本年的上年转来；累计数应等于上年累计加本年数。只在两年表式可
比、上年工作簿在手时核对。

## 例

上年转到下年 3 件，本年的上年转来填 2 件。

## 怎么办

与上年度工作簿核对。口径有变、清理或撤并造成的，在正文中说明，并在“校核说明”表中写明理由。

## What it means

What was carried forward opens the next year, and cumulative figures grow by the year's. This is judged only where
last year's workbook is at hand and the two forms can be compared.

## Example

3 were carried forward last year, and 2 are brought forward this year.

## What to do

Compare with last year's workbook. Where counting changed, say so in the text, and give the reason on the sheet 校核
说明.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.layout import Op
from reportctl.model.report import Report
from reportctl.rules._findings import difference_text, of_equation
from reportctl.rules._relations import Kind, broken

RULE = Rule(
    code="YOY101",
    name="differs-from-last-year",
    severity=Severity.WARNING,
    message=Words(
        zh="“{subject}”填 {stated}，按上年度报告推算{bound} {computed}，相差 {difference}",
        en="{subject} is stated as {stated}, but by last year's report is {bound_en} {computed} (off by {difference})",
    ),
    hint=Words(
        zh="请与上年度工作簿核对；上年度有误或口径有变的，请在正文中说明{likely}",
        en="compare with last year's workbook; if that one is wrong or counts otherwise, say so in the text{likely_en}",
    ),
    manual=__doc__ or "",
)


_BOUNDS = {
    Op.EQ: ("应为", "exactly"),
    Op.LE: ("应不大于", "at most"),
    Op.GE: ("应不小于", "at least"),
    Op.GT: ("应大于", "more than"),
}


def check(report: Report) -> Iterator[Finding]:
    """Every figure that follows from last year's report, where that report is at hand and of a form that allows it."""
    for equation in broken(report, Kind.YEARS):
        stated, computed = equation.stated, equation.computed
        bound, bound_en = _BOUNDS[equation.op]
        args = {
            "subject": equation.subject.label,
            "stated": number_text(stated),
            "bound": bound,
            "bound_en": bound_en,
            "computed": number_text(computed),
            "difference": difference_text(stated, computed),
        }
        yield of_equation(RULE, report, equation, args, expected=computed, actual=stated)
