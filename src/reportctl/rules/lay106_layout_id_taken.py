"""A local layout takes the id of a built-in one.

## 说明

本地表式占用了内置表式的编号，而内容不同。同一个编号在不同机器上指不同的表式，生成的报告就无法核验。

## 例

复制内置表式，改了内容，没有改编号。

## 怎么办

另取编号，并用 extends 写明它扩展哪一种表式。

## What it means

With one id for two forms a report could no longer be verified elsewhere.

## Example

A built-in layout was copied and changed, but kept its id.

## What to do

Give it an id of its own and name the form that it extends.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="LAY106",
    name="layout-id-taken",
    severity=Severity.ERROR,
    message=Words(
        zh="表式编号“{id}”已为 {other} 所用，而两者内容不同",
        en="the layout id {id} is already taken by {other}, which has another content",
    ),
    hint=Words(
        zh="请给本地表式另取编号",
        en="give the local layout an id of its own",
    ),
    manual=__doc__ or "",
)
