"""The number of a court case stands in the text.

## 说明

出现了法院的案号。凭案号可以查到裁判文书和当事人，等于公布了申请人。年度报告只需要件数和结果。

## 例

“（2017）皖12行初45号判决维持”。

## 怎么办

删去案号，写件数和结果。

## What it means

With the number of a case its parties can be looked up. The report needs only how many there were and how they
ended.

## Example

A judgment is cited by its number.

## What to do

Delete it, and give the count and the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.rules._places import PUBLISHED, places

RULE = Rule(
    code="PII106",
    name="case-number",
    severity=Severity.WARNING,
    message=Words(
        zh="{place}里有案号“{number}”，可据以查到当事人",
        en="{place_en} has the number of a case, {number}, by which its parties can be found",
    ),
    hint=Words(
        zh="请删去案号，写件数和结果即可",
        en="delete it; the count and the outcome are enough",
    ),
    manual=__doc__ or "",
)


_BRACKETED_YEAR = regex(r"[（(〔\[](?:19|20)\d\d[）)〕\]]")
_CASE = regex(
    r"[（(〔\[](?:19|20)\d\d[）)〕\]]\s*[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼最]"
    r"[\u4e00-\u9fff]?\d{0,4}(?P<kind>行|民|刑|执)[\u4e00-\u9fff]{0,2}\d{1,6}号"
)


def check(report: Report) -> Iterator[Finding]:
    """Every number of a court case in printed text, with its serial number masked."""
    for place in places(report):
        if place.kind not in PUBLISHED:
            break
        for match in _CASE.finditer(place.text) if _BRACKETED_YEAR.search(place.text) else ():
            shown = match[0][: match.end("kind") - match.start()] + "…号"
            args = {"place": place.kind.zh, "place_en": place.kind.en, "number": shown}
            yield Finding(RULE, place.at, args, section=place.section)
