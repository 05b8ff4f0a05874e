"""The text holds a character that cannot be printed.

## 说明

文字里有不能印出的字符。控制符和改变书写方向的符号看不见，却会打乱版面，甚至让读者看到与原文不同的内容。

## 例

从网页复制的一段，夹着 U+202E。

## 怎么办

删去这一段，重新键入，或先粘贴为纯文本。

## What it means

Control characters and marks that turn the direction of writing are unseen, but upset the page and can make it read
differently from its source.

## Example

A passage copied from a web page holds U+202E.

## What to do

Type the passage again, or paste it as plain text.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="CEL115",
    name="character-not-printable",
    severity=Severity.ERROR,
    message=Words(
        zh="文字里有不能印出的字符 {characters}",
        en="the text holds characters that cannot be printed: {characters}",
    ),
    hint=Words(
        zh="请删去这些看不见的字符，重新键入这一段",
        en="delete these invisible characters and type the passage again",
    ),
    manual=__doc__ or "",
)
