"""A prompt or blank of a template was left in.

## 说明

文字里留着模板的占位符或提示。如 XX、××、下划线、【请填写】、空括号。大括号里引用数字的写法是允许的，写错的另有
TXT101 至 TXT103。“张某某”这样隐去姓名的不算。

## 例

“收到申请XX件”；“【此处填写单位名称】”；“某某局”。

## 怎么办

补上内容，或删去。

## What it means

XX, ××, underscores, bracketed prompts, empty brackets. Braces that quote a number are lawful; wrong ones are TXT101
to TXT103. Veiled names such as 张某某 do not count.

## Example

A sentence says that XX applications were received.

## What to do

Fill it in or delete it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._pieces import Piece, hits_by_section, of_hits

RULE = Rule(
    code="IDN109",
    name="template-left-in",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”{more}有没有填写的模板内容",
        en="“{quote}”{more_en} was left in from a template",
    ),
    hint=Words(
        zh="请补上内容，或删去",
        en="fill it in or delete it",
    ),
    manual=__doc__ or "",
)


_LEFT = (
    ("XxＸｘ×✕╳", r"(?<![A-Za-zＸｘ×])(?:[XＸ]{2,}|[xｘ]{2,}|[×✕╳]{2,})(?![A-Za-z])"),
    ("XxＸｘ×", r"(?<![A-Za-z])[XxＸｘ×](?=(?:年|月|日|件|条|次|人|份|篇|万元|元|%)(?![A-Za-z]))"),
    ("2", r"(?<!\d)20[XxＸｘ×*]{2}(?=年)"),
    ("_＿*＊□?？", r"[_＿]{2,}|[*＊]{3,}|□+|[?？]{2,}(?=[年月日件条次人份篇元])"),
    ("某", r"(?<![\u4e00-\u9fff])某某(?=[省市县区局厅委镇乡])|(?<=[为的在由将和与])某某(?=[省市县区局厅委镇乡单部])"),
    ("○〇", r"(?<![一二三四五六七八九○〇])[○〇]{2,}(?=[省市县区局厅委年月日件条])"),
    (
        "【〔[（(",
        r"[【〔\[（(](?:请(?:填|输入|注明|在此|选择|说明|简述|描述|列出|补充|核|删|根据实际|按实际)"
        r"|此处|在此|待(?:填|补|定|核实|确认)|填写|填入|插入)[^】〕\]）)\n]{0,40}[】〕\])）]",
    ),
    ("【〔[（(", r"[【〔\[（(](?:单位|机关|部门)?(?:全称|名称|年份|年度|数字|数量|示例|内容)[】〕\])）]"),
    ("【〔（(", r"[（(【〔][\s　]*[）)】〕]"),
    ("请待此单点", r"请填写|请输入|请在此|此处填写|待补充|待填写|待核实后填|[单点]击此处"),
    ("TtLl", r"(?i:\b(?:lorem ipsum|TBD|TODO)\b)"),
)
"""What templates leave behind, each with characters of which a text has to have one before it is looked at."""


def _finder(piece: Piece) -> Iterator[tuple[int, int]]:
    text = piece.opaque
    present = set(text)
    spans = sorted(
        match.span()
        for characters, pattern in _LEFT
        if not present.isdisjoint(characters)
        for match in re.finditer(pattern, text)
    )
    end = 0
    for start, last in spans:
        if start >= end:
            yield start, last
            end = last


def check(report: Report) -> Iterator[Finding]:
    """What templates leave behind, that of a section together."""
    for hits in hits_by_section(report, _finder):
        yield of_hits(RULE, hits)
