"""An acceptance matches no finding.

## 说明

校核说明里有一行没有对应的问题。也许问题已经改正，也许代码或指标写错，也许这类问题不能用说明代替改正（文件打不开、单
元格读不出数字等）。

## 例

接受了 SUM101，而那个合计现在是对的。

## 怎么办

删去这一行，或按 reportctl check 列出的代码和指标改正。

## What it means

The fault was corrected, the code or figure is mistyped, or this kind of fault cannot be accepted (an unreadable
file or cell).

## Example

SUM101 is accepted for a total that now adds up.

## What to do

Delete the line, or take code and figure from what reportctl check lists.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="IDN103",
    name="acceptance-without-finding",
    severity=Severity.WARNING,
    message=Words(
        zh="校核说明中的“{code} {figure}”没有对应的发现",
        en="the acceptance of {code} {figure} matches no finding",
    ),
    hint=Words(
        zh="请删去这一行，或核对代码和指标",
        en="delete the line, or check its code and figure",
    ),
    manual=__doc__ or "",
)
