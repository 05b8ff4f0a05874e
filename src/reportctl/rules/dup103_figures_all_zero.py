"""All figures of the report are zero.

## 说明

统计表里填写的数全部是 0。小单位可能确实如此，也可能是没有填报。

## 例

三张表每一格都是 0。

## 怎么办

请确认；确实全部为 0 的，在“校核说明”中写明理由。

## What it means

With a small agency that may be so; it may also be that nobody filled the tables in.

## Example

Every cell of three tables is 0.

## What to do

Confirm it: where it is so, say why on the sheet 校核说明.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.location import FileRef, SheetRef
from reportctl.model.report import Report

_FEWEST = 20
"""Fewer zeros than this are what an agency without applications states."""

RULE = Rule(
    code="DUP103",
    name="figures-all-zero",
    severity=Severity.WARNING,
    message=Words(
        zh="统计表填写的 {count} 个数全部是 0",
        en="all {count} figures of the tables are 0",
    ),
    hint=Words(
        zh="请确认；确实如此的，请在“校核说明”中写明",
        en="confirm it; where it is so, say why on the sheet 校核说明",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The tables as a whole, where they state many numbers and none but zeros."""
    numbers = [value for value in report.values.values() if value.number is not None]
    if len(numbers) >= _FEWEST and not any(value.number for value in numbers):
        at = next((value.at for value in numbers if value.at is not None), None)
        yield Finding(RULE, SheetRef(at.file, at.sheet) if at else FileRef(report.file), {"count": str(len(numbers))})
