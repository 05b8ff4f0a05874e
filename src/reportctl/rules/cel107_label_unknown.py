"""The table has a label that the form does not know.

## 说明

表中有样表以外的项目。工具按项目名称找数字，不按行号；名称改了就找不到，自己加的行也无处可放。换行、空格、括号和引号
的全角半角不影响识别。

## 例

“其他”被改成“其他渠道”，或在表中加了一行。

## 怎么办

恢复样表上的名称。本机关另外统计的数字放到“分项”表。

## What it means

Figures are found by their labels, not by their rows: a changed label is not recognised, and a row of one's own has
no place. Line breaks, spaces and the width of brackets and quotes do not matter.

## Example

“Other” became “other ways”, or a row was added.

## What to do

Restore the label of the form. Figures of your own belong on the sheet 分项.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL107",
    name="label-unknown",
    severity=Severity.ERROR,
    message=Words(
        zh="表中多出一个不认识的项目“{raw}”",
        en="the table has a label that the form does not know: “{raw}”",
    ),
    hint=Words(
        zh="请按样表改回原来的项目名称；自行增加的行、列请移到“分项”表",
        en="restore the label as the form prints it; rows and columns of your own belong on the sheet 分项",
    ),
    manual=__doc__ or "",
)
