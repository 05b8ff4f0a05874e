"""The properties of the workbook name a person.

## 说明

工作簿的文档属性里有作者、最后修改人等信息，像是个人姓名。生成的 DOCX 和 PDF 不带这些信息，工作簿本身外传时会带出去。
姓名不会完整显示。

## 例

最后修改人是经办人的姓名。

## 怎么办

工作簿要外传的，用表格软件的“检查文档”清除属性。

## What it means

The DOCX and PDF do not carry them, but the workbook does when it is passed on. The name is never shown whole.

## Example

The officer who saved the workbook last is named in it.

## What to do

Before it is passed on, clear its properties with the inspector of the spreadsheet program.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.location import FileRef
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.rules._pieces import is_hanzi

RULE = Rule(
    code="PII107",
    name="author-in-properties",
    severity=Severity.INFO,
    message=Words(
        zh="工作簿的文档属性里有姓名 {name}（{role}）",
        en="the properties of the workbook name {name} ({role_en})",
    ),
    hint=Words(
        zh="工作簿要外传的，请清除文档属性",
        en="clear the properties before the workbook is passed on",
    ),
    manual=__doc__ or "",
)


_ROLES = (
    ("creator", "作者", "author"),
    ("lastModifiedBy", "最后修改人", "last saved by"),
    ("Manager", "管理者", "manager"),
)
_LONGEST = 4
"""Characters of a personal name at most."""
_NO_PERSON = regex(r"办公室|用户|管理|单位|机关|科|处|局|厅|委|办|中心|政府|电脑|公司|作者|微软|系统|审核|填报")


def check(report: Report) -> Iterator[Finding]:
    """Every property that holds the name of a person."""
    properties = report.workbook.properties if report.workbook else {}
    for key, role, role_en in _ROLES:
        name = properties.get(key, "").strip()
        if 2 <= len(name) <= _LONGEST and all(map(is_hanzi, name)) and not _NO_PERSON.search(name):
            args = {"name": f"{name[0]}{'*' * (len(name) - 1)}", "role": role, "role_en": role_en}
            yield Finding(RULE, FileRef(report.file), args)
