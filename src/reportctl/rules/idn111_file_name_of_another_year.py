"""The name of the file is another year than its data year.

## 说明

工作簿的文件名是年份，但与里面的数据年度不同。程序以工作簿里写的为准。多半是把上年的工作簿复制过来，忘了改文件名或数
据年度。

## 例

2016.xlsx 里的数据年度是 2017。

## 怎么办

核对是哪一年度的报告，改文件名或数据年度。

## What it means

What stands in the workbook counts. Mostly last year's workbook was copied, and either its name or its data year was
not changed.

## Example

2016.xlsx says that its data year is 2017.

## What to do

See which year the report is of, and correct the name or the data year.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.pattern import regex
from reportctl.model.report import Report

RULE = Rule(
    code="IDN111",
    name="file-name-of-another-year",
    severity=Severity.WARNING,
    message=Words(
        zh="文件名是 {name}，数据年度是 {year} 年",
        en="the file is called {name}, but its data year is {year}",
    ),
    hint=Words(
        zh="请核对是哪一年度的报告，改文件名或数据年度",
        en="see which year it is of, and correct the name or the data year",
    ),
    manual=__doc__ or "",
)


_YEAR = regex(r"(?P<year>(?:19|20)\d\d)(?:年度?)?")


def check(report: Report) -> Iterator[Finding]:
    """The name of the workbook, where it is a year and nothing else."""
    name = report.file.replace("\\", "/").rpartition("/")[2]
    match = _YEAR.fullmatch(name.rpartition(".")[0])
    if match is not None and int(match["year"]) != report.year:
        args = {"name": name, "year": str(report.year)}
        yield Finding(RULE, report.year_at, args, expected=match["year"], actual=str(report.year))
