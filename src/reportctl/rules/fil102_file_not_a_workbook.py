"""The file is not a workbook, or is damaged.

## 说明

文件不能作为工作簿读出。它可能是空文件、改了扩展名的其他文件，或者传输中损坏了。

## 例

把 .txt 或网页另存为 .xlsx。

## 怎么办

用 Excel 或 WPS 打开原件，另存为“Excel 工作簿（.xlsx）”；打不开的，请报送人重发。

## What it means

It is empty, another kind of file under a workbook's name, or was damaged on its way.

## Example

A text file or web page was renamed to .xlsx.

## What to do

Open the original in Excel or WPS and save it as an Excel workbook (.xlsx), or ask the sender for it again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL102",
    name="file-not-a-workbook",
    severity=Severity.ERROR,
    message=Words(
        zh="这个文件打不开：{cause}",
        en="this file cannot be opened: {cause_en}",
    ),
    hint=Words(
        zh="请用 Excel 或 WPS 打开原文件，另存为“Excel 工作簿（.xlsx）”；打不开的，请向报送人重新索取",
        en="open the original in Excel or WPS and save it as an Excel workbook (.xlsx), or ask the sender for it again",
    ),
    manual=__doc__ or "",
)
