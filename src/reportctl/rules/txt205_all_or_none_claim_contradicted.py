"""The text says all or none, and the numbers say otherwise.

## 说明

文字里“全部”“没有”的说法与数字不符。

文字说“全部办结”“办结率 100%”“没有收到申请”“均获维持”，而同一句或者统计表的数字不是这样。

## 例

受理 117 件，办结 171 件，办结率 100%；又如写“未发生行政复议”，表中行政复议为 2 件。

## 怎么办

核对数字；数字没有错的，改写这一句。办结中有上年结转的，写明件数。

## What it means

The text says that all were answered, that there was none, or gives a rate of completion, and the numbers of the
sentence or of the tables say otherwise.

## Example

117 received, 171 completed, a rate of 100 %; or no review at all, where the table has 2.

## What to do

Check the numbers, or reword the sentence. If cases brought forward were completed, say how many.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.grid import label_text
from reportctl.model.report import Report
from reportctl.prose.claims import Claimed
from reportctl.prose.passages import Passage
from reportctl.prose.reading import claimed_in, completions_in
from reportctl.prose.statements import Completion
from reportctl.rules._prose import narrative_law, related_figures, related_items

RULE = Rule(
    code="TXT205",
    name="all-or-none-claim-contradicted",
    severity=Severity.WARNING,
    message=Words(
        zh="文中写“{claim}”，但{contrary}",
        en="the text says “{claim}”, but {contrary_en}",
    ),
    hint=Words(
        zh="请核对数字；数字没有错的，改写这一句",
        en="check the numbers; if they are right, reword the sentence",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every “all” and “none” that the numbers of its sentence or of the tables contradict."""
    for passage, completion in completions_in(report):
        if not completion.holds:
            yield _within(passage, completion)
    for claim in claimed_in(report):
        yield _against_cell(report, claim)


def _within(passage: Passage, found: Completion) -> Finding:
    received, answered = found.received.quantity, found.answered.quantity
    args = {
        "claim": passage.quote(found.percent or answered),
        "contrary": f"{answered.text}不是 {received.text}的 {found.claim}",
        "contrary_en": f"{number_text(answered.value)} is not {found.claim} of {number_text(received.value)}",
    }
    related = related_items(passage, (found.received, found.answered))
    return Finding(
        RULE,
        passage.at,
        args,
        section=passage.section,
        expected=received.value if found.percent is None else found.computed,
        actual=answered.value if found.percent is None else found.percent.value,
        related=related,
    )


def _against_cell(report: Report, found: Claimed) -> Finding:
    spec = report.spec(found.figure)
    label = label_text(spec.label, report.year) if spec else found.figure
    value = number_text(found.value)
    args = {"claim": found.phrase, "contrary": f"“{label}”填 {value}", "contrary_en": f"{label} is stated as {value}"}
    constraint = narrative_law(report)
    return Finding(
        RULE,
        found.passage.at,
        args,
        section=found.passage.section,
        figure=found.figure,
        expected=found.value,
        actual=found.phrase,
        related=related_figures(report, (found.figure,)),
        constraint=constraint.id if constraint else None,
        force=constraint.force if constraint else None,
    )
