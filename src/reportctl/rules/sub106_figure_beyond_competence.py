"""An agency without the power to do so states a number.

## 说明

这个数只有依法有权的机关才会有，报告机关的名称不像这样的机关。多半是把规范性文件填到了规章里。

## 例

某县教育局填了规章 2 件。

## 怎么办

核对填写的行；确是本机关的，在“校核说明”中写明理由。

## What it means

Only agencies with a certain power can have such a number, and the name of this one does not look like it. Mostly it
belongs into the next row.

## Example

A county bureau states two sets of rules.

## What to do

Check the row; where it is right, say why on the sheet 校核说明.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Related, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.rules._findings import of_constraint

RULE = Rule(
    code="SUB106",
    name="figure-beyond-competence",
    severity=Severity.WARNING,
    message=Words(
        zh="“{agency}”一般无权制定，但“{label}”填了 {value}",
        en="{agency} has as a rule no power to make them, but {label} is {value}",
    ),
    hint=Words(
        zh="请核对是否应填在别的行",
        en="see whether it belongs into another row",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """The first number other than 0 that an agency of this name cannot have, the others beside it."""
    for constraint in report.layout.of_kind("competence"):
        figures, lacking, holders = (constraint.params.get(key) for key in ("figures", "lacking", "holders"))
        if not isinstance(figures, tuple) or not isinstance(lacking, tuple) or not isinstance(holders, tuple):
            continue
        agency = report.agency.text
        if not agency.endswith(lacking) or any(holder in agency for holder in holders):
            continue
        stated = [figure for figure in figures if report.number(figure)]
        if not stated:
            continue
        specs = [(figure, report.spec(figure)) for figure in stated]
        labels = {figure: " / ".join(spec.path) if spec else figure for figure, spec in specs}
        value = report.number(stated[0])
        args = {"agency": agency, "label": labels[stated[0]], "value": number_text(value or Decimal(0))}
        finding = of_constraint(RULE, report, constraint, args, at=report.place(stated[0]))
        related = tuple(Related(report.value(f).at, labels[f], report.number(f), f) for f in stated[1:])
        yield replace(finding, figure=stated[0], expected=Decimal(0), actual=value, related=related)
