"""The workbook took too long and was given up.

## 说明

处理这个工作簿超过了时限，已经停止。其他工作簿照常处理，已有的报告没有改动。

## 例

工作簿里有几十万个带格式的空白单元格。

## 怎么办

删去表格以外的行列和不用的工作表，另存后再试；网络文件夹中的，复制到本机再试。

## What it means

Work on this workbook was stopped at the time limit. All others were done, and an earlier report is untouched.

## Example

The workbook has hundreds of thousands of blank cells with formats.

## What to do

Delete rows, columns and sheets that are not needed and save it; copy it here first if it is on a network.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL111",
    name="took-too-long",
    severity=Severity.ERROR,
    message=Words(
        zh="处理这个工作簿超过时限（{limit}），已经停止，其他工作簿不受影响",
        en="this workbook took longer than {limit} and was given up; the others are not affected",
    ),
    hint=Words(
        zh="请删去多余的行、列和工作表，另存后再试",
        en="delete rows, columns and sheets that are not needed, save it and try again",
    ),
    manual=__doc__ or "",
)
