"""A sentence gives a total and parts that do not add up to it.

## 说明

句子里写了总数，又写了各项，各项相加不等于总数。写明“分别”或者列到“其他”、又都是确数的，是错误；
“其中”之后没有列全也说得通的，以及总数在前一句的，只作警告。带“等”的列举，只要求各项之和不超过总数；
约数按约数核对。总数在各项后面的（合计、共），一项就超过总数的，以及列到“其他”的百分比加不到 100% 的，同样核对。
同一条信息可能从几个渠道公开，各渠道之和明显超过总数的不算错。

## 例

全年发布信息 120 条，其中网站 70 条，其他渠道 40 条：70 加 40 得 110。

## 怎么办

核对总数和各项，改正写错的一个。各项本来就不全的，写明“其中主要有……等”。用大括号引用统计表的数字，
可以免去这类错误。

## What it means

The parts of a list do not make up its total. It is an error where the list is meant to be complete (分别, or a
last item 其他) and all numbers are exact; where 其中 may have left something out, or the total stands in another
sentence, it is a warning. A list that ends in 等 only has to stay within its total, and approximate numbers are
compared as such. Totals behind their parts, parts larger than their total, and percentages that leave nothing out
are checked too. One item may be published in several ways, so those may well exceed the total.

## Example

120 items in all, of which 70 on the website and 40 by other channels: 70 and 40 make 110.

## What to do

Check the total and the parts and correct the one that is wrong. If the list is not meant to be complete, say so.
Numbers in braces come from the tables and cannot go wrong in this way.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.prose.reading import doubtful_in
from reportctl.prose.statements import Sureness
from reportctl.rules._prose import amount_text, of_one_breakdown, related_items

RULE = Rule(
    code="TXT201",
    name="parts-in-text-not-sum",
    severity=Severity.ERROR,
    message=Words(
        zh="“{quote}”：总数写 {total}，所列各项（{parts}）相加得 {computed}，相差 {difference}",
        en="“{quote}”: the total is {total}, but the parts ({parts}) make {computed}, off by {difference}",
    ),
    hint=Words(
        zh="请核对总数和各项，改正写错的一个；所列不全的，用“等”字写明",
        en="check the total and the parts and correct the one that is wrong; end a list that is not complete with 等",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every list in the text that does not make up its total."""
    for passage, found in doubtful_in(report):
        if of_one_breakdown(passage, found.parts):
            continue
        total, computed = found.total.quantity, found.computed
        args = {
            "quote": passage.quote(found.parts[0].quantity),
            "total": total.text,
            "parts": " + ".join("".join(part.quantity.text.split()) for part in found.parts),
            "computed": amount_text(computed, total.unit),
            "difference": amount_text(abs(computed - total.value), total.unit),
        }
        yield Finding(
            RULE,
            passage.at,
            args,
            severity=None if found.sureness is Sureness.CERTAIN else Severity.WARNING,
            section=passage.section,
            expected=computed,
            actual=total.value,
            related=related_items(passage, found.parts),
        )
