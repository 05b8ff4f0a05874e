"""When a cell is painted: the layout's relations as conditions that a spreadsheet program evaluates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from reportctl.model.finding import Severity
from reportctl.model.layout import Layout, Op, Operand, Relation
from reportctl.model.location import column_letters

Place = tuple[int, int]
"""A cell of the sheet in question: row and column from 1."""


class Mark(Struct, frozen=True):
    """The cells to paint while `formula` holds; `grave` tells a broken total or an error from a mere doubt."""

    cells: tuple[str, ...]
    formula: str
    grave: bool


def marks(layout: Layout, cells: Mapping[str, Place]) -> tuple[Mark, ...]:
    """The marks of one sheet, the grave ones first; `cells` has the figures that stand on it.

    A relation with last year's report or with another sheet gets none: not every spreadsheet program lets a
    conditional format look beyond its own sheet. `check` judges those.
    """
    found = [
        Mark(_painted(relation, cells), _broken(relation, cells), _grave(relation))
        for relation in layout.relations
        if _figures(relation) <= cells.keys() and not _across_years(relation)
    ]
    return tuple(sorted(found, key=lambda mark: not mark.grave))


def _operands(relation: Relation) -> Iterator[Operand]:
    yield from relation.left
    yield from relation.right
    if relation.premise is not None:
        yield from _operands(relation.premise)


def _across_years(relation: Relation) -> bool:
    return any(operand.previous for operand in _operands(relation))


def _figures(relation: Relation) -> set[str]:
    return {relation.subject, *(operand.figure for operand in _operands(relation) if operand.constant is None)}


def _painted(relation: Relation, cells: Mapping[str, Place]) -> tuple[str, ...]:
    """The subject, and in a sum each total that stands alone on its side."""
    alone = [side[0].figure for side in (relation.left, relation.right) if len(side) == 1 and side[0].constant is None]
    painted = dict.fromkeys((relation.subject, *(alone if relation.is_sum else ())))
    return tuple(_address(cells[figure]) for figure in painted)


def _grave(relation: Relation) -> bool:
    return relation.is_sum or relation.constraint.severity is Severity.ERROR


def _broken(relation: Relation, cells: Mapping[str, Place]) -> str:
    broken = _difference(relation, cells) + _broken_sign(relation.op)
    if relation.premise is None:
        return broken
    premise = _difference(relation.premise, cells) + _broken_sign(relation.premise.op)
    return f"AND(NOT({premise}),{broken})"


def _broken_sign(op: Op) -> str:
    match op:
        case Op.EQ:
            return "<>0"
        case Op.LE:
            return ">0"
        case Op.GE:
            return "<0"
        case Op.GT:
            return "<=0"
        case _:
            assert_never(op)


def _difference(relation: Relation, cells: Mapping[str, Place]) -> str:
    """Left minus right, rounded to the six decimals of an amount: spreadsheet programs add 0.1 and 0.2 in binary."""
    negated = [Operand(o.figure, -o.sign, o.previous, o.constant) for o in relation.right]
    return f"ROUND({_sum((*relation.left, *negated), cells)},6)"


def _sum(operands: Sequence[Operand], cells: Mapping[str, Place]) -> str:
    """SUM passes over blank cells and "/", which count as 0 here."""
    plus = [cells[o.figure] for o in operands if o.constant is None and o.sign > 0]
    minus = [cells[o.figure] for o in operands if o.constant is None and o.sign < 0]
    constant = sum(o.sign * o.constant for o in operands if o.constant is not None)
    terms = f"SUM({_ranges(plus)})" if plus else "0"
    if minus:
        terms += f"-SUM({_ranges(minus)})"
    return f"{terms}{constant:+d}" if constant else terms


def _ranges(cells: Sequence[Place]) -> str:
    """The cells as ranges: neighbours beside or below each other run together, so that long sums stay readable."""
    across = len({row for row, _ in cells}) == 1
    down, right = (0, 1) if across else (1, 0)
    runs: list[list[Place]] = []
    for row, column in sorted(cells, key=lambda place: place if across else (place[1], place[0])):
        if runs and runs[-1][-1] == (row - down, column - right):
            runs[-1].append((row, column))
        else:
            runs.append([(row, column)])
    return ",".join(_address(run[0]) if len(run) == 1 else f"{_address(run[0])}:{_address(run[-1])}" for run in runs)


def _address(place: Place) -> str:
    return f"${column_letters(place[1])}${place[0]}"
