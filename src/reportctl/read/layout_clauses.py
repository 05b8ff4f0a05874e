"""The constraints of a layout file: the closed language of sums and comparisons, parsed but not yet unrolled."""

from __future__ import annotations

from collections.abc import Mapping

from reportctl.model.finding import Force, Severity
from reportctl.model.layout import Constraint, Op
from reportctl.model.pattern import regex
from reportctl.read.layout_draft import CONSTRAINT_ID, LAYOUT_ID, NAME, Check, Clause, Formula, Kind, Selector, Term
from reportctl.read.toml_node import Node

TERM = regex(r"(-?)(prev:)?([a-z][a-z0-9_]*)\.(\$r|@?[a-z][a-z0-9_]*)\.(\$c|@?[a-z][a-z0-9_]*)")
SELECTOR = regex(r"([a-z][a-z0-9_]*)\.(rows|cols)\.(\*|@[a-z][a-z0-9_]*|[a-z][a-z0-9_]*(?:,[a-z][a-z0-9_]*)*)")


PRACTICE_GRADES = (Severity.WARNING, Severity.INFO)
"""What is only customary never blocks a report by itself."""


def read_clause(node: Node) -> Clause | None:
    """A constraint of any kind; None where its kind is wrong, because that says which keys it may have."""
    kind = node.find_choice("kind", tuple(Kind), Kind.RELATION)
    if kind is None:
        return None
    formula = premise = subject = where = None
    loops: Mapping[str, Selector] = {}
    params: Mapping[str, str | int | tuple[str, ...]] = {}
    if kind in (Kind.RELATION, Kind.IMPLICATION):
        formula = _formula(node)
        loops = _loops(node)
        where = _selector(node, "where") if node.has("where") else None
        subject = _term(node, "subject", node.text("subject")) if node.has("subject") else None
        if kind is Kind.IMPLICATION:
            premise = _premise(node)
        words = _words(formula, premise, loops)
    else:
        words = node.text("rule")
        params = _params(node, kind)
    force = node.choice("status", tuple(Force))
    grades = PRACTICE_GRADES if force is Force.PRACTICE else tuple(Severity)
    constraint = Constraint(
        id=node.text("id", pattern=CONSTRAINT_ID),
        kind=kind.value,
        severity=node.choice("severity", grades),
        force=force,
        basis=node.text("basis", ""),
        formula=words,
        note=node.text("note", ""),
        needs_previous=node.texts("needs_previous", pattern=LAYOUT_ID),
        verified=node.flag("verified", True),
        params=params,
    )
    clause = Clause(node.ref(), constraint, formula, premise, loops, where, subject)
    if any(term.previous for term in clause.terms) and not constraint.needs_previous:
        zh, en = "算式引用上年度（prev:），须写明上年度的表式", "a formula with prev: must name last year's layouts"
        node.fault("needs_previous", zh, en)
    node.finish()
    return clause


def _formula(node: Node) -> Formula:
    return Formula(_terms(node, "lhs"), node.choice("op", tuple(Op)), _terms(node, "rhs"))


def _premise(node: Node) -> Formula | None:
    inner = node.node("if")
    if inner is None:
        if not node.has("if"):
            node.missing("if")
        return None
    premise = _formula(inner)
    inner.finish()
    return premise


def _terms(node: Node, key: str) -> tuple[Term, ...]:
    found: list[Term] = []
    for i, item in enumerate(node.terms(key)):
        if isinstance(item, int):
            found.append(Term(node.ref(f"{key}[{i}]"), constant=item))
            continue
        term = _term(node, f"{key}[{i}]", item)
        if term is not None:
            found.append(term)
    return tuple(found)


def _term(node: Node, key: str, text: str) -> Term | None:
    match = TERM.fullmatch(text)
    if match is None:
        if text:
            node.fault(key, f"不是算式中的一项：{text}", f"not a term of a formula: {text}")
        return None
    minus, previous, table, row, column = match.groups()
    return Term(node.ref(key), table, row, column, -1 if minus else 1, bool(previous))


def _loops(node: Node) -> Mapping[str, Selector]:
    inner = node.node("for")
    if inner is None:
        return {}
    loops: dict[str, Selector] = {}
    for name, word in (("r", "rows"), ("c", "cols")):
        selector = _selector(inner, name) if inner.has(name) else None
        if selector is not None and selector.rows != (word == "rows"):
            inner.fault(name, f"这里应为 {word}", f"must be {word} here")
        elif selector is not None:
            loops[name] = selector
    inner.finish()
    return loops


def _selector(node: Node, key: str) -> Selector | None:
    match = SELECTOR.fullmatch(node.text(key, pattern=SELECTOR))
    if match is None:
        return None
    table, axis, names = match.groups()
    return Selector(node.ref(key), table, axis == "rows", names)


def _words(formula: Formula, premise: Formula | None, loops: Mapping[str, Selector]) -> str:
    text = f"{premise} ⇒ {formula}" if premise else str(formula)
    bound = "，".join(f"{name}∈{selector}" for name, selector in loops.items())
    return f"{text}（{bound}）" if bound else text


def _params(node: Node, kind: Kind) -> Mapping[str, str | int | tuple[str, ...]]:
    match kind:
        case Kind.DOMAIN:
            return {"tables": node.texts("tables", pattern=NAME)}
        case Kind.UNITS:
            section, unit, words = node.text("section", pattern=NAME), node.text("unit"), node.texts("words")
            return {"section": section, "unit": unit, "words": words}
        case Kind.COMPETENCE:
            return {key: node.texts(key) for key in ("figures", "lacking", "holders")}
        case Kind.STRUCTURE:
            return _structure(node)
        case _:
            return {}


def _structure(node: Node) -> Mapping[str, str | int | tuple[str, ...]]:
    check = node.find_choice("check", tuple(Check))
    match check:
        case Check.NONEMPTY:
            return {"check": check.value, "section": node.text("section", pattern=NAME)}
        case Check.LENGTH:
            section = node.text("section", pattern=NAME)
            return {"check": check.value, "section": section, "max": node.integer("max", least=1, most=100_000)}
        case Check.MENTIONS:
            section, words = node.text("section", pattern=NAME), node.texts("words")
            if not words:
                node.missing("words")
            return {"check": check.value, "section": section, "words": words}
        case Check.ITEMS | Check.ORDER:
            return {"check": check.value}
        case None:
            node.ignore("section", "max", "words")
            return {}
