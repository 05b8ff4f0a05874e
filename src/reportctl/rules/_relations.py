"""The form's relations and the agency's breakdowns, evaluated against a report.

A blank part counts as 0 once its total or a sibling is filled in, "/" counts as 0 too; where nothing is filled in there
is nothing to judge. A cell that cannot be read, or that is absent, leaves its relations unjudged: another finding
stands for it. A total left blank beside a part that is not zero is missing, and never counts as 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from reportctl.model.figure import State, Value
from reportctl.model.finding import Force
from reportctl.model.grid import label_text
from reportctl.model.layout import Constraint, FigureSpec, Op, Operand, Relation
from reportctl.model.location import CellRef
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.report import Breakdown, BreakdownKind, Report

ZERO = Decimal(0)
_REMARK = regex(r"(?<=.)[（(][^（）()]*[）)]$")


class Kind(Enum):
    """What a relation says; each kind has its code."""

    SUM = auto()
    """A total is the sum of its parts."""
    BALANCE = auto()
    """Two sides are equal."""
    PART = auto()
    """One figure is at most another."""
    COVER = auto()
    """One figure is at most the sum of several."""
    LIMIT = auto()
    """Any other comparison."""
    CONDITION = auto()
    """A comparison that holds wherever another one does."""
    YEARS = auto()
    """Last year's figures occur."""


class Term(Struct, frozen=True):
    """An operand with what it counts for; `figure` is None for a constant and for a part of a breakdown.

    `printed` is its label as the form prints it.
    """

    figure: str | None
    spec: FigureSpec | None
    printed: str
    sign: int
    number: Decimal
    value: Value
    previous: bool = False

    @property
    def label(self) -> str:
        """The label for messages, without the remarks in brackets at the ends of its levels."""
        return " / ".join(_REMARK.sub("", level) for level in self.printed.split(" / "))

    @property
    def at(self) -> CellRef | None:
        """The cell that the term was read from."""
        return self.value.at

    @property
    def filled(self) -> bool:
        """Whether a number stands in the cell."""
        return self.value.state is State.NUMBER

    @property
    def shown(self) -> Decimal | str | None:
        """The value as a message lists it: the number, the mark for not applicable, None for a blank cell."""
        match self.value.state:
            case State.NUMBER:
                return self.number
            case State.NOT_APPLICABLE:
                return self.value.raw.strip() or "/"
            case _:
                return None


class Equation(Struct, frozen=True):
    """A relation or a breakdown that can be judged, with the values of the report in place of the operands."""

    left: tuple[Term, ...]
    op: Op
    right: tuple[Term, ...]
    subject: Term
    constraint: Constraint | None = None
    premise: Equation | None = None

    @property
    def left_sum(self) -> Decimal:
        """What the left side makes."""
        return sum((t.sign * t.number for t in self.left), ZERO)

    @property
    def right_sum(self) -> Decimal:
        """What the right side makes."""
        return sum((t.sign * t.number for t in self.right), ZERO)

    @property
    def holds(self) -> bool:
        """Whether the comparison is true."""
        return compare(self.left_sum, self.op, self.right_sum)

    @property
    def others(self) -> tuple[Term, ...]:
        """All terms but the subject that stand in a cell."""
        return tuple(t for t in (*self.left, *self.right) if t is not self.subject and t.at is not None)

    @property
    def stated(self) -> Decimal:
        """What the subject's side makes."""
        return self.left_sum if self.subject in self.left else self.right_sum

    @property
    def computed(self) -> Decimal:
        """What the other side makes."""
        return self.right_sum if self.subject in self.left else self.left_sum


class Missing(Struct, frozen=True):
    """A total that is blank beside a part that is not zero; unless `exact`, `computed` is only a lower bound."""

    total: Term
    parts: tuple[Term, ...]
    computed: Decimal
    exact: bool
    constraint: Constraint | None


def compare(left: Decimal, op: Op, right: Decimal) -> bool:
    """Whether `left op right` is true."""
    match op:
        case Op.EQ:
            return left == right
        case Op.LE:
            return left <= right
        case Op.GE:
            return left >= right
        case Op.GT:
            return left > right


def kind_of(relation: Relation) -> Kind:
    """Say what a relation is, from its shape alone."""
    if relation.premise is not None:
        return Kind.CONDITION
    if any(o.previous for o in (*relation.left, *relation.right)):
        return Kind.YEARS
    if relation.op is Op.EQ:
        return Kind.BALANCE if total_of(relation) is None else Kind.SUM
    small, large = _ordered(relation)
    if relation.op is Op.GT or not _is_single(small) or not all(o.constant is None and o.sign > 0 for o in large):
        return Kind.LIMIT
    return Kind.PART if len(large) == 1 else Kind.COVER


