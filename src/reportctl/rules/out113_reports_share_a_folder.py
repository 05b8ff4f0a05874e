"""Two reports would lie in one folder.

## 说明

两个机关的名称换成文件夹名后相同，报告会互相覆盖，所以都不写。文件夹名不分大小写，不能用的字符都换成“_”。

## 例

“甲/乙局”和“甲:乙局”都成了“甲_乙局”。

## 怎么办

把两个工作簿放在 data 的不同子文件夹里，或用 --out 分别生成。

## What it means

The names of two agencies make the same folder name, and one report would overwrite the other, so neither is written.
Upper and lower case are the same there, and characters that no file name can hold become “_”.

## Example

“A/B” and “A:B” both become “A_B”.

## What to do

Put the two workbooks into different folders of data/, or build them one by one with --out.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT113",
    name="reports-share-a-folder",
    severity=Severity.ERROR,
    message=Words(
        zh="“{agency}”和“{other}”的报告会写进同一个文件夹",
        en="the reports of “{agency}” and “{other}” would lie in one folder",
    ),
    hint=Words(
        zh="请把两个工作簿放在 data 的不同子文件夹里，或用 --out 分别生成",
        en="put the two workbooks into different folders of data/, or build them one by one with --out",
    ),
    manual=__doc__ or "",
)
