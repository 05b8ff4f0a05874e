"""A cell looks empty, but holds blanks.

## 说明

应填数字的单元格看上去是空的，里面有空格或零宽字符。按没有填写处理。

## 例

为了删去数字，按了一下空格键。

## 怎么办

可以不改；要清空请按 Delete 键。

## What it means

A cell for a number seems empty, but holds spaces or zero-width characters. It is read as not filled in.

## Example

Someone typed a space to delete a number.

## What to do

Nothing has to be done; the Delete key clears a cell.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL121",
    name="cell-only-looks-empty",
    severity=Severity.INFO,
    message=Words(
        zh="“{label}”的单元格里只有看不见的字符（{characters}），按空白读",
        en="the cell of {label} holds only invisible characters ({characters}) and was read as blank",
    ),
    hint=Words(
        zh="不影响生成；建议按 Delete 键清空",
        en="this does no harm; better clear the cell with the Delete key",
    ),
    manual=__doc__ or "",
)
