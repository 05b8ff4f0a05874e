"""A name in braces stands for nothing.

## 说明

文字里花括号中的名称找不到对应的数字。可以写指标编号、“分项”表里的名称、“总数/分项”，或统计表的行名称（不带序号
和括号说明）。不可能是名称的，如 {0}，照原样印出，只作提醒。

## 例

写了 {网站公布数}，而“分项”表里叫“网站公开数”。

## 怎么办

改成提示的名称，或用 reportctl layout 查看指标编号。

## What it means

A name may be a figure's id, a name from the sheet 分项, total/part, or a row's label without its number and remark.
What cannot be meant for a name, such as {0}, is printed as it stands, with a warning.

## Example

{visits} is written, but the sheet 分项 calls it something else.

## What to do

Use one of the names suggested; reportctl layout lists the ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.pattern import regex
from reportctl.model.placeholder import Cause
from reportctl.model.report import Report
from reportctl.rules._texts import unfilled

RULE = Rule(
    code="TXT101",
    name="placeholder-unknown",
    severity=Severity.ERROR,
    message=Words(
        zh="文字里的“{{{name}}}”不认识",
        en="the text refers to “{{{name}}}”, which nothing is called",
    ),
    hint=Words(
        zh="请改成“分项”表中的名称或指标编号；可用的名称见 reportctl layout {year}{near}",
        en="use a name from the sheet 分项 or a figure's id; reportctl layout {year} lists them{near_en}",
    ),
    manual=__doc__ or "",
)

_NAME = regex(r"[\u3400-\u9fff]|^[a-z][a-z0-9_]+(?:\.[a-z0-9_]+)*$", re.IGNORECASE)
"""What could be meant for a name: Chinese, a word, or an id. Other braces are printed as they stand."""


def check(report: Report) -> Iterator[Finding]:
    """Every `{name}` in the text that is the name of nothing."""
    for place in unfilled(report, Cause.UNKNOWN):
        near = place.names
        args = {
            "name": place.name,
            "year": str(report.year),
            "near": f"。是不是“{'”或“'.join(near)}”？" if near else "",
            "near_en": f"; did you mean {' or '.join(near)}?" if near else "",
        }
        grave = None if near or _NAME.search(place.name) else Severity.WARNING
        yield Finding(RULE, place.at, args, grave, section=place.section, actual=place.name)
