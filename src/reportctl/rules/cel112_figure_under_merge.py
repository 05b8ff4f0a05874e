"""A number is hidden under a merged cell.

## 说明

数字被合并单元格遮住。合并只显示左上角的内容，其余单元格里的数字还在文件里，却看不见。

## 例

合并 C3 和 C4 以后，C4 原来的数字不再显示。

## 怎么办

取消合并，把数字填进自己的单元格。

## What it means

A merged range shows its top left cell only; what the other cells held is still in the file, unseen.

## Example

C3 and C4 were merged, and the number of C4 is no longer shown.

## What to do

Unmerge the cells and enter the number in its own.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL112",
    name="figure-under-merge",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”的数字被合并单元格遮住：{raw}",
        en="the number of {label} is hidden under a merged cell: {raw}",
    ),
    hint=Words(
        zh="请取消合并，把数字填进自己的单元格",
        en="unmerge the cells and enter the number in its own cell",
    ),
    manual=__doc__ or "",
)
