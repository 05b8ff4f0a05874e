"""The project's configuration is wrong.

## 说明

配置文件 reportctl.toml 有误。键名不认识，或者取值不在允许的范围内。

## 例

把级别写成 fatal。

## 怎么办

按 README 改正所指的键，或删去它。

## What it means

A key of reportctl.toml is unknown, or its value is not among those allowed.

## Example

A severity says “fatal”.

## What to do

Correct the key by the README, or delete it.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="LAY104",
    name="configuration-invalid",
    severity=Severity.ERROR,
    message=Words(
        zh="配置文件有误：{cause}",
        en="the configuration file is wrong: {cause_en}",
    ),
    hint=Words(
        zh="请按 README 改正 reportctl.toml 的这一处",
        en="correct it in reportctl.toml by the README",
    ),
    manual=__doc__ or "",
)
