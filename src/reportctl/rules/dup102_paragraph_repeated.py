"""A paragraph stands twice in the report.

## 说明

同一段文字出现了两次。多半是粘贴时重复。比较时不计空格和标点；很短的段落不算。

## 例

“组织领导”一段在第一部分和第二部分各有一次。

## 怎么办

删去重复的一段。

## What it means

Spaces and marks do not count, nor do very short paragraphs.

## Example

A paragraph stands in the first section and again in the second.

## What to do

Delete one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.location import CellRef
from reportctl.model.report import Report
from reportctl.rules._pieces import Role, pieces

_SHORTEST = 25
"""Characters below which two paragraphs may be alike."""

RULE = Rule(
    code="DUP102",
    name="paragraph-repeated",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”一段与 {first} 的相同",
        en="the paragraph “{quote}” is the same as that in {first}",
    ),
    hint=Words(
        zh="请删去重复的一段",
        en="delete one of them",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every paragraph that is the same as an earlier one."""
    seen: dict[str, CellRef] = {}
    for piece in pieces(report):
        key = "".join(filter(str.isalnum, piece.raw))
        if piece.role is not Role.PARAGRAPH or len(key) < _SHORTEST:
            continue
        if key in seen:
            args = {"quote": piece.around(0, 1), "first": seen[key].a1}
            yield Finding(RULE, piece.at, args, section=piece.section)
        seen.setdefault(key, piece.at)
