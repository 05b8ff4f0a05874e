"""A cell that must hold a number holds words.

## 说明

应填数字的单元格里是文字。工具不猜测文字里的数字：猜错了，错误就会印在报告上。空格、全角数字和千分位逗号不算文字，可
以照常读出。

## 例

单元格写着“360条”“约 20”或“无”。

## 怎么办

只留数字，单位写在表头里。没有发生的填 0 或留空，不适用的填“/”。

## What it means

A figure must be a number, and words in its cell are not guessed at: a wrong guess would be printed. Spaces,
full-width digits and thousands commas are no words and are read as they are.

## Example

The cell says “360条”, “about 20” or “none”.

## What to do

Leave the number alone; its unit is in the head. Enter 0 or leave the cell blank where there was nothing, / where it
does not apply.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL101",
    name="text-in-number-cell",
    severity=Severity.ERROR,
    message=Words(
        zh="“{label}”应填数字，现为“{raw}”",
        en="{label} must be a number, but the cell says “{raw}”",
    ),
    hint=Words(
        zh="请只填数字，单位和说明文字不要写进单元格；没有的留空，不适用的填“/”",
        en="enter the number alone, without unit or words; leave the cell blank, or enter / if it does not apply",
    ),
    manual=__doc__ or "",
)
