"""Unrolling: the constraints of a layout become relations over its figures, one for each turn of their loops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from reportctl.model.finding import Finding, Force
from reportctl.model.grid import figure_id
from reportctl.model.layout import Constraint, Op, Operand, Relation, Table
from reportctl.model.location import KeyRef
from reportctl.read.layout_draft import Clause, Formula, Selector, Term
from reportctl.read.toml_node import dangling, shape_fault

MAX_OPERANDS = 100_000
"""A layout whose constraints are longer when unrolled is refused: no form needs a hundredth of it."""

Turn = Mapping[str, str]
"""The ids that `r` and `c` stand for in one turn of the loops."""


class Axes:
    """The rows, columns, groups and figures of a layout's tables, by table."""

    def __init__(self, tables: tuple[Table, ...]) -> None:
        self._members: dict[tuple[str, bool, str], list[str]] = {}
        self.figures: set[str] = set()
        self.tables = {table.id for table in tables}
        for table in tables:
            for block in table.blocks:
                rows = [row for row in block.rows if not row.head]
                for row in rows:
                    self._add(table.id, True, row.id, row.groups)
                    self.figures.update(figure_id(table, row, column) for column in block.columns)
                for column in block.columns:
                    self._add(table.id, False, column.id, (column.group,) if column.group else ())

    def _add(self, table: str, rows: bool, name: str, groups: tuple[str, ...]) -> None:
        for key in ("*", name, *(f"@{group}" for group in groups)):
            members = self._members.setdefault((table, rows, key), [])
            if name not in members:
                members.append(name)

    def members(self, table: str, rows: bool, name: str) -> list[str]:
        """The ids that `*`, an id or `@` and a group stand for; empty where there is no such thing."""
        return self._members.get((table, rows, name), [])


Families = Mapping[str, Sequence[Axes]]
"""By a layout's id its axes and those of its variants."""


