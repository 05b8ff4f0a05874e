"""A heading stands under one of a lower level, or under none.

## 说明

序号的层次颠倒或悬空。各级依次是“一、”“（一）”“1.”“（1）”，可以跳过一级，不能反过来。

## 例

先写“1.”，在它下面又分“（一）（二）”；前言里出现“（一）”。

## 怎么办

按层次调整序号。

## What it means

The levels are 一、, （一）, 1., （1）. One may be left out, but none may stand under a lower one.

## Example

Under 1. there are （一） and （二）.

## What to do

Number them by their levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numbering import Numbered, numbered, sections

_PART = 2
"""The level of the parts of a chapter."""

RULE = Rule(
    code="FMT103",
    name="level-out-of-order",
    severity=Severity.WARNING,
    message=Words(
        zh="序号“{written}”{cause}",
        en="the number {written} stands {cause_en}",
    ),
    hint=Words(
        zh="各级序号依次为“一、”“（一）”“1.”“（1）”",
        en="the levels are 一、, （一）, 1., （1）, in this order",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The first line of each level that opens below a lower level, or where there is no chapter."""
    for heading, lines in sections(report):
        seen: dict[int, str] = {}
        for piece in lines:
            line = numbered(piece)
            if line is None or line.level in seen:
                continue
            below = next((seen[level] for level in sorted(seen) if level > line.level), None)
            seen[line.level] = line.written
            if below is not None and line.number == 1 and line.level > 1:
                yield _finding(line, f"出现在“{below}”之下，层次颠倒", f"under {below}, which is of a lower level")
            elif heading is None and line.level == _PART:
                yield _finding(line, "不在任何一章之内", "in no chapter")


def _finding(line: Numbered, cause: str, cause_en: str) -> Finding:
    args = {"written": line.written, "cause": cause, "cause_en": cause_en}
    return Finding(RULE, line.piece.at, args, section=line.piece.section, actual=line.written)
