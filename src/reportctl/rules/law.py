"""Which of a form's constraints stand behind a code."""

from __future__ import annotations

from reportctl.model.finding import Force
from reportctl.model.layout import Constraint, Layout, Relation
from reportctl.rules._relations import Kind, kind_of

_RELATIONS = {
    Kind.SUM: ("SUM101", "REQ101"),
    Kind.BALANCE: ("SUM102",),
    Kind.PART: ("SUB101",),
    Kind.COVER: ("SUB103",),
    Kind.LIMIT: ("SUB105",),
    Kind.CONDITION: ("SUB104",),
    Kind.YEARS: ("YOY101",),
}
_STRUCTURES = {
    "items": ("REQ102", "REQ104"),
    "order": ("REQ102", "REQ104", "ORD101", "ORD102", "ORD103"),
    "nonempty": ("REQ106",),
    "length": ("REQ108",),
    "mentions": ("REQ109",),
}
_KINDS = {
    "domain": ("CEL101", "CEL104", "CEL105", "CEL106", "CEL110", "CEL111"),
    "deadline": ("DUE101", "DUE102"),
    "competence": ("SUB106",),
    "units": ("TXT303",),
}


def behind(code: str, layout: Layout) -> tuple[Constraint, ...]:
    """The constraints of a form whose breach is reported under a code, in the form's order."""
    related: dict[str, set[str]] = {}
    for relation in layout.relations:
        related.setdefault(relation.constraint.id, set()).update(_codes(relation))
    return tuple(
        c
        for c in layout.constraints
        if code in related.get(c.id, ())
        or code in _KINDS.get(c.kind, ())
        or (c.kind == "structure" and code in _STRUCTURES.get(str(c.params.get("check")), ()))
    )


def domain_behind(code: str, layout: Layout) -> Constraint | None:
    """The form's constraint on the numbers of its tables, where its breach is reported under a code."""
    return next(iter(layout.of_kind("domain")), None) if code in _KINDS["domain"] else None


def _codes(relation: Relation) -> tuple[str, ...]:
    kind = kind_of(relation)
    if kind is Kind.PART and relation.constraint.force is not Force.PRACTICE:
        return (*_RELATIONS[kind], "REQ101")
    return _RELATIONS[kind]
