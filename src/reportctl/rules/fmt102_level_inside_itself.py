"""A chapter has parts that are numbered like chapters.

## 说明

章里的内容又用章的序号“一、二、三、”编号。读者分不清是第几章。GB/T 9704-2012 的各级序号依次是“一、”“（一）”
“1.”“（1）”。

## 例

“六、下一步打算”里面又写“一、加强学习”“二、完善制度”。

## 怎么办

章内的第一级改用“（一）”。

## What it means

Chapters are numbered 一、, so their parts cannot be: the levels are 一、, （一）, 1., （1）.

## Example

Chapter six has parts 一、 and 二、.

## What to do

Number the parts of a chapter （一）, （二）.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numbering import numbered, sections

_NAMED = 10
"""So many numbers are named."""

RULE = Rule(
    code="FMT102",
    name="level-inside-itself",
    severity=Severity.WARNING,
    message=Words(
        zh="“{heading}”里面又用“{written}”编号，与章的序号同级",
        en="the parts of {heading} are numbered {written}, as chapters are",
    ),
    hint=Words(
        zh="章内的第一级请用“（一）”",
        en="number the parts of a chapter （一）",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every section whose own lines have the numbers of chapters."""
    for heading, lines in sections(report):
        found = [line for piece in lines if (line := numbered(piece)) and line.level == 1]
        if heading is None or not found:
            continue
        marks = "".join(line.written for line in found[:_NAMED]) + "…" * (len(found) > _NAMED)
        args = {"heading": heading.raw, "written": marks}
        piece = found[0].piece
        yield Finding(RULE, piece.at, args, section=piece.section, actual=marks)
