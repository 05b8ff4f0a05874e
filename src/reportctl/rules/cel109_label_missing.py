"""A label of the form cannot be found in the workbook.

## 说明

样表上的项目在工作簿里找不到。它的名称可能被改写、删除，或者整张工作表被删。从上下左右的项目能看出它应在哪一格的，就指
出那一格和现在写的内容；这一行、这一列的数字不再另外报告。

## 例

某一行的名称被清空，数字还在。

## 怎么办

恢复名称。可以用 reportctl new 生成一份空白表对照。

## What it means

A label was rewritten or deleted, or its whole sheet is gone. Where its neighbours tell the cell that it belongs in,
that cell is named with what it says now; the numbers beside it are not reported as well.

## Example

The label of a row was cleared while its number stayed.

## What to do

Restore the label; reportctl new makes a blank form to compare with.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL109",
    name="label-missing",
    severity=Severity.ERROR,
    message=Words(
        zh="表中找不到项目“{label}”{instead}",
        en="the table lacks the label {label}{instead_en}",
    ),
    hint=Words(
        zh="请按样表恢复这一行或这一列的名称；可用 reportctl new 重新生成样表对照",
        en="restore the label of that row or column as the form prints it; reportctl new makes a fresh form",
    ),
    manual=__doc__ or "",
)
