"""A layout file refers to something that does not exist.

## 说明

表式文件引用了不存在的编号。规则、部分或表中写的指标、分组或表，在文件里找不到。

## 例

规则引用的行已经改名。

## 怎么办

核对编号；改名时连同引用一起改。

## What it means

A constraint, section or table names a figure, group or table that the file does not have.

## Example

A constraint names a row that was renamed.

## What to do

Check the id; rename things together with what refers to them.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="LAY102",
    name="layout-reference-dangling",
    severity=Severity.ERROR,
    message=Words(
        zh="表式文件引用了不存在的“{name}”",
        en="the layout file refers to {name}, which does not exist",
    ),
    hint=Words(
        zh="请核对这个编号",
        en="check the id",
    ),
    manual=__doc__ or "",
)
