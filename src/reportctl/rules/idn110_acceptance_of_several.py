"""An acceptance names a code only, and several findings have it.

## 说明

校核说明里有一行只写了代码，没有写指标，而这样的问题不止一处。说明是逐处作出的：不能让一句话把以后新出的同类错误也盖住，
所以一处也没有接受。

## 例

只写 SUM101，而不平的合计有两个。

## 怎么办

每一处写一行，“指标”一栏写指标编号、部分编号，或者单元格，如“统计表!C6”。

## What it means

An acceptance is given for one finding. One sentence must not cover errors of the same kind that appear later, so none
of them was accepted.

## Example

SUM101 is accepted without a figure, and two totals are wrong.

## What to do

Write a line for each, naming the figure, the section, or the cell, such as 统计表!C6.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="IDN110",
    name="acceptance-of-several",
    severity=Severity.WARNING,
    message=Words(
        zh="校核说明中的“{code}”没有写指标，而这样的问题有 {count} 处，一处也没有接受",
        en="the acceptance of {code} names no figure, and {count} findings have that code: none was accepted",
    ),
    hint=Words(
        zh="请逐处写明指标或单元格，如 {example}",
        en="name the figure or the cell of each, such as {example}",
    ),
    manual=__doc__ or "",
)
