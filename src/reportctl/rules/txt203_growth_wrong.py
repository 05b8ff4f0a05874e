"""A growth in the text is not what the two years' numbers make.

## 说明

文字里的增减与复算的不同。

句中同时写了本年和上年的数，或者手头有上年的工作簿，“同比增长（下降）x %”“比上年增加（减少）n 件”就能复算，结果不同。
“由甲增加到乙”“翻一番”“是上年的几倍”“与上年持平”和两个百分比之间的百分点也这样核对；句中只有增减数的，由它推出上年的数。

## 例

收到申请 60 件，去年 50 件，同比增长 25%：应为 20%。

## 怎么办

核对两年的数字和百分比；注意是增长还是下降，是百分比还是百分点。

## What it means

Where the sentence gives both years' numbers, or last year's workbook is at hand, a growth in per cent or as a
difference can be computed again, and it differs. Doublings, multiples, 与上年持平 and percentage points between two
percentages are read too; a difference gives last year's number where nothing else does.

## Example

60 received, 50 the year before, up 25 %: it is 20 %.

## What to do

Check both numbers and the change; look whether it is up or down, per cent or percentage points.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.prose.reading import growths_in

RULE = Rule(
    code="TXT203",
    name="growth-wrong",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”：由上年的 {before} 到 {now}，应为{direction} {computed}，文中写 {stated}",
        en="“{quote}”: from {before} last year to {now} it is {direction_en} {computed}, the text says {stated}",
    ),
    hint=Words(
        zh="请核对两年的数字和变化的幅度、方向",
        en="check the numbers of both years and the size and direction of the change",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every growth or fall in the text that can be computed again."""
    for passage, growth in growths_in(report):
        if growth.holds:
            continue
        rising = growth.computed * growth.sign >= 0
        args = {
            "quote": passage.quote(growth.change),
            "before": number_text(growth.before),
            "now": growth.now.text,
            "direction": "增加" if rising else "减少",
            "direction_en": "up" if rising else "down",
            "computed": format(abs(growth.computed), "f") + growth.change.unit,
            "stated": growth.change.text,
        }
        expected, actual = growth.computed, growth.change.value
        yield Finding(RULE, passage.at, args, section=passage.section, expected=expected, actual=actual)
