"""Half-width punctuation stands in Chinese text.

## 说明

中文里用了半角标点。GB/T 15834-2011 的标点都占一个字的位置。网址、邮箱、文号、小数和外文里的不算；同一部分的几处并作
一条。

## 例

“收到申请12件,其中当面提出3件”里的逗号；“(一)”的括号。

## 怎么办

改为全角：，；：？！（）“”。

## What it means

Chinese punctuation is full-width (GB/T 15834-2011). Addresses, document numbers, decimals and Latin text do not
count; the places in one section are one finding.

## Example

A half-width comma between Chinese characters.

## What to do

Use the full-width marks ，；：？！（）“”.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._marks import half_width
from reportctl.rules._pieces import hits_by_section, of_hits

RULE = Rule(
    code="FMT104",
    name="half-width-mark",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”{more}用了半角标点",
        en="half-width punctuation in “{quote}”{more_en}",
    ),
    hint=Words(
        zh="请改为全角标点：，；：？！（）“”",
        en="use full-width marks: ，；：？！（）“”",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Half-width marks beside Chinese characters, those of a section together."""
    for hits in hits_by_section(report, half_width):
        yield of_hits(RULE, hits)
