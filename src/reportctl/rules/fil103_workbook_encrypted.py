"""The workbook is protected by a password.

## 说明

工作簿设有打开密码，无法读取。工作表保护不要紧，只有打开文件时要输入的密码才有影响。

## 例

双击文件时，先要输入密码才能看到内容。

## 怎么办

打开后去掉密码，另存一份。

## What it means

Only a password for opening the file matters; protected sheets do not.

## Example

The program asks for a password before it shows anything.

## What to do

Open it, remove the password, and save it.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL103",
    name="workbook-encrypted",
    severity=Severity.ERROR,
    message=Words(
        zh="这个工作簿设有打开密码",
        en="this workbook is protected by a password",
    ),
    hint=Words(
        zh="请用 Excel 或 WPS 打开，去掉密码后另存",
        en="open it in Excel or WPS and save it without the password",
    ),
    manual=__doc__ or "",
)
