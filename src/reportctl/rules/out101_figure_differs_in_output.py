"""A figure in the finished file differs from the data.

## 说明

生成的文件里有一个数字与数据不符。每个文件生成后都会从字节中读回核对；有差别的不会放到输出文件夹，原有的文件不动。

## 例

数据是 1027，读回的是 102。

## 怎么办

这是程序的错误，请把工作簿发给维护者。

## What it means

Every file is read back from its bytes and compared before it is put in place; one that differs never is, and the
old files stay.

## Example

The data say 1027, the file says 102.

## What to do

This is a fault of the program; please report it with the workbook.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT101",
    name="figure-differs-in-output",
    severity=Severity.ERROR,
    message=Words(
        zh="{format} 中“{figure}”印成了“{found}”，应为“{wanted}”",
        en="{format} shows {figure} as “{found}” instead of “{wanted}”",
    ),
    hint=Words(
        zh="这是 reportctl 的错误，原有文件没有改动；请把工作簿发给维护者",
        en="this is a fault of reportctl; the old files were left as they were; please report it",
    ),
    manual=__doc__ or "",
)
