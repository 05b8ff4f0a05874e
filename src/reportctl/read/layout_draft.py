"""One layout file as it was read, before what it extends is put in and its references are followed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from reportctl.model.layout import Assertion, Basis, Constraint, Deadline, Mention, Op, Section, Table, Years
from reportctl.model.location import KeyRef
from reportctl.model.pattern import regex

NAME = regex(r"[a-z][a-z0-9_]*")
"""An id of a section, table, block, row, column or group."""
LAYOUT_ID = regex(r"[a-z0-9][a-z0-9-]*")
CONSTRAINT_ID = regex(r"[A-Z][A-Z0-9-]*")


class Kind(StrEnum):
    """The kinds of constraints."""

    RELATION = "relation"
    IMPLICATION = "implication"
    DOMAIN = "domain"
    STRUCTURE = "structure"
    NARRATIVE = "narrative"
    DEADLINE = "deadline"
    UNITS = "units"
    COMPETENCE = "competence"


class Check(StrEnum):
    """What a structure constraint looks at."""

    ITEMS = "items"
    ORDER = "order"
    NONEMPTY = "nonempty"
    LENGTH = "length"
    MENTIONS = "mentions"


def below(at: KeyRef, key: str) -> KeyRef:
    """The place of a key inside the table at a place."""
    return KeyRef(at.file, f"{at.key}.{key}")


class Term(Struct, frozen=True):
    """A term of a formula as written: `row` and `column` are an id, `$r` or `$c`, or `@` and a group.

    A constant has its number in `constant` and no table.
    """

    key: KeyRef
    table: str = ""
    row: str = ""
    column: str = ""
    sign: int = 1
    previous: bool = False
    constant: int | None = None

    @property
    def grouped(self) -> bool:
        """Whether the term stands for the sum over a group."""
        return self.row.startswith("@") or self.column.startswith("@")

    def __str__(self) -> str:
        if self.constant is not None:
            return str(self.constant)
        row, column = (f"{{{part[1:]}}}" if part.startswith("@") else part for part in (self.row, self.column))
        return f"{'prev:' * self.previous}{'Σ' * self.grouped}{self.table}.{row}.{column}"


class Selector(Struct, frozen=True):
    """Rows or columns of a table as written: `t.rows.*` for all, `t.cols.@leaf` for a group, `t.rows.a,b` by name."""

    key: KeyRef
    table: str
    rows: bool
    names: str

    def __str__(self) -> str:
        return f"{self.table}.{'rows' if self.rows else 'cols'}.{self.names}"


class Formula(Struct, frozen=True):
    """A comparison of two sums of terms."""

    left: tuple[Term, ...]
    op: Op
    right: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of both sides."""
        return (*self.left, *self.right)

    def __str__(self) -> str:
        sign = {Op.EQ: "=", Op.LE: "≤", Op.GE: "≥", Op.GT: ">"}[self.op]
        return f"{_sum_text(self.left)} {sign} {_sum_text(self.right)}"


def _sum_text(terms: tuple[Term, ...]) -> str:
    text = ""
    for i, term in enumerate(terms):
        joint = "−" if term.sign < 0 else "+" * (i > 0)
        text += f" {joint} {term}" if i else f"{joint}{term}"
    return text


class Clause(Struct, frozen=True):
    """A constraint of a layout file with its formula as written, and the key where it stands.

    `loops` bind `r` and `c`; `where` names rows or columns without which the constraint does not apply; `subject` is
    the term that findings point at, where it is not the one that follows from the formula.
    """

    key: KeyRef
    constraint: Constraint
    formula: Formula | None = None
    premise: Formula | None = None
    loops: Mapping[str, Selector] = {}
    where: Selector | None = None
    subject: Term | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms of the constraint."""
        formulas = [formula for formula in (self.formula, self.premise) if formula]
        return tuple(term for formula in formulas for term in formula.terms)

    @property
    def tables(self) -> set[str]:
        """The tables of this year's report that the formula speaks of."""
        selectors = [*self.loops.values(), *([self.where] if self.where else [])]
        named = {term.table for term in self.terms if not term.previous and term.table}
        return named | {selector.table for selector in selectors}


class TableEntry(Struct, frozen=True):
    """A table, the key where it stands, and the table of the extended layout whose place it takes."""

    key: KeyRef
    table: Table
    replaces: str = ""


class SectionEntry(Struct, frozen=True):
    """A section and the key where it stands."""

    key: KeyRef
    section: Section


class MentionEntry(Struct, frozen=True):
    """How sentences speak of figures, and the key where it stands."""

    key: KeyRef
    mention: Mention | Assertion

    @property
    def figures(self) -> tuple[str, ...]:
        """All figures that it names."""
        match self.mention:
            case Mention():
                either = (figure for sums in self.mention.either for figure in sums)
                return (*self.mention.figures, *either, *self.mention.alltime)
            case Assertion():
                return self.mention.zero


class Draft(Struct, frozen=True):
    """A layout file. In a variant, what is None or empty is taken from the layout that it extends."""

    file: str
    sha256: str
    id: str
    extends: str
    name: str
    years: Years | None
    title: str
    title_variants: tuple[str, ...]
    preamble_basis: str
    headings_fixed: bool | None
    basis: tuple[Basis, ...]
    deadlines: tuple[Deadline, ...]
    sections: tuple[SectionEntry, ...]
    tables: tuple[TableEntry, ...]
    clauses: tuple[Clause, ...]
    lineage: tuple[str, ...] = ()
    mentions: tuple[MentionEntry, ...] = ()

    def ref(self, key: str) -> KeyRef:
        """The place of a key of the file."""
        return KeyRef(self.file, key)
