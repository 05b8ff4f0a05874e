"""The cause first and once: findings that one wrong cell explains become one finding.

A cell is the culprit when one and the same correction of it repairs every equality it takes part in, at least two
broken relations among them, breaks no comparison that holds now, and no other cell explains as much. Where it takes
part in limits only, the smallest correction that keeps them all is meant. Nothing else is folded, except that two
relations which state the same two sides of the same cell are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from reportctl.model.figure import FigureType, number_text
from reportctl.model.finding import Finding, Folded, Severity
from reportctl.model.layout import Op
from reportctl.model.location import CellRef
from reportctl.model.report import BreakdownKind, Report
from reportctl.rules._relations import Equation, Kind, Term, breakdown_equations, compare, equations

_GRADES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_BOUNDS = {0: ("", ""), 1: ("不小于", "at least "), -1: ("不大于", "at most ")}
_FEWEST = 2
"""Fewer findings than this have no cause in common."""
_KINDS = (Kind.SUM, Kind.BALANCE, Kind.PART, Kind.COVER, Kind.LIMIT, Kind.YEARS)


class _Suspect(Struct, frozen=True):
    """A cell, what it would have to state, and the broken relations (by index) that this would repair.

    `bound` is 1 where the corrected number is the least that will do, -1 where it is the greatest, 0 where no other
    will.
    """

    term: Term
    corrected: Decimal
    repairs: frozenset[int]
    bound: int = 0


def fold(report: Report, findings: Sequence[Finding]) -> list[Finding]:
    """Fold findings with one cause into the gravest of them, which then names the cell most likely to be wrong."""
    if len(findings) < _FEWEST:
        return list(findings)
    judged = tuple(_judged(report))
    broken = {i: f for i, e in enumerate(judged) if not e.holds and (f := _finding_of(e, findings)) is not None}
    result = list(findings)
    for suspect in _culprits(judged, frozenset(broken)):
        group = [broken[i] for i in sorted(suspect.repairs)]
        result = _merged(result, group, suspect)
    return _same_sides(result)


def _judged(report: Report) -> Iterator[Equation]:
    yield from equations(report, *_KINDS)
    for kind in BreakdownKind:
        for _, equation in breakdown_equations(report, kind):
            yield equation


def _finding_of(equation: Equation, findings: Sequence[Finding]) -> Finding | None:
    """The finding that was made of a broken relation: that of the same constraint at one of its cells."""
    constraint = equation.constraint.id if equation.constraint else None
    own = [f for f in findings if f.constraint == constraint and f.figure == equation.subject.figure]
    return next((f for f in own if _cells(f) == _cells_of(equation)), None)


def _cells(finding: Finding) -> set[object]:
    return {finding.at, *(r.at for r in finding.related)}


def _cells_of(equation: Equation) -> set[object]:
    return {t.at for t in (*equation.left, *equation.right) if t.at is not None}


def _culprits(judged: tuple[Equation, ...], broken: frozenset[int]) -> list[_Suspect]:
    """The suspects that nothing rivals: of two that share a broken relation, the one that repairs more is kept."""
    suspects = list(_suspects(judged, broken))
    kept: list[_Suspect] = []
    for suspect in suspects:
        rivals = [s for s in suspects if s is not suspect and s.repairs & suspect.repairs]
        if all(len(rival.repairs) < len(suspect.repairs) for rival in rivals):
            kept.append(suspect)
    return kept


def _suspects(judged: tuple[Equation, ...], broken: frozenset[int]) -> Iterator[_Suspect]:
    places: dict[CellRef, list[int]] = {}
    for i, equation in enumerate(judged):
        for term in (*equation.left, *equation.right):
            if term.at is not None and not term.previous:
                places.setdefault(term.at, []).append(i)
    for at, indexes in places.items():
        if len(broken.intersection(indexes)) < 2:
            continue
        suspect = _suspect(at, {i: judged[i] for i in indexes}, broken)
        if suspect is not None:
            yield suspect


def _suspect(at: CellRef, touched: dict[int, Equation], broken: frozenset[int]) -> _Suspect | None:
    equalities = [e for e in touched.values() if e.op is Op.EQ]
    changes = {_repair(e, at) for e in equalities} or {_least(touched, at)}
    change = changes.pop() if len(changes) == 1 else None
    if not change:
        return None
    term = next(t for e in touched.values() for t in (*e.left, *e.right) if t.at == at)
    corrected = term.number + change
    signed = term.spec is not None and term.spec.type is FigureType.SIGNED
    if corrected < 0 and not signed:
        return None
    repairs: set[int] = set()
    for i, equation in touched.items():
        mended = _holds_after(equation, at, change)
        if equation.holds and not mended:
            return None
        if i in broken and mended:
            repairs.add(i)
    bound = 0 if equalities else 1 if change > 0 else -1
    return _Suspect(term, corrected, frozenset(repairs), bound) if len(repairs) > 1 else None


def _least(touched: dict[int, Equation], at: CellRef) -> Decimal | None:
    """The smallest change of a cell that keeps all broken limits; None where they pull it both ways."""
    needed = {
        change for e in touched.values() if not e.holds and e.op in (Op.LE, Op.GE) and (change := _repair(e, at))
    }  # fmt: skip
    if not needed or (min(needed) < 0 < max(needed)):
        return None
    return max(needed, key=abs)


def _weight(equation: Equation, at: CellRef) -> int:
    """By how much left minus right grows when the cell grows by one."""
    left = sum(t.sign for t in equation.left if t.at == at)
    return left - sum(t.sign for t in equation.right if t.at == at)


def _repair(equation: Equation, at: CellRef) -> Decimal | None:
    """What has to be added to the cell for both sides to be equal: 0 where they are, None where nothing helps."""
    weight = _weight(equation, at)
    return (equation.right_sum - equation.left_sum) / weight if weight else None


def _holds_after(equation: Equation, at: CellRef, change: Decimal) -> bool:
    return compare(equation.left_sum + _weight(equation, at) * change, equation.op, equation.right_sum)


def _merged(findings: list[Finding], group: list[Finding], suspect: _Suspect) -> list[Finding]:
    """Put the group's gravest finding in its place, with the others folded under it and the culprit named."""
    head = min(group, key=lambda f: (_GRADES.index(f.grade), f.at != suspect.term.at))
    under = [f for f in group if f is not head]
    args = {**head.args, **_likely(suspect)}
    merged = replace(head, args=args, folded=(*head.folded, *(record for f in under for record in _records(f))))
    return [merged if f is head else f for f in findings if not any(f is other for other in under)]


