"""The text is longer than a cell can hold.

## 说明

表格软件的一个单元格最多存 32767 个字。更长的内容只能来自别的程序，在表格软件里一打开就会被截断，所以不印。

## 例

一个程序把整份报告写进了一个单元格。

## 怎么办

把文字分成几段，每段占正文表的一行。

## What it means

Spreadsheet programs hold 32,767 characters in a cell. What is longer was written by another program and would be cut
on opening; it is not printed.

## Example

A program wrote a whole report into one cell.

## What to do

Divide the text into paragraphs, one in each row of the sheet of the narrative.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL117",
    name="text-too-long",
    severity=Severity.ERROR,
    message=Words(
        zh="单元格里的文字超过 {most} 字，后面的没有读",
        en="the text is longer than {most} characters; the rest was not read",
    ),
    hint=Words(
        zh="请把文字分成几段，每段占一行",
        en="divide the text into paragraphs, one a row",
    ),
    manual=__doc__ or "",
)
