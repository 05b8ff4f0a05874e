"""A value was taken from another file.

## 说明

公式引用了别的工作簿、网址或程序。工具不打开别的文件，也不上网，用的是表格软件上次存下的结果，可能已经过时。

## 例

=[2016.xlsx]表一!C5

## 怎么办

核对数字；最好把公式换成数字。

## What it means

The formula refers to another workbook, an address or a program. Nothing else is opened and nothing fetched: the
result that was stored last is used, and it may be old.

## Example

=[2016.xlsx]Sheet1!C5

## What to do

Check the number, or better enter the number in place of the formula.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL118",
    name="value-from-other-file",
    severity=Severity.WARNING,
    message=Words(
        zh="公式取自别的文件：{raw}（本表共 {count} 处），用的是上次存下的结果",
        en="a formula takes its value from another file: {raw} ({count} on this sheet); the result stored last is used",
    ),
    hint=Words(
        zh="请核对数字是否最新；最好改填数字本身",
        en="check that the number is current; better enter the number itself",
    ),
    manual=__doc__ or "",
)
