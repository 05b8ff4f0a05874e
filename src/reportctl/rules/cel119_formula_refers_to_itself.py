"""A formula comes back to itself.

## 说明

几个公式互相引用，绕了一圈，算不出确定的结果。存下的可能是 0，也可能是很久以前的数。

## 例

C3 是 =C4，C4 是 =C3+1。

## 怎么办

改正公式，或者直接填数字。

## What it means

The formulas need each other in a circle, so that no result is certain: what was stored may be 0 or old.

## Example

C3 says =C4, C4 says =C3+1.

## What to do

Correct the formulas, or enter the numbers themselves.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL119",
    name="formula-refers-to-itself",
    severity=Severity.WARNING,
    message=Words(
        zh="公式循环引用（{cells}），用的是上次存下的结果",
        en="formulas refer to themselves ({cells}); the results stored last are used",
    ),
    hint=Words(
        zh="请改正公式，或直接填入数字",
        en="correct the formulas, or enter the numbers themselves",
    ),
    manual=__doc__ or "",
)
