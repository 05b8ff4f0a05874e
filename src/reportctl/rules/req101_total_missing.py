"""A total is blank although its parts hold numbers.

## 说明

合计没有填，而它的分项里有数字。空白的合计不是 0，工具也不代填：合计是机关自己公布的数。合计和分项都空白，只是没有填
写，不报告。

## 例

三个分项是 6、20、1，合计空白。

## 怎么办

核对分项，填上合计。

## What it means

A blank total is not 0, and it is not filled in for you: the agency states it. Where total and parts are all blank,
the row is simply not filled in.

## Example

The parts are 6, 20 and 1, and the total is blank.

## What to do

Check the parts and enter the total.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportctl.model.figure import State, number_text
from reportctl.model.finding import Finding, Folded, Rule, Severity, Words
from reportctl.model.report import BreakdownKind, Report
from reportctl.rules._findings import of_constraint, related_cells
from reportctl.rules._relations import ZERO, Missing, breakdown_terms, missing_totals

RULE = Rule(
    code="REQ101",
    name="total-missing",
    severity=Severity.ERROR,
    message=Words(
        zh="“{total}”没有填，而它的分项中有数字（{computed}）",
        en="{total} is blank although its parts hold numbers (it {computed_en})",
    ),
    hint=Words(
        zh="请填上合计数",
        en="enter the total",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every total that is blank beside a part that is not zero, once for each cell."""
    missing = missing_totals(report)
    for found in missing.values():
        best = next((m for m in found if m.exact), found[0])
        yield _finding(report, best, tuple(m for m in found if m is not best))
    for breakdown in report.breakdowns:
        total, parts = breakdown_terms(report, breakdown)
        if breakdown.figure in missing or total is None or parts is None or total.value.state is not State.BLANK:
            continue
        if any(part.number != 0 for part in parts):
            exact = breakdown.kind is BreakdownKind.SUM
            yield _finding(report, Missing(total, parts, sum((p.number for p in parts), ZERO), exact, None), ())


def _finding(report: Report, missing: Missing, others: tuple[Missing, ...]) -> Finding:
    constraint, total = missing.constraint, missing.total
    computed = number_text(missing.computed)
    args = {
        "total": total.label,
        "computed": f"应为 {computed}" if missing.exact else f"至少 {computed}",
        "computed_en": f"makes {computed}" if missing.exact else f"is at least {computed}",
    }
    finding = of_constraint(RULE, report, constraint, args, at=total.at)
    return replace(
        finding,
        figure=total.figure,
        expected=missing.computed if missing.exact else None,
        related=related_cells(missing.parts),
        folded=tuple(Folded(m.constraint.id, total.figure or "") for m in others if m.constraint),
    )
