"""The report gives two different numbers for one thing.

## 说明

同一件事在报告里出现两次，数字不同，读者不知道信哪一个。比较的是去掉“全年”“发布”“信息”这类套话以后剩下的说法，
以及表式里列出的说法。

## 例

前面写某公众号发布信息 1280 条，后面写同一公众号推送消息 479 条。

## 怎么办

统一口径；两个数字确实不是一回事的，把区别写进句子。

## What it means

The same thing is stated twice with different numbers. What is compared is the wording without its stock phrases,
and the phrases that the layout lists.

## Example

An account posted 1280 items on one page and sent 479 messages on another.

## What to do

Give one number. If they are two things, let the sentences say how they differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Related, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.prose.reading import repeats_in

RULE = Rule(
    code="TXT302",
    name="two-numbers-for-one-thing",
    severity=Severity.WARNING,
    message=Words(
        zh="同一事项有两个数：“{first}”写 {one}，“{second}”写 {other}",
        en="two numbers for one thing: “{first}” says {one}, “{second}” says {other}",
    ),
    hint=Words(
        zh="请核对后统一；确实不是一回事的，在句中写明区别",
        en="give one number; if they are two things, let the sentences say how they differ",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every thing that the text gives two different numbers for."""
    for found in repeats_in(report):
        one, other = found.one.quantity, found.other.quantity
        first = found.first.quote(one)
        args = {
            "first": first,
            "one": one.text,
            "second": found.second.quote(other),
            "other": other.text,
        }
        yield Finding(
            RULE,
            found.second.at,
            args,
            section=found.second.section,
            expected=one.value,
            actual=other.value,
            related=(Related(found.first.at, first, one.value),),
        )
