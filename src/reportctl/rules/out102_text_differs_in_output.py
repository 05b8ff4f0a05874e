"""A text in the finished file differs from the data.

## 说明

生成的文件里有一段文字与数据不符。每个文件生成后都会从字节中读回核对；有差别的不会放到输出文件夹，原有的文件不动。

## 例

少了一段，或两个单元格的文字互换了位置。

## 怎么办

这是程序的错误，请把工作簿发给维护者。

## What it means

Every file is read back from its bytes and compared before it is put in place; one that differs never is, and the
old files stay.

## Example

A paragraph is missing, or two cells have changed places.

## What to do

This is a fault of the program; please report it with the workbook.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT102",
    name="text-differs-in-output",
    severity=Severity.ERROR,
    message=Words(
        zh="{format} 中的文字与原文不同：应为“{wanted}”，印成了“{found}”",
        en="{format} differs from the text: “{wanted}” came out as “{found}”",
    ),
    hint=Words(
        zh="这是 reportctl 的错误，原有文件没有改动；请把工作簿发给维护者",
        en="this is a fault of reportctl; the old files were left as they were; please report it",
    ),
    manual=__doc__ or "",
)
