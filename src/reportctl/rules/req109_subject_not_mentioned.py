"""A section does not mention what it has to.

## 说明

这一部分没有提到按规定或惯例应当写明的事项。没有发生的，也要写明没有。

## 例

最后一部分没有写收取费用的情况。

## 怎么办

补写一句；没有发生的，写明没有。

## What it means

The form names a subject that belongs into this section, even if there was nothing.

## Example

The last section says nothing of what was charged.

## What to do

Add a sentence; where there was nothing, say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import structures

RULE = Rule(
    code="REQ109",
    name="subject-not-mentioned",
    severity=Severity.WARNING,
    message=Words(
        zh="“{heading}”没有提到{words}",
        en="{heading} does not mention {words}",
    ),
    hint=Words(
        zh="请补写一句；没有发生的，写明没有",
        en="add a sentence; where there was nothing, say so",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every section in which none of the words stands that the layout asks for; an empty one is another rule's."""
    for constraint, section, text in structures(report, "mentions"):
        words = constraint.params.get("words")
        said = "".join(paragraph.text for paragraph in text.paragraphs)
        if not said.strip() or not isinstance(words, tuple) or any(word in said for word in words):
            continue
        args = {"heading": text.heading.text, "words": f"“{words[0]}”" if words else ""}
        yield of_constraint(RULE, report, constraint, args, at=text.paragraphs[0].at, section=section.id)
