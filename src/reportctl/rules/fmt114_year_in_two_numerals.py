"""Years are written in Arabic and in Chinese numerals.

## 说明

年份有的用阿拉伯数字，有的用汉字数字。GB/T 15835-2011：同一份文件用一种写法。书名号里的文件名称照原样写，不算。

## 例

“二〇一七年”与“2017年”。

## 怎么办

统一为阿拉伯数字。

## What it means

One document writes years in one kind of numerals (GB/T 15835-2011). Titles of documents keep their own.

## Example

二〇一七年 here, 2017年 there.

## What to do

Use Arabic numerals.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._numerals import arabic_years, chinese_years
from reportctl.rules._pieces import Hit, pieces

RULE = Rule(
    code="FMT114",
    name="year-in-two-numerals",
    severity=Severity.INFO,
    message=Words(
        zh="年份有的写作“{chinese}”，有的写作“{arabic}”",
        en="years are written {chinese} here and {arabic} there",
    ),
    hint=Words(
        zh="同一份报告请用同一种写法，一般用阿拉伯数字",
        en="use one kind of numerals, as a rule Arabic ones",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The first year in the rarer kind of numerals, where there are both kinds."""
    found = list(pieces(report))
    chinese = [Hit(piece, *span) for piece in found for span in chinese_years(piece)]
    arabic = [Hit(piece, *span) for piece in found for span in arabic_years(piece)] if chinese else []
    if arabic:
        rarer = min((chinese, arabic), key=len)[0]
        args = {"chinese": chinese[0].text, "arabic": arabic[0].text}
        yield Finding(RULE, rarer.piece.at, args, section=rarer.piece.section, actual=rarer.text)
