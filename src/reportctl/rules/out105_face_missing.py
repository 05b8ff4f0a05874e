"""A role has no typeface.

## 说明

有一种文字没有可用的字体。正常安装带有自备的字体，缺少它说明安装不完整，或者配置指向了不存在的文件。

## 例

reportctl.toml 指定的字体文件已被删除。

## 怎么办

用 reportctl doctor 查看缺少哪一种，改正配置或重新安装。

## What it means

An installation brings typefaces of its own; without them it is incomplete, or the configuration names a file that
is gone.

## Example

The face that reportctl.toml names was deleted.

## What to do

See what is missing with reportctl doctor; correct the configuration or install again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT105",
    name="face-missing",
    severity=Severity.ERROR,
    message=Words(
        zh="找不到可用的{role}字体",
        en="no typeface was found for {role}",
    ),
    hint=Words(
        zh="请安装一款中文字体（如 fonts-noto-cjk），或在 reportctl.toml 中指定",
        en="install a Chinese typeface (such as fonts-noto-cjk), or name one in reportctl.toml",
    ),
    manual=__doc__ or "",
)
