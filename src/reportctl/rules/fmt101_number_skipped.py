"""A number of a heading is left out or comes twice.

## 说明

序号不连续，或者重复。各级序号依次为“一、”“（一）”“1.”“（1）”，每一级从一开始。章的序号由格式规定的，印出的是规定的
序号。

没有序号的小标题后面，下一级可以从头编号。

## 例

“一、”后面是“三、”；“（一）”之后又是“（一）”；“一是……三是……”。

## 怎么办

核对是漏写了一段，还是序号写错。

## What it means

Each level counts from one. Where the form fixes the chapters, their prescribed numbers are printed. After a heading
without a number the levels below may count anew.

## Example

Three follows one, or one comes again.

## What to do

Find out whether a paragraph is missing or the number is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numbering import jumps, spoken_jumps, written
from reportctl.rules._pieces import Piece, pieces

RULE = Rule(
    code="FMT101",
    name="number-skipped",
    severity=Severity.WARNING,
    message=Words(
        zh="序号“{written}”{cause}，应为“{expected}”",
        en="the number {written} {cause_en}; {expected} was due",
    ),
    hint=Words(
        zh="请核对是漏写了一段，还是序号写错",
        en="see whether a paragraph is missing or the number is wrong",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every number that does not follow the one before it, at the beginning of lines and in lists (一是, 二是)."""
    for jump in jumps(report):
        piece = jump.line.piece
        expected = written(jump.line.level, jump.expected)
        yield _finding(piece, jump.line.written, jump.before, expected, repeats=jump.repeats)
    for piece in pieces(report):
        for found in spoken_jumps(piece):
            yield _finding(piece, found.written, found.before, found.expected, repeats=found.repeats)


def _finding(piece: Piece, written_: str, before: str, expected: str, *, repeats: bool) -> Finding:
    cause = "重复" if repeats else f"接不上前面的“{before}”" if before else "前面没有序号"
    cause_en = "comes again" if repeats else f"does not follow {before}" if before else "has none before it"
    args = {"written": written_, "cause": cause, "cause_en": cause_en, "expected": expected}
    return Finding(RULE, piece.at, args, section=piece.section, expected=expected, actual=written_)
