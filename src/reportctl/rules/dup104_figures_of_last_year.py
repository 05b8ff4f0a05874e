"""All figures are those of last year.

## 说明

统计表的数与上年度的报告逐个相同。不同年度的数几乎不可能全部一样，多半是沿用了上年的工作簿。两年都是 0 的不计。

## 例

三十个不为 0 的数都与上年度一样。

## 怎么办

按本年度的数重新填报；确实相同的，在“校核说明”中写明理由。

## What it means

Two years are hardly ever alike in every number; mostly last year's workbook was used again. Zeros do not count.

## Example

All thirty numbers that are not 0 are those of last year.

## What to do

Fill in this year's; where they are indeed the same, say why on the sheet 校核说明.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.location import FileRef, SheetRef
from reportctl.model.report import Report

_FEWEST = 5
"""Fewer equal numbers than this may be chance."""

RULE = Rule(
    code="DUP104",
    name="figures-of-last-year",
    severity=Severity.WARNING,
    message=Words(
        zh="统计表的 {count} 个数与上年度全部相同",
        en="all {count} figures of the tables are those of last year",
    ),
    hint=Words(
        zh="请核对是否沿用了上年度的工作簿",
        en="see whether last year's workbook was used again",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The tables as a whole, where every number in them is last year's."""
    before = report.previous
    if before is None:
        return
    shared = [figure for figure in report.values if figure in before.values]
    pairs = [(report.value(figure), before.value(figure)) for figure in shared]
    counted = [(this, last) for this, last in pairs if this.number or last.number]
    if len(counted) >= _FEWEST and all(this.number == last.number for this, last in counted):
        at = next((this.at for this, _ in counted if this.at is not None), None)
        yield Finding(RULE, SheetRef(at.file, at.sheet) if at else FileRef(report.file), {"count": str(len(counted))})
