"""Much of the text is last year's.

## 说明

正文的大部分与上年度的报告相同。比对时不计数字、标点和表格；以十二个字为一段，数出有多少段在上年度的报告里出现过。达
到七成的提醒。多地通报过照抄上年的报告。

## 例

只改了年份和数字，文字与上年度逐字相同。

## 怎么办

按本年度的工作重写相同的部分。

## What it means

Numbers, marks and tables do not count. Of all runs of twelve characters, so many stood in last year's report; from
seven in ten it is remarked on.

## Example

Only years and numbers were changed.

## What to do

Write of the work of this year.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.pattern import regex
from reportctl.model.report import Report, SectionText

_SHARE = 70
"""Percent of the text from which it is remarked on; a county's stock phrases reach about half."""
_LENGTH = 12
_SHORTEST = 200
"""Fewer characters than this say nothing."""
_LONGEST = 40_000
_MOST = 100_000
_DROPPED = regex(r"\{[^{}]*\}|[^\u3400-\u9fff]|[〇零一二三四五六七八九十百千万亿]")

RULE = Rule(
    code="DUP101",
    name="text-of-last-year",
    severity=Severity.WARNING,
    message=Words(
        zh="正文有 {share}% 与上年度的报告相同，最多的是“{heading}”",
        en="{share} % of the text is that of last year; most of it stands in {heading}",
    ),
    hint=Words(
        zh="请按本年度的工作重写相同的部分",
        en="write of the work of this year where it is the same",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The share of the text that stood in last year's report, as soon as it is large."""
    if report.previous is None:
        return
    known = {run for section in report.previous.sections for run in _runs(section)}
    counts = [(section, *_same(section, known)) for section in report.sections]
    same, all_ = sum(same for _, same, _ in counts), sum(all_ for _, _, all_ in counts)
    if all_ < _SHORTEST or same * 100 < all_ * _SHARE:
        return
    section = max(counts, key=lambda count: count[1])[0]
    share = str(same * 100 // all_)
    args = {"share": share, "heading": section.heading.text}
    yield Finding(RULE, section.heading.at, args, section=section.id or None, expected=None, actual=f"{share}%")


def _same(section: SectionText, known: set[str]) -> tuple[int, int]:
    runs = _runs(section)
    return sum(run in known for run in runs), len(runs)


def _runs(section: SectionText) -> list[str]:
    """All runs of _LENGTH characters of a section's paragraphs, none across two paragraphs."""
    runs: list[str] = []
    for paragraph in section.paragraphs:
        words = _DROPPED.sub("", paragraph.text[:_LONGEST])
        runs += (words[i : i + _LENGTH] for i in range(len(words) - _LENGTH + 1))
        if len(runs) > _MOST:
            break
    return runs