def total_of(relation: Relation) -> tuple[Operand, tuple[Operand, ...]] | None:
    """The total of an equality and its parts: a side of one figure against a side of several that are added."""
    for side, other in ((relation.left, relation.right), (relation.right, relation.left)):
        if _is_single(side) and len(other) > 1 and all(o.constant is None and o.sign > 0 for o in other):
            return side[0], other
    return None


def _is_single(side: tuple[Operand, ...]) -> bool:
    return len(side) == 1 and side[0].constant is None and side[0].sign > 0


def _ordered(relation: Relation) -> tuple[tuple[Operand, ...], tuple[Operand, ...]]:
    """The side that must not be larger, then the other."""
    return (relation.left, relation.right) if relation.op is Op.LE else (relation.right, relation.left)


def equations(report: Report, *kinds: Kind) -> Iterator[Equation]:
    """All relations of the given kinds that can be judged on this report, in the layout's order."""
    missing = frozenset(missing_totals(report))
    before = frozenset(missing_totals(report.previous)) if report.previous else frozenset[str]()
    for relation in report.layout.relations:
        if kind_of(relation) in kinds:
            equation = _equation(report, relation, missing, before)
            if equation is not None:
                yield equation


def broken(report: Report, kind: Kind) -> Iterator[Equation]:
    """The relations of a kind that do not hold on this report, in the layout's order."""
    return (equation for of, equation in _all_broken(report) if of is kind)


@once
def _all_broken(report: Report) -> tuple[tuple[Kind, Equation], ...]:
    doubtful = [relation for relation in report.layout.relations if not _holds_anyway(report, relation)]
    if not doubtful:
        return ()
    missing = frozenset(missing_totals(report))
    before = frozenset(missing_totals(report.previous)) if report.previous else frozenset[str]()
    judged = ((kind_of(relation), _equation(report, relation, missing, before)) for relation in doubtful)
    return tuple((kind, equation) for kind, equation in judged if equation is not None and not equation.holds)


def _holds_anyway(report: Report, relation: Relation) -> bool:
    """Whether a relation holds with 0 for what states no number: then it is not broken, can it be judged or not.

    Nearly all hold, and to see this takes far less time than to put the equation together.
    """
    return compare(_plain_sum(report, relation.left), relation.op, _plain_sum(report, relation.right))


def _plain_sum(report: Report, operands: tuple[Operand, ...]) -> Decimal:
    total = ZERO
    for operand in operands:
        source = report.previous if operand.previous else report
        number = operand.constant if source is None or operand.constant is not None else source.number(operand.figure)
        if number:
            total += operand.sign * number
    return total


@once
def missing_totals(report: Report) -> dict[str, list[Missing]]:
    """The figures of the form that are blank although parts of theirs hold numbers, each with what shows it."""
    found: dict[str, list[Missing]] = {}
    blank = {figure for figure, value in report.values.items() if value.state is State.BLANK}
    for relation in report.layout.relations:
        # Nearly all totals are filled in; to look at them first keeps a large form quick.
        left, right = relation.left, relation.right
        if not (len(left) == 1 and left[0].figure in blank) and not (len(right) == 1 and right[0].figure in blank):
            continue
        candidate = _missing(report, relation)
        if candidate is not None and candidate.total.figure is not None:
            found.setdefault(candidate.total.figure, []).append(candidate)
    return {
        figure: [replace(m, exact=m.exact and not any(p.figure in found for p in m.parts)) for m in candidates]
        for figure, candidates in found.items()
    }


def breakdown_equations(report: Report, kind: BreakdownKind) -> Iterator[tuple[Breakdown, Equation]]:
    """The breakdowns of a kind that can be judged: the total on the left, its parts on the right."""
    for breakdown in report.breakdowns:
        total, parts = breakdown_terms(report, breakdown)
        if breakdown.kind is not kind or total is None or parts is None:
            continue
        if total.value.state is State.BLANK or not any(t.filled for t in (total, *parts)):
            continue
        op = Op.EQ if kind is BreakdownKind.SUM else Op.GE
        yield breakdown, Equation((total,), op, parts, total)


def broken_breakdowns(report: Report, kind: BreakdownKind) -> Iterator[tuple[Breakdown, Equation]]:
    """The breakdowns of a kind that do not hold."""
    return (found for found in breakdown_equations(report, kind) if not found[1].holds)


