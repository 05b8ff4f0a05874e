"""A section stands twice.

## 说明

同一部分出现了两次。读者会不知道以哪一处为准。

## 例

复制标题以后忘了改名。

## 怎么办

合并为一个部分。

## What it means

Readers cannot know which of the two counts.

## Example

A heading was copied and never changed.

## What to do

Merge the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.location import CellRef
from reportctl.model.report import Report
from reportctl.rules._sections import keys

RULE = Rule(
    code="ORD104",
    name="section-doubled",
    severity=Severity.ERROR,
    message=Words(
        zh="“{heading}”出现了两次，前一处在 {first}",
        en="{heading} stands twice; it is already at {first}",
    ),
    hint=Words(
        zh="请合并为一个部分",
        en="merge the two",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every section that stands a second time: by its place in a prescribed form, else by its very heading."""
    seen: dict[str, CellRef] = {}
    for text, key in zip(report.sections, keys(report), strict=True):
        if not key:
            continue
        if key in seen:
            args = {"heading": text.heading.text, "first": seen[key].a1}
            yield Finding(RULE, text.heading.at, args, section=text.id or None)
        seen.setdefault(key, text.heading.at)
