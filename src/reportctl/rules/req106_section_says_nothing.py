"""A section says only that there is nothing.

## 说明

这一部分只写了“无”，或短得说不清任何事情。问题和改进情况每个机关都有，只写“无”常被上级退回。

## 例

存在的问题：“无。”

## 怎么办

写出一两个真实的问题和改进措施。

## What it means

Every agency has problems to name; a bare “none” is what reviewers send back.

## Example

Problems: “none”.

## What to do

Name one or two real problems and what is done about them.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint
from reportctl.rules._sections import structures

RULE = Rule(
    code="REQ106",
    name="section-says-nothing",
    severity=Severity.WARNING,
    message=Words(
        zh="“{heading}”只写了“{text}”",
        en="{heading} says only “{text}”",
    ),
    hint=Words(
        zh="这一部分不能只写“无”，请如实写出问题和改进措施",
        en="this section cannot be left at that; name the problems and what is done about them",
    ),
    manual=__doc__ or "",
)


_NOTHING = regex(r"(?:暂|均|尚)?(?:无|没有|不存在)(?:此类|相关|明显|突出|的)*(?:情况|问题|事项|内容)*|[/—-]+")
_STOPS = str.maketrans("", "", "。，；、.,;")
_SHORTEST = 10
"""Fewer characters than this cannot name a problem and what is done about it."""


def check(report: Report) -> Iterator[Finding]:
    """Every section that must say something and only says that there is nothing."""
    for constraint, section, text in structures(report, "nonempty"):
        said = "".join(paragraph.text.strip() for paragraph in text.paragraphs)
        bare = "".join(said.split()).translate(_STOPS)
        if bare and (len(bare) < _SHORTEST or _NOTHING.fullmatch(bare)):
            args = {"heading": text.heading.text, "text": said}
            at = text.paragraphs[0].at
            yield of_constraint(RULE, report, constraint, args, at=at, section=section.id)
