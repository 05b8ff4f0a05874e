"""The output is open in another program.

## 说明

要替换的文件正被另一个程序打开，Windows 不让替换。试了几次都不行，原有的文件都没有动。

## 例

Word 或 PDF 阅读器正开着上次生成的报告。

## 怎么办

在 Word、WPS 或阅读器里关闭这个文件，再运行一次。没有打开的，看看文件是不是只读。

## What it means

Windows does not replace a file that another program has open. Several tries failed; the old files are as they were.

## Example

Word or a PDF viewer shows the report that was built before.

## What to do

Close the file in Word, WPS or the viewer and run again. If it is not open, see whether it is read-only.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT109",
    name="output-open-elsewhere",
    severity=Severity.ERROR,
    message=Words(
        zh="文件正被其他程序打开，不能替换",
        en="the file is open in another program and cannot be replaced",
    ),
    hint=Words(
        zh="原有文件没有动；请在 Word、WPS 或 PDF 阅读器中关闭它，再运行一次",
        en="the old files were left alone; close it in Word, WPS or the PDF viewer and run again",
    ),
    manual=__doc__ or "",
)
