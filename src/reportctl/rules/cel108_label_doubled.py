"""A label stands twice where the form has it once.

## 说明

同一个项目在表里出现了两次。两处数字可能不同，工具不能替您选择。

## 例

复制整行以后忘了改名称。

## 怎么办

删去多余的一行或一列。

## What it means

The label occurs twice at the same place of the form, and the two may hold different numbers; nobody but you can
choose.

## Example

A row was copied and its label never changed.

## What to do

Delete the row or column that is not wanted.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL108",
    name="label-doubled",
    severity=Severity.ERROR,
    message=Words(
        zh="项目“{label}”出现了两次：{first} 和 {second}",
        en="the label {label} stands twice: {first} and {second}",
    ),
    hint=Words(
        zh="请删去多余的一处",
        en="delete one of them",
    ),
    manual=__doc__ or "",
)
