"""A number in the text differs from the table's.

## 说明

正文说的是表里统计的事项，数字却与表中不同。哪些说法指哪一格，写在表式里。受理数可以含上年结转，两种都算对；元和万元换算后比较。
上半年、某一领域、别的单位的数，不与全年的格子比较；“累计”只与累计的格子比较。
用大括号引用的数字不会出这个问题。

## 例

正文写“收到申请 134 件”，表中新收为 170 件。

## 怎么办

核对哪一个对，改正另一个；最好在正文里用大括号引用表中的数字。

## What it means

The text gives a number for something that the form counts, and the table has another. The layout lists which words mean
which cell. Cases brought forward may or may not be among those accepted; 元 and 万元 are converted. Numbers of half a
year, a field of work or another body are not compared, and 累计 only with what runs over the years. A number in
braces cannot differ.

## Example

The text says 134 applications received, the table 170.

## What to do

Find out which is right and correct the other; better still, put the name of the figure in braces.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.report import Report
from reportctl.prose.reading import stated_in
from reportctl.rules._prose import amount_text, figure_label, narrative_law, related_figures

RULE = Rule(
    code="TXT301",
    name="text-differs-from-table",
    severity=Severity.WARNING,
    message=Words(
        zh="“{quote}”：文中写 {stated}，表中“{label}”为 {value}",
        en="“{quote}”: the text says {stated}, the table has {value} for {label}",
    ),
    hint=Words(
        zh="请核对哪一个正确并改正另一个；在正文中用 {{{figure}}} 引用，文表就不会不一致",
        en="correct the one that is wrong; written as {{{figure}}} the text cannot differ from the table",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every number in the text that names a figure of the form, against the cell."""
    constraint = narrative_law(report)
    for found in stated_in(report):
        passage, quantity, value = found.passage, found.item.quantity, found.value
        if value is None or found.agrees or passage.is_bound(quantity):
            continue
        args = {
            "quote": passage.quote(quantity),
            "stated": quantity.text,
            "label": figure_label(report, found.mention.figures),
            "value": amount_text(value, quantity.unit),
            "figure": found.mention.figures[0],
        }
        yield Finding(
            RULE,
            passage.at,
            args,
            section=passage.section,
            figure=found.mention.figures[0],
            expected=value,
            actual=quantity.value,
            related=related_figures(report, found.mention.figures),
            constraint=constraint.id if constraint else None,
            force=constraint.force if constraint else None,
        )
