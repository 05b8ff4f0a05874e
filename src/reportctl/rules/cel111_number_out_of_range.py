"""A number is larger or finer than can be right.

## 说明

数字超出了合理的范围。计数以十亿为限，金额以一万亿为限，并且最多六位小数（以万元计，六位小数是一分）。

## 例

电话号码误填进了件数。

## 怎么办

核对数字和单位。

## What it means

A count is at most a thousand million, an amount at most 10^12 with at most six decimals; what is beyond was entered
by mistake.

## Example

A telephone number stands where a count belongs.

## What to do

Check the number and its unit.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL111",
    name="number-out-of-range",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”的数字过大：{raw}",
        en="{label} is too large: {raw}",
    ),
    hint=Words(
        zh="计数不应超过十亿，金额不应超过一万亿且最多六位小数，请核对",
        en="a count is at most 10^9, an amount at most 10^12 with at most six decimals; check it",
    ),
    manual=__doc__ or "",
)
