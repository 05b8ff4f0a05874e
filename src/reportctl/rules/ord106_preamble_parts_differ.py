"""The preamble names other parts than the report has.

## 说明

前言里列出的组成部分与正文的标题不一致，或者写的部分数不对。写“等六个部分”的，只核对所列的名称和总数。前言留空的，由
程序按真实的标题写出，不会不一致。

## 例

前言说“由概述、主动公开、依申请公开等十个部分组成”，正文只有六章。

## 怎么办

按正文的标题改写前言，或把前言留空。

## What it means

The preamble enumerates the parts of the report, and they are not those that follow, or not as many. A preamble that
is left blank is composed from the real headings.

## Example

The preamble promises ten parts, the report has six.

## What to do

Rewrite it after the headings, or leave it blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._parts import Promise, known_as, names_of, promised, same, without_number
from reportctl.rules._pieces import Piece, Role, pieces

RULE = Rule(
    code="ORD106",
    name="preamble-parts-differ",
    severity=Severity.WARNING,
    message=Words(
        zh="前言列出的部分与正文不一致{counts}{extra}{lacking}",
        en="the parts that the preamble names are not those of the report{counts_en}{extra_en}{lacking_en}",
    ),
    hint=Words(
        zh="请按正文的标题改写，或把前言留空，由程序写出",
        en="rewrite it after the headings, or leave the preamble blank so that it is composed",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The parts that the preamble enumerates against the headings of the report."""
    for piece in pieces(report):
        if piece.role is not Role.PREAMBLE:
            return
        promise = promised(piece.opaque)
        if promise is not None:
            finding = _finding(report, piece, promise)
            if finding is not None:
                yield finding
            return


def _finding(report: Report, piece: Piece, promise: Promise) -> Finding | None:
    headings = [known_as(report, text) for text in report.sections]
    count = len(report.sections)
    attached = [names_of(section) for section in report.layout.sections if section.attachment]
    extra = [name for name in promise.names if not any(same(name, known) for known in (*headings, *attached))]
    lacking = [
        without_number(text.heading.text)
        for text, known in zip(report.sections, headings, strict=True)
        if not promise.open and not any(same(name, known) for name in promise.names)
    ]
    wrong = promise.count is not None and promise.count not in (count, count + len(attached))
    if not (extra or lacking or wrong):
        return None
    args = {
        "counts": f"：前言说有 {promise.count} 个部分，正文有 {count} 个" if wrong else "",
        "counts_en": f": it promises {promise.count}, there are {count}" if wrong else "",
        "extra": f"；正文没有“{'、'.join(extra)}”" if extra else "",
        "extra_en": f"; the report has no {', '.join(extra)}" if extra else "",
        "lacking": f"；前言没有提到“{'、'.join(lacking)}”" if lacking else "",
        "lacking_en": f"; it does not name {', '.join(lacking)}" if lacking else "",
    }
    expected, actual = str(count), None if promise.count is None else str(promise.count)
    return Finding(RULE, piece.at, args, expected=expected, actual=actual)
