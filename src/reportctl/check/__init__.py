"""Check: a bound report against every rule. Findings are folded, accepted where the workbook says so, and sorted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, wraps
from typing import TYPE_CHECKING

from reportctl.check.accept import accept
from reportctl.check.arrange import arranged, stamped
from reportctl.check.fold import fold
from reportctl.check.grounds import GROUNDS
from reportctl.model.finding import Finding, Rule
from reportctl.model.report import Report
from reportctl.rules import check_of, rule

if TYPE_CHECKING:
    from reportctl.rules import Check

JUDGES: tuple[tuple[Rule, Check], ...]
"""Every rule that judges a report, in code order, with its check, which asks first whether there are grounds."""


def __getattr__(name: str) -> tuple[tuple[Rule, Check], ...]:
    """The judges, with the modules of all their rules, when they are asked for."""
    if name == "JUDGES":
        return _judges()
    raise AttributeError(name)


@cache
def _judges() -> tuple[tuple[Rule, Check], ...]:
    return tuple((rule(code), _judge(code)) for code in GROUNDS)


def _judge(code: str) -> Check:
    @wraps(check_of(code))
    def judge(report: Report) -> Iterator[Finding]:
        return _judged(report, code)

    return judge


def _judged(report: Report, code: str) -> Iterator[Finding]:
    return check_of(code)(report) if GROUNDS[code](report) else iter(())


def check(report: Report, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Run all rules and return everything to be reported, suppressed findings included.

    `found` are the findings made before the report was bound; acceptances apply to them too. What cannot be read is not
    missing as well. A finding whose fault
    another one already explains is folded into that one. A personal number that a finding quotes is masked. Errors come
    first, then by sheet and cell.
    """
    unreadable = {finding.at for finding in found if finding.rule.code.startswith("CEL")}
    judged = (finding for code in GROUNDS for finding in _judged(report, code))
    own = [f for f in judged if not (f.rule.code.startswith("REQ") and f.at in unreadable)]
    findings = accept(report, [*found, *fold(report, own)])
    return arranged(report, [_clean(stamped(report, finding)) for finding in findings])


def _clean(finding: Finding) -> Finding:
    # Most reports have nothing to be masked in.
    from reportctl.rules._personal import without_personal

    return without_personal(finding)
