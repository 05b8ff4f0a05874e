"""How a number is made up: the relations of the form and the breakdowns that a cell takes part in."""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.layout import Op
from reportctl.model.location import CellRef
from reportctl.model.report import BreakdownKind, Report
from reportctl.prose.trace import Operand, Reckoning
from reportctl.rules._relations import Equation, Kind, Term, breakdown_equations, equations

_SIGNS = {Op.EQ: "=", Op.LE: "≤", Op.GE: "≥", Op.GT: ">"}
_BROKEN = {Op.EQ: "≠", Op.LE: ">", Op.GE: "<", Op.GT: "≤"}


def reckonings(report: Report, at: CellRef) -> tuple[Reckoning, ...]:
    """Every sum, balance and breakdown that the cell takes part in: the breakdowns first, then the form's relations.

    Where a relation does not hold, its sign says so: 360 + 188 ≠ 1027.
    """
    return tuple(
        Reckoning(
            tuple(map(_operand, equation.left)),
            (_SIGNS if equation.holds else _BROKEN)[equation.op],
            tuple(map(_operand, equation.right)),
            equation.constraint.id if equation.constraint else None,
            equation.holds,
        )
        for equation in _all(report)
        if any(term.at == at and not term.previous for term in (*equation.left, *equation.right))
    )


def _all(report: Report) -> Iterator[Equation]:
    for kind in BreakdownKind:
        for _, equation in breakdown_equations(report, kind):
            yield equation
    yield from equations(report, Kind.SUM, Kind.BALANCE)


def _operand(term: Term) -> Operand:
    return Operand(term.sign, term.number, term.label, term.at, term.figure)
