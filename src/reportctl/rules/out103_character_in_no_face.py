"""No typeface at hand has a character.

## 说明

现有的字体都没有这个字。勉强生成，印出来会是一个空框。

## 例

人名、地名里的生僻字。

## 怎么办

安装收字较全的字体（如 fonts-noto-cjk），或在 reportctl.toml 中指定；用 reportctl doctor 查看现有的字体。

## What it means

It would be printed as an empty box.

## Example

A rare character of a name.

## What to do

Install a typeface that has it (such as fonts-noto-cjk), or name one in reportctl.toml; reportctl doctor lists those
at hand.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT103",
    name="character-in-no-face",
    severity=Severity.ERROR,
    message=Words(
        zh="字体里没有“{character}”（{codepoint}）这个字",
        en="no typeface has the character “{character}” ({codepoint})",
    ),
    hint=Words(
        zh="请安装含有这个字的字体（如 fonts-noto-cjk），或在 reportctl.toml 中指定；reportctl doctor 列出现有字体",
        en="install one that has it, such as fonts-noto-cjk, or name one in reportctl.toml; try reportctl doctor",
    ),
    manual=__doc__ or "",
)
