"""Received, answered and carried over do not balance in the text.

## 说明

文字里收到、办结和结转的件数不平。

同一句写了收到、办结和结转下年的件数，收到（加上年结转）不等于办结加结转。四项都写明的是错误；没有写上年结转的只作警告。

## 例

新收 20 件，上年结转 3 件，办结 19 件，结转下年 5 件：20 加 3 得 23，19 加 5 得 24。

## 怎么办

核对四个数。收到数里已经包括上年结转的，也要对得上。

## What it means

One sentence gives what was received, answered and carried over, and the sides differ. It is an error where what was
brought forward is given too, and a warning where it is not.

## Example

20 received, 3 brought forward, 19 answered, 5 carried over: 23 on one side, 24 on the other.

## What to do

Check the four numbers. The sum has to hold too where those received include those brought forward.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.prose.reading import balances_in
from reportctl.prose.statements import Sureness
from reportctl.rules._prose import related_items

RULE = Rule(
    code="TXT204",
    name="balance-in-text-broken",
    severity=Severity.ERROR,
    message=Words(
        zh="“{quote}”：收到{brought}共 {start}，办结和结转共 {end}，相差 {difference}",
        en="“{quote}”: received{brought_en} is {start}, answered and carried over is {end}, off by {difference}",
    ),
    hint=Words(
        zh="请核对收到、上年结转、办结、结转下年四个数",
        en="check what was received, brought forward, answered and carried over",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every sentence whose cases do not balance."""
    for passage, found in balances_in(report):
        if found.holds:
            continue
        start = found.received.value + (found.brought.value if found.brought else 0)
        end = found.answered.value + found.carried.value
        args = {
            "quote": passage.quote(found.answered.quantity),
            "brought": "和上年结转" if found.brought else "",
            "brought_en": " and brought forward" if found.brought else "",
            "start": number_text(start),
            "end": number_text(end),
            "difference": number_text(abs(start - end)),
        }
        items = [item for item in (found.received, found.brought, found.answered, found.carried) if item]
        yield Finding(
            RULE,
            passage.at,
            args,
            severity=None if found.sureness is Sureness.CERTAIN else Severity.WARNING,
            section=passage.section,
            expected=start,
            actual=end,
            related=related_items(passage, items),
        )
