"""Two layouts are in force for the same year.

## 说明

两种表式的适用年度重叠。一个年度只能有一种全国表式，地方变体应写明它扩展哪一种。

## 例

一种写“自 2014 年起”，没有止年，另一种从 2019 年开始。

## 怎么办

补上前一种表式的止年，或改成它的变体。

## What it means

A year has one form; a local variant says which form it extends.

## Example

One layout has no last year, and the next begins.

## What to do

Give the earlier one its last year, or make it a variant.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="LAY103",
    name="layout-years-overlap",
    severity=Severity.ERROR,
    message=Words(
        zh="表式 {first} 与 {second} 的适用年度重叠：{years}",
        en="the layouts {first} and {second} are both in force for {years}",
    ),
    hint=Words(
        zh="请改正其中一个的年度",
        en="correct the years of one of them",
    ),
    manual=__doc__ or "",
)
