"""A formula has no stored result.

## 说明

单元格里的公式没有保存过结果。工具不计算公式，只读表格软件存下的结果；没有结果，就不知道这里是多少。

## 例

用程序写进去的 =SUM(C3:C5)，从来没有在 Excel 或 WPS 里打开过。

## 怎么办

用 Excel 或 WPS 打开工作簿，保存一次；或者直接填入数字。

## What it means

Formulas are not calculated here; what the spreadsheet program stored is read. Without a stored result nobody knows
what the cell says.

## Example

=SUM(C3:C5) was written by a program, and the workbook was never opened in Excel or WPS.

## What to do

Open the workbook in Excel or WPS and save it once, or enter the number itself.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL102",
    name="formula-not-calculated",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”是一个没有计算过的公式：{raw}",
        en="{label} is a formula that was never calculated: {raw}",
    ),
    hint=Words(
        zh="请用 Excel 或 WPS 打开工作簿，保存一次，或直接填入数字",
        en="open the workbook in Excel or WPS and save it once, or enter the number itself",
    ),
    manual=__doc__ or "",
)
