"""A table has no numbers at all.

## 说明

整张表都没有填。

## 例

生成空白工作簿以后还没有录入。

## 怎么办

填写统计表；没有发生的填 0。

## What it means

Not one cell of the table is filled in.

## Example

The workbook was just made.

## What to do

Fill in the table, with 0 where nothing happened.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import State
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.location import FileRef
from reportctl.model.report import Report

RULE = Rule(
    code="REQ107",
    name="figure-not-filled",
    severity=Severity.INFO,
    message=Words(
        zh="“{table}”还没有填数字",
        en="{table} has no numbers yet",
    ),
    hint=Words(
        zh="请填写统计表",
        en="fill in the table",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every printed table in which no cell is filled in."""
    for table in report.layout.tables:
        values = [report.value(figure) for figure, spec in report.layout.figures.items() if spec.table == table.id]
        blank = all(value.state in (State.BLANK, State.ABSENT) for value in values)
        if table.printed and values and blank:
            at = next((value.at for value in values if value.at is not None), None)
            yield Finding(RULE, at or FileRef(report.file), {"table": table.title}, section=table.section)