def breakdown_terms(report: Report, breakdown: Breakdown) -> tuple[Term | None, tuple[Term, ...] | None]:
    """The total and the parts of a breakdown as terms; None for what cannot be read or is not there."""
    spec = report.spec(breakdown.figure) if breakdown.figure else None
    total = _term_of(breakdown.figure, spec, breakdown.label, breakdown.total)
    parts = [_term_of(None, None, part.label, part.value) for part in breakdown.parts]
    read = tuple(p for p in parts if p is not None)
    return total, read if read and len(read) == len(parts) else None


def _missing(report: Report, relation: Relation) -> Missing | None:
    kind = kind_of(relation)
    if kind is Kind.SUM:
        total_and_parts = total_of(relation)
    elif kind is Kind.PART and relation.constraint.force is not Force.PRACTICE:
        small, large = _ordered(relation)
        total_and_parts = large[0], small
    else:
        return None
    if total_and_parts is None or report.value(total_and_parts[0].figure).state is not State.BLANK:
        return None
    total = _term(report, total_and_parts[0])
    parts = [_term(report, operand) for operand in total_and_parts[1]]
    read = tuple(p for p in parts if p is not None)
    if total is None or len(read) < len(parts):
        return None
    if all(p.number == 0 for p in read):
        return None
    computed = sum((p.sign * p.number for p in read), ZERO)
    return Missing(total, read, computed, kind is Kind.SUM, relation.constraint)


def _equation(report: Report, relation: Relation, missing: frozenset[str], before: frozenset[str]) -> Equation | None:
    constraint = relation.constraint
    if not _comparable(report, relation):
        return None
    premise = _equation(report, relation.premise, missing, before) if relation.premise else None
    if relation.premise is not None and (premise is None or not premise.holds):
        return None
    left = _side(report, relation.left, missing, before)
    right = _side(report, relation.right, missing, before)
    if left is None or right is None or not _judgeable(left, right, constraint.force):
        return None
    lone = (side[0] for side in (left, right) if len(side) == 1 and kind_of(relation) is Kind.SUM)
    named = (t for t in (*left, *right) if t.figure == relation.subject and not t.previous)
    subject = next(lone, None) or next(named, left[0])
    return Equation(left, relation.op, right, subject, constraint, premise)


def _comparable(report: Report, relation: Relation) -> bool:
    """Whether last year's report is at hand and of a form with which the relation is valid, if it needs one."""
    if not any(o.previous for o in (*relation.left, *relation.right)):
        return True
    valid = relation.constraint.needs_previous
    return report.previous is not None and (not valid or not set(valid).isdisjoint(report.previous.layout.lineage))


def _judgeable(left: tuple[Term, ...], right: tuple[Term, ...], force: Force) -> bool:
    """Whether enough is filled in: something; by custom on both sides; of last year at least one number."""
    cells = [t for t in (*left, *right) if t.figure is not None]
    if not any(t.filled for t in cells):
        return False
    before = [t for t in cells if t.previous]
    if before and not any(t.filled for t in before):
        return False
    sides = [[t for t in side if t.figure is not None] for side in (left, right)]
    return force is not Force.PRACTICE or all(not side or any(t.filled for t in side) for side in sides)


def _side(
    report: Report, operands: tuple[Operand, ...], missing: frozenset[str], before: frozenset[str]
) -> tuple[Term, ...] | None:
    terms: list[Term] = []
    for operand in operands:
        source = report.previous if operand.previous else report
        if operand.figure in (before if operand.previous else missing) or source is None:
            return None
        term = _term(source, operand)
        if term is None:
            return None
        terms.append(term)
    return tuple(terms)


def _term(report: Report, operand: Operand) -> Term | None:
    """The operand as read from `report`; None where its cell cannot be read or is not there."""
    if operand.constant is not None:
        constant = Decimal(operand.constant)
        return Term(None, None, str(operand.constant), operand.sign, constant, Value(State.NUMBER, constant))
    spec = report.spec(operand.figure)
    value = report.value(operand.figure)
    if value.state is State.ABSENT and spec is not None and spec.optional:
        value = Value(State.BLANK)
    label = label_text(spec.label, report.year) if spec else operand.figure
    term = _term_of(operand.figure, spec, label, value)
    return term and Term(term.figure, spec, label, operand.sign, term.number, value, operand.previous)


def _term_of(figure: str | None, spec: FigureSpec | None, label: str, value: Value) -> Term | None:
    match value.state:
        case State.NUMBER if value.number is not None:
            return Term(figure, spec, label, 1, value.number, value)
        case State.BLANK | State.NOT_APPLICABLE:
            return Term(figure, spec, label, 1, ZERO, value)
        case _:
            return None
