"""There are spaces between Chinese characters.

## 说明

汉字之间有空格。多半是从网页或 PDF 粘贴来的，排版后会留下空隙。数字和外文前后的空格不算。

## 例

“政 府信息公开”。

## 怎么办

删去空格；为了对齐而加的，请改用分段。

## What it means

Spaces between Chinese characters leave gaps on the page. Those beside numbers and Latin words do not count.

## Example

A space inside a word.

## What to do

Delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._marks import inner_spaces
from reportctl.rules._pieces import hits_by_section, of_hits

RULE = Rule(
    code="FMT109",
    name="space-in-text",
    severity=Severity.INFO,
    message=Words(
        zh="“{quote}”{more}汉字之间有空格",
        en="spaces between Chinese characters in “{quote}”{more_en}",
    ),
    hint=Words(
        zh="请删去空格",
        en="delete the spaces",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Spaces between Chinese characters, those of a section together."""
    for hits in hits_by_section(report, inner_spaces):
        yield of_hits(RULE, hits)
