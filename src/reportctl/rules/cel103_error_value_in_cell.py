"""A cell holds an error of the spreadsheet program.

## 说明

单元格里是表格软件的出错值。公式引用的行、列或工作表已不存在，或者除数为零，结果没有意义。

## 例

删去一行以后，合计格显示 #REF!。

## 怎么办

直接填入数字，或改好公式后保存。

## What it means

The program could not calculate the cell: what its formula refers to is gone, or a divisor is zero.

## Example

A row was deleted, and the total now shows #REF!.

## What to do

Enter the number itself, or repair the formula and save.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL103",
    name="error-value-in-cell",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”的单元格出错：{raw}",
        en="the cell of {label} holds an error: {raw}",
    ),
    hint=Words(
        zh="公式引用的单元格可能已被删除，请直接填入数字",
        en="the cells that the formula refers to may be gone; enter the number itself",
    ),
    manual=__doc__ or "",
)
