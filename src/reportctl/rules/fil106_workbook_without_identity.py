"""The workbook does not say whose report it is, or of which year.

## 说明

工作簿没有写明机关或年度。这两项决定表式、标题、落款和文件名，不能从文件名推测。

## 例

“基本信息”表的“数据年度”是空的。

## 怎么办

在“基本信息”表中填写机关全称和四位数年度。

## What it means

The agency and the year decide the form, the title, the signature and the file names; a file's name is no evidence.

## Example

The line 数据年度 on the sheet 基本信息 is blank.

## What to do

Enter the agency's full name and the year in four digits.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL106",
    name="workbook-without-identity",
    severity=Severity.ERROR,
    message=Words(
        zh="工作簿里没有写明{missing}",
        en="the workbook does not say its {missing_en}",
    ),
    hint=Words(
        zh="请在“基本信息”表中填写{missing}",
        en="fill in its {missing_en} on the sheet 基本信息",
    ),
    manual=__doc__ or "",
)
