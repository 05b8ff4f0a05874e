"""There is no workbook for what was asked for.

## 说明

找不到要处理的工作簿。给年度时，工具在 data 文件夹里找声明为这一年度的工作簿；它看内容，不看文件名。

## 例

运行 reportctl build 2016，而 data 文件夹里没有 2016 年度的工作簿。

## 怎么办

把工作簿放进 data 文件夹，或用 reportctl new 生成一份。

## What it means

For a year, data/ is searched for the workbook that says it is of that year; file names are not trusted.

## Example

reportctl build 2016, and data/ holds no workbook for 2016.

## What to do

Put the workbook into data/, or make one with reportctl new.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL101",
    name="file-not-found",
    severity=Severity.ERROR,
    message=Words(
        zh="找不到{what}的工作簿",
        en="no workbook for {what}",
    ),
    hint=Words(
        zh="请把工作簿放进 data 文件夹，或用 reportctl new {what} 生成一份空白表",
        en="put the workbook into data/, or make a blank one with: reportctl new {what}",
    ),
    manual=__doc__ or "",
)