def _likely(suspect: _Suspect) -> dict[str, str]:
    at, label = suspect.term.at, suspect.term.label
    if at is None:
        return {}
    place, value, count = f"{at.sheet}!{at.a1}", number_text(suspect.corrected), len(suspect.repairs)
    zh, en = _BOUNDS[suspect.bound]
    return {
        "likely": f"。最可能填错的是 {place}“{label}”：改为{zh} {value}，相关的 {count} 处关系就都成立",
        "likely_en": f"; most likely {place} ({label}) is wrong: with {en}{value} all {count} relations concerned hold",
    }


def _records(finding: Finding) -> tuple[Folded, ...]:
    own = Folded(finding.constraint or finding.rule.code, finding.figure or "")
    return (own, *finding.folded)


def _same_sides(findings: list[Finding]) -> list[Finding]:
    """Of findings that state the same two sides of the same cell, keep the gravest with the others under it."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: _GRADES.index(f.grade)):
        twin = next((i for i, other in enumerate(kept) if _twins(other, finding)), None)
        if twin is None:
            kept.append(finding)
        else:
            kept[twin] = replace(kept[twin], folded=(*kept[twin].folded, *_records(finding)))
    return kept


def _twins(first: Finding, second: Finding) -> bool:
    if first.figure is None or first.expected is None or first.at != second.at:
        return False
    return (first.figure, first.expected, first.actual) == (second.figure, second.expected, second.actual)
