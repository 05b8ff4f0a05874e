"""An amount is written in another unit than the form asks for.

## 说明

金额的单位与这一部分规定的不同。表式规定这一部分的某种金额以元计，文中写成了万元或亿元，容易与统计表里以万元计的另一
项金额混淆。只看提到这种金额的句子。

## 例

“收取信息处理费0.04万元”，应写 400 元。

## 怎么办

按规定的单位改写。

## What it means

The form has the amount in 元, and the sentence has it in 万元 or 亿元, like another amount of the tables. Only
sentences that speak of this amount are looked at.

## Example

A fee of 400元 is written as 0.04万元.

## What to do

Write it in the unit of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._pieces import Role, pieces

RULE = Rule(
    code="TXT303",
    name="amount-in-other-unit",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”以{found}计，这一部分应以{unit}计",
        en="“{quote}” is in {found}; this section has it in {unit}",
    ),
    hint=Words(
        zh="请按规定的单位改写",
        en="write it in the unit of the form",
    ),
    manual=__doc__ or "",
)


_AMOUNT = r"\d[\d,.]*\s*(?P<unit>[万亿]?元)"


def check(report: Report) -> Iterator[Finding]:
    """Every amount in a sentence on the constraint's subject that is in another unit than its own."""
    for constraint in report.layout.of_kind("units"):
        section, unit, words = (constraint.params.get(key) for key in ("section", "unit", "words"))
        if not isinstance(words, tuple):
            continue
        for piece in pieces(report):
            if piece.section != section or piece.role is not Role.PARAGRAPH:
                continue
            for match in re.finditer(_AMOUNT, piece.opaque):
                before = piece.text[: match.start()]
                sentence = before[max(before.rfind("。"), before.rfind("；")) + 1 :]
                if match["unit"] == unit or not any(word in sentence for word in words):
                    continue
                args = {"quote": piece.around(*match.span()), "found": match["unit"], "unit": str(unit)}
                finding = of_constraint(RULE, report, constraint, args, at=piece.at, section=piece.section)
                yield replace(finding, expected=str(unit), actual=match["unit"])
