"""A consistent report has no arithmetic finding; whatever figure is changed, a finding names it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import pytest
from consistent_years import LAYOUTS, Years, years
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from report_trip import FORMS, bound, workbook_of

from reportctl.check import check
from reportctl.model.figure import FigureType, State, Value
from reportctl.model.finding import Finding, Severity
from reportctl.model.layout import Op, Operand, Relation
from reportctl.model.report import Report

ARITHMETIC = ("SUM", "SUB", "YOY", "REQ101")
WITHOUT_LAST_YEAR = ("2008", "2014")
"""Forms that compare nothing with the year before."""


@cache
def template(layout: str, year: int) -> Report:
    """A report of the layout in which every figure has its cell, bound from a workbook once."""
    report, found = bound(workbook_of(FORMS[layout], year, dict.fromkeys(FORMS[layout].figures, 0)), FORMS[layout])
    assert found == ()
    return report


def report_of(drawn: Years, changed: Mapping[str, int] | None = None) -> Report:
    """The drawn report, with last year's behind it."""
    report = filled(template(drawn.layout, drawn.year), {**drawn.figures, **(changed or {})})
    if drawn.layout in WITHOUT_LAST_YEAR:
        return report
    return replace(report, previous=filled(template(drawn.layout, drawn.year - 1), drawn.before))


def filled(report: Report, figures: Mapping[str, int]) -> Report:
    """A report with other figures in the same cells."""
    assert set(figures) == set(report.values)
    values = {
        figure: Value(State.NUMBER, Decimal(number), str(number), report.values[figure].at)
        for figure, number in figures.items()
    }
    return replace(report, values=values)


def arithmetic(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule.code.startswith(ARITHMETIC)]


def named(findings: list[Finding]) -> set[str | None]:
    """Every figure that a finding names: its own, those beside it, and those folded into it."""
    own = {finding.figure for finding in findings}
    beside = {related.figure for finding in findings for related in finding.related}
    return own | beside | {folded.figure for finding in findings for folded in finding.folded}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_consistent_report_has_no_arithmetic_finding(layout: str, data: st.DataObject) -> None:
    drawn = data.draw(years(layout))
    assert set(drawn.figures) == set(FORMS[layout].figures)
    assert arithmetic(check(report_of(drawn), ())) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=1, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_consistent_workbook_has_none_either(layout: str, data: st.DataObject) -> None:
    drawn = data.draw(years(layout))
    report, found = bound(workbook_of(FORMS[layout], drawn.year, drawn.figures), FORMS[layout])
    assert found == ()
    assert {figure: value.number for figure, value in report.values.items()} == drawn.figures
    assert arithmetic(check(replace(report, previous=report_of(drawn).previous), found)) == []


@cache
def mentioned(layout: str) -> dict[str, tuple[tuple[Relation, str], ...]]:
    """By constraint at error or warning: its instances, each with a figure of the report's year that it mentions."""
    found: dict[str, list[tuple[Relation, str]]] = {}
    for relation in FORMS[layout].relations:
        if relation.constraint.severity is Severity.INFO:
            continue
        for operand in (*relation.left, *relation.right):
            if operand.constant is None and not operand.previous:
                found.setdefault(relation.constraint.id, []).append((relation, operand.figure))
    return {constraint: tuple(pairs) for constraint, pairs in found.items()}


def breaking(relation: Relation, figure: str, drawn: Years, step: int) -> int | None:
    """Another number for the figure with which the relation cannot hold; None where no lawful number does that."""

    def number(operand: Operand) -> int:
        if operand.constant is not None:
            return operand.constant
        return (drawn.before if operand.previous else drawn.figures)[operand.figure]

    def excess(of: Relation) -> int:
        return sum(o.sign * number(o) for o in of.left) - sum(o.sign * number(o) for o in of.right)

    def times(side: tuple[Operand, ...]) -> int:
        return sum(o.sign for o in side if o.figure == figure and not o.previous)

    if relation.premise is not None and excess(relation.premise) <= 0:
        return None
    direction = times(relation.left) - times(relation.right)
    assert direction in (1, -1)
    old = drawn.figures[figure]
    match relation.op:
        case Op.EQ:
            new = old + step if old + step >= 0 else old - step
        case Op.LE:
            new = old + direction * (1 - excess(relation))
        case _:
            new = old - direction * (1 + excess(relation))
    signed = FORMS[drawn.layout].figures[figure].type is FigureType.SIGNED
    return new if new >= 0 or signed else None


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None)
@given(data=st.data(), step=st.integers(-40, 40).filter(bool))
def test_a_changed_figure_is_named(layout: str, data: st.DataObject, step: int) -> None:
    drawn = data.draw(years(layout))
    constraints = mentioned(layout)
    relation, figure = data.draw(st.sampled_from(constraints[data.draw(st.sampled_from(sorted(constraints)))]))
    new = breaking(relation, figure, drawn, step)
    assume(new is not None)
    assert new is not None
    note(f"{relation.constraint.id}: {figure} {drawn.figures[figure]} -> {new}")
    assert figure in named(arithmetic(check(report_of(drawn, {figure: new}), ())))


def test_every_kind_of_constraint_can_be_broken() -> None:
    """The search above would be empty if nothing were mentioned."""
    ids = {constraint for layout in LAYOUTS for constraint in mentioned(layout)}
    assert ids >= {
        "L-INTAKE", "L-REPLY", "L-REASON", "L-FULLTEXT", "L-APPEAL", "L-REPLIED-LE",
        "S-INTAKE", "S-CLOSING", "S-REPLY", "S-REASON", "S-REVIEW", "S-SUIT", "S-STAFF", "S-REG-SUBSET",
        "S-PRESS-SUBSET", "S-WEBTALK-SUBSET", "S-CHANNEL-COVER", "S-CHANNEL-MAX",
        "P-CLOSED-REPLIED", "P-CLOSED-LE-RECEIVED",
        "T3-BAL", "T3-ROWSUM", "T3-RESULT", "T4-SUM", "T2-DISC-LE-TOTAL", "T2-ITEMS-NONNEG",
        "X-ITEMS", "X-CARRY", "X-CARRY-COL", "X-STOCK", "FEE-ORDER", "FEE-IMPLIES-NOTICE",
        "FJ-INTAKE", "FJ-REPLY", "FJ-CHANNEL-MAX", "FJ-YEAR-LE-CUM", "FJ-CUM",
    }  # fmt: skip
