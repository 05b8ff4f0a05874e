"""The program failed over this workbook; the others were done.

## 说明

处理这个工作簿时，负责它的进程出错退出。其他工作簿照常处理，已有的报告没有改动。

## 例

批量生成一千份报告，其中一个工作簿使进程内存耗尽。

## 怎么办

单独运行 reportctl check 看是否重现。重现的，用 Excel 或 WPS 把工作簿另存一份再试；仍然不行的，请把错误报告给维护者。

## What it means

The process that worked on this workbook failed. All others were done, and an earlier report is untouched.

## Example

A thousand reports are built, and one workbook exhausts the memory of its process.

## What to do

Check the workbook alone. If it fails again, save it anew from a spreadsheet program; if that does not help, tell the
maintainers.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL110",
    name="worker-crashed",
    severity=Severity.ERROR,
    message=Words(
        zh="处理这个工作簿时程序出错（{cause}），其他工作簿不受影响",
        en="the program failed over this workbook ({cause}); the others are not affected",
    ),
    hint=Words(
        zh="请单独校核这个工作簿；仍然出错的，另存一份再试，或报告给维护者",
        en="check it alone; if it fails again, save it anew, or tell the maintainers",
    ),
    manual=__doc__ or "",
)