class Unroller:
    """Turns clauses into relations and collects what they refer to in vain."""

    def __init__(self, axes: Axes, families: Families) -> None:
        """`axes` are those of the layout itself, `families` those that a report of the year before may have."""
        self.found: list[Finding] = []
        self._axes = axes
        self._families = families
        self._operands = 0

    def relations(self, clause: Clause) -> Iterator[Relation]:
        """The relations of one clause, in the order of its loops."""
        if clause.formula is None or self._operands > MAX_OPERANDS:
            return
        if not self._applies(clause) or not self._closed(clause):
            return
        names = tuple(clause.loops)
        for ids in product(*(self._select(clause.loops[name]) for name in names)):
            relation = self._relation(clause, clause.formula, dict(zip(names, ids, strict=True)))
            if self._full(clause.key) or relation is None:
                return
            yield relation

    def _applies(self, clause: Clause) -> bool:
        where = clause.where
        if where is None:
            return True
        if where.table not in self._axes.tables:
            self.found.append(dangling(where.key, where.table))
            return False
        return all(self._axes.members(where.table, where.rows, name) for name in where.names.split(","))

    def _closed(self, clause: Clause) -> bool:
        """Whether every loop variable is bound and every bound variable is used."""
        terms = (*clause.terms, *((clause.subject,) if clause.subject else ()))
        used = {part[1:]: term.key for term in terms for part in (term.row, term.column) if part.startswith("$")}
        for name, key in used.items():
            if name not in clause.loops:
                self.found.append(dangling(key, f"${name}"))
        for name, selector in clause.loops.items():
            if name not in used:
                self.found.append(shape_fault(selector.key, f"循环变量 ${name} 没有用到", f"${name} is not used"))
        return set(used) == set(clause.loops)

    def _select(self, selector: Selector) -> list[str]:
        ids: list[str] = []
        for name in selector.names.split(","):
            members = self._axes.members(selector.table, selector.rows, name)
            if not members:
                self.found.append(dangling(selector.key, f"{selector.table}.{name}"))
            ids += members
        return ids

    def _full(self, key: KeyRef) -> bool:
        if self._operands <= MAX_OPERANDS:
            return False
        self.found.append(shape_fault(key, "展开后的算式过多", "too many formulas when its loops are written out"))
        return True

    def _relation(self, clause: Clause, formula: Formula, turn: Turn) -> Relation | None:
        """One turn; None where a term names nothing, so that a wrong name is reported once and not at each turn."""
        before = len(self.found)
        left, right = self._side(clause, formula.left, turn), self._side(clause, formula.right, turn)
        premise = None
        if clause.premise is not None:
            sides = [self._side(clause, side, turn) for side in (clause.premise.left, clause.premise.right)]
            premise = Relation(clause.constraint, sides[0], clause.premise.op, sides[1], _first(sides[0], sides[1]))
        if clause.subject is not None:
            named = self._side(clause, (clause.subject,), turn)
            subject = named[0].figure if named else ""
        else:
            subject = _subject(formula, left, right)
        if len(self.found) > before:
            return None
        if not subject:
            zh, en = "算式中没有本年度的指标", "the formula has no figure of this year"
            self.found.append(shape_fault(clause.key, zh, en))
            return None
        return Relation(clause.constraint, left, formula.op, right, subject, premise)

    def _side(self, clause: Clause, terms: tuple[Term, ...], turn: Turn) -> tuple[Operand, ...]:
        operands: list[Operand] = []
        for term in terms:
            if self._operands > MAX_OPERANDS:
                break
            operands += self._term(clause.constraint, term, turn)
        return tuple(operands)

    def _term(self, constraint: Constraint, term: Term, turn: Turn) -> list[Operand]:
        if term.constant is not None:
            return [Operand("", term.sign, constant=term.constant)]
        row = turn[term.row[1:]] if term.row.startswith("$") else term.row
        column = turn[term.column[1:]] if term.column.startswith("$") else term.column
        if term.previous:
            return self._previous_term(constraint, term, f"{term.table}.{row}.{column}")
        rows = self._axes.members(term.table, True, row)
        columns = self._axes.members(term.table, False, column)
        names = [f"{term.table}.{r}.{c}" for r in rows for c in columns]
        if not names:
            self.found.append(dangling(term.key, f"{term.table}.{row}.{column}"))
        unknown = next((name for name in names if name not in self._axes.figures), None)
        if unknown is not None:
            self.found.append(dangling(term.key, unknown))
        self._operands += len(names)
        return [Operand(name, term.sign) for name in names]

    def _previous_term(self, constraint: Constraint, term: Term, name: str) -> list[Operand]:
        if "@" in name:
            self.found.append(shape_fault(term.key, "上年度的项不能是分组", "a term of last year cannot be a group"))
        known = [axes for layout in constraint.needs_previous for axes in self._families.get(layout, ())]
        if known and "@" not in name and not any(name in axes.figures for axes in known):
            self.found.append(dangling(term.key, f"prev:{name}"))
        self._operands += 1
        return [Operand(name, term.sign, previous=True)]


def totals(clause: Clause, relations: tuple[Relation, ...]) -> set[str]:
    """The figures that a clause shows to be totals: the lone side of an equation that the form itself implies."""
    if clause.formula is None or clause.constraint.force is Force.PRACTICE:
        return set()
    found: set[str] = set()
    for relation in relations:
        if relation.op is not Op.EQ or any(term.previous for term in clause.terms):
            continue
        sides = (relation.left, relation.right)
        grouped = [any(term.grouped for term in side) for side in (clause.formula.left, clause.formula.right)]
        for i, side in enumerate(sides):
            other = sides[1 - i]
            if _lone(side) and not grouped[i] and (len(other) > 1 or grouped[1 - i]):
                found.add(side[0].figure)
    return found


def _lone(side: tuple[Operand, ...]) -> bool:
    return len(side) == 1 and side[0].constant is None and not side[0].previous and side[0].sign > 0


def _subject(formula: Formula, left: tuple[Operand, ...], right: tuple[Operand, ...]) -> str:
    """The figure to look at first: a whole rather than its parts, else the first of the left side."""
    whole_right = _lone(right) and not any(term.grouped for term in formula.right)
    many_left = len(left) > 1 or any(term.grouped for term in formula.left)
    return right[0].figure if whole_right and many_left else _first(left, right)


def _first(left: tuple[Operand, ...], right: tuple[Operand, ...]) -> str:
    own = (o.figure for o in (*left, *right) if o.constant is None and not o.previous)
    return next(own, "")
