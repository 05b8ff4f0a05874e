"""A percentage in the text is not what its two numbers make.

## 说明

文字里的百分比与复算的不同。

“占 x %”按句中写明的总数，或者这一列举的总数复算，按写出的位数四舍五入，结果不同。
各项占比之和差 0.1 不算错，每一项单独核对。“分别占”按次序对应；“八成”“半数”“约”“以上”按大约的数核对；
“采纳率”这类比率按前面两个数复算。

## 例

收到 805 件，其中 35 件不予公开，占 4.34%：35÷805=4.348%，应为 4.35%。

## 怎么办

按四舍五入改正百分比；如果是以另一个总数为基数，把这个总数写明。

## What it means

占 x % is computed again, on the base that the sentence names or on the total of its list, half up at the printed
precision. That shares add up to 99.9 or 100.1 is no fault; each is checked by itself. 分别占 goes by the order,
八成, 半数, 约 and 以上 by what they may stand for, and a rate such as 采纳率 by the two numbers before it.

## Example

Of 805 received, 35 were refused, 4.34 %: it is 4.348 %, which rounds to 4.35 %.

## What to do

Correct the percentage; if it is of another total, name that total.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.prose.reading import shares_in

RULE = Rule(
    code="TXT202",
    name="percentage-wrong",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”：{part}占 {base} 应为 {computed}%，文中写 {stated}",
        en="“{quote}”: {part} of {base} is {computed} %, but the text says {stated}",
    ),
    hint=Words(
        zh="请按写出的位数四舍五入改正；以别的总数为基数的，写明这个总数",
        en="correct it, half up at the printed precision; if another total is meant, name it",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every share in the text against its part and its base."""
    for passage, share in shares_in(report):
        if share.holds:
            continue
        args = {
            "quote": passage.quote(share.percent),
            "part": share.part.text,
            "base": number_text(share.base),
            "computed": format(share.computed, "f"),
            "stated": share.percent.text,
        }
        expected, actual = share.computed, share.percent.value
        yield Finding(RULE, passage.at, args, section=passage.section, expected=expected, actual=actual)
