"""The workbook is too large to be read safely.

## 说明

工作簿大得不正常。一份报告的数据只有几百个单元格，过大的文件往往在远处有误操作留下的内容，也可能是恶意文件。

## 例

最后一行误填了一个空格，表格变成一百万行。

## 怎么办

删除表格以外的行、列和无关的工作表，再保存。

## What it means

A report has some hundred cells; a giant file mostly has something left far away by accident, or means harm.

## Example

A blank typed into the last row made a million rows of the sheet.

## What to do

Delete the rows, columns and sheets that do not belong, then save.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL107",
    name="workbook-too-large",
    severity=Severity.ERROR,
    message=Words(
        zh="工作簿过大，不予读取：{cause}",
        en="the workbook is too large to read: {cause_en}",
    ),
    hint=Words(
        zh="请删除表格下方多余的空行和无关的工作表后再存",
        en="delete the empty rows below the table and the sheets that do not belong to it, then save",
    ),
    manual=__doc__ or "",
)
