"""Findings from evaluated relations: place, both sides, the cells beside them, and the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportctl.model.figure import State, number_text
from reportctl.model.finding import Finding, Force, Related, Rule, Severity
from reportctl.model.layout import Constraint
from reportctl.model.location import FileRef, Location
from reportctl.model.report import Report
from reportctl.rules._relations import Equation, Term

NO_SUSPECT = {"likely": "", "likely_en": ""}
"""The arguments of a hint that can name the cell most likely to be wrong, while none is known."""


def severity_of(constraint: Constraint) -> Severity:
    """The layout's severity; what is custom and printed nowhere is at most a warning."""
    if constraint.force is Force.PRACTICE and constraint.severity is Severity.ERROR:
        return Severity.WARNING
    return constraint.severity


def of_equation(
    rule: Rule,
    report: Report,
    equation: Equation,
    args: Mapping[str, str],
    *,
    expected: Decimal | str | None,
    actual: Decimal | str | None,
    related: Sequence[Term] | None = None,
) -> Finding:
    """A finding at the subject of a broken relation; `related` are its other terms unless stated.

    A breakdown has no constraint of the form behind it; its force is that of the labels 合计 and 其中.
    """
    subject, constraint = equation.subject, equation.constraint
    return Finding(
        rule=rule,
        at=subject.at or FileRef(report.file),
        args={**NO_SUSPECT, **args},
        severity=severity_of(constraint) if constraint else None,
        figure=subject.figure,
        expected=expected,
        actual=actual,
        related=related_cells(equation.others if related is None else related),
        constraint=constraint.id if constraint else None,
        basis=constraint.basis if constraint else None,
        force=constraint.force if constraint else Force.STRUCTURAL,
    )


def of_constraint(
    rule: Rule,
    report: Report,
    constraint: Constraint | None,
    args: Mapping[str, str],
    *,
    at: Location | None = None,
    section: str | None = None,
) -> Finding:
    """A finding at a place, or about the file, with the law of the layout's constraint where there is one."""
    return Finding(
        rule=rule,
        at=at or FileRef(report.file),
        args=args,
        severity=severity_of(constraint) if constraint else None,
        section=section,
        constraint=constraint.id if constraint else None,
        basis=constraint.basis if constraint else None,
        force=constraint.force if constraint else None,
    )


def related_cells(terms: Sequence[Term]) -> tuple[Related, ...]:
    """The terms as cells to be listed beside a finding."""
    return tuple(Related(t.at, t.label, t.shown, t.figure) for t in terms)


def shown_text(term: Term) -> str:
    """A term's value as a message quotes it; a blank cell that counts as 0 reads 0."""
    return str(term.shown) if term.value.state is State.NOT_APPLICABLE else number_text(term.number)


def difference_text(left: Decimal, right: Decimal) -> str:
    """How far two sides are apart, without a sign."""
    return number_text(abs(left - right))


def side_text(terms: Sequence[Term], shared: str = "") -> str:
    """A side of a relation in words: its labels with their signs, without the column that the message names anyway."""
    text = ""
    for term in terms:
        sign = " + " if term.sign > 0 else " − "
        text += (sign if text else sign.strip().strip("+")) + term.label.removesuffix(f" / {shared}")
    return text


def shared_head(terms: Sequence[Term]) -> str:
    """The column's label where all figures among the terms stand in one column, else an empty string."""
    heads = {t.spec.head[-1] if t.spec.head else "" for t in terms if t.spec is not None}
    return heads.pop() if len(heads) == 1 else ""
