"""A value stands far away from everything else on its sheet.

## 说明

工作表上有一个内容离其他内容很远，多半是误填的。它不计入报告，但应当有人看一眼。

## 例

最后一行 A1048576 里有一个句点。

## 怎么办

按 Ctrl+End 找到它，删去后保存。

## What it means

Something stands a thousand rows or a hundred columns away from all the rest, mostly by mistake. It is no part of the
report, but someone should look at it.

## Example

There is a full stop in A1048576, the last row.

## What to do

Press Ctrl+End to find it, delete it, and save.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL122",
    name="value-far-away",
    severity=Severity.WARNING,
    message=Words(
        zh="这里的内容离表格很远：“{raw}”",
        en="this stands far away from the table: “{raw}”",
    ),
    hint=Words(
        zh="误填的请删去后保存",
        en="delete it if it was entered by mistake, then save",
    ),
    manual=__doc__ or "",
)
