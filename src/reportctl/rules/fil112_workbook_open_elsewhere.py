"""The workbook is open in a spreadsheet program.

## 说明

工作簿旁边有 Excel、WPS 或 LibreOffice 打开文件时留下的标记。工具读到的是最近一次保存的内容，
还没有保存的改动不在报告里。

## 例

data 文件夹里有 2017.xlsx 和 ~$2017.xlsx。

## 怎么办

保存并关闭工作簿，再运行一次。没有人打开它的，删去这个标记文件。

## What it means

Beside it lies the mark that a spreadsheet program leaves while a file is open. What was saved last is read; changes
that are not saved are not in the report.

## Example

data/ holds 2017.xlsx and ~$2017.xlsx.

## What to do

Save and close the workbook and run again. If nobody has it open, delete the mark.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL112",
    name="workbook-open-elsewhere",
    severity=Severity.WARNING,
    message=Words(
        zh="这个工作簿正在别处打开（{mark}），没有保存的改动不在其内",
        en="this workbook is open elsewhere ({mark}); changes that are not saved are not in it",
    ),
    hint=Words(
        zh="请保存并关闭后再运行一次；没有人打开的，删去这个标记文件",
        en="save and close it and run again; if nobody has it open, delete the mark",
    ),
    manual=__doc__ or "",
)
