"""From drafts to layouts: what a variant inherits, which references hold, and the figures of the form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from msgspec.structs import replace

from reportctl.model.finding import Finding
from reportctl.model.grid import figure_id
from reportctl.model.layout import (
    Assertion,
    Block,
    Column,
    FigureSpec,
    Layout,
    Mention,
    Relation,
    Row,
    Section,
    SectionKind,
    Table,
    TableKind,
    Years,
)
from reportctl.model.location import KeyRef
from reportctl.read.layout_checks import check_whole
from reportctl.read.layout_draft import Clause, Draft, MentionEntry, below
from reportctl.read.layout_relations import Axes, Families, Unroller, totals
from reportctl.read.toml_node import dangling


def merge(variant: Draft, base: Draft) -> Draft:
    """A variant with everything that it does not say itself taken from `base`, which is whole.

    A section, table or constraint with the id of one of the base takes its place, and so does a table that names the
    one it replaces; the base's constraints that speak of a table that is gone go with it.
    """
    taken = {entry.replaces: entry.table.id for entry in variant.tables if entry.replaces}
    tables = {taken.get(entry.table.id, entry.table.id): entry for entry in base.tables}
    tables |= {entry.table.id: entry for entry in variant.tables}
    clauses = {
        clause.constraint.id: _moved(clause, taken)
        for clause in base.clauses
        if not any(name in taken for name in clause.tables)
    }
    clauses |= {clause.constraint.id: clause for clause in variant.clauses}
    sections = {entry.section.id: entry for entry in (*base.sections, *variant.sections)}
    return Draft(
        file=variant.file,
        sha256=hashlib.sha256(f"{variant.sha256}{base.sha256}".encode()).hexdigest(),
        id=variant.id,
        extends=variant.extends,
        name=variant.name,
        years=variant.years or base.years,
        title=variant.title or base.title,
        title_variants=variant.title_variants or base.title_variants,
        preamble_basis=variant.preamble_basis or base.preamble_basis,
        headings_fixed=base.headings_fixed if variant.headings_fixed is None else variant.headings_fixed,
        basis=variant.basis or base.basis,
        deadlines=variant.deadlines or base.deadlines,
        sections=tuple(sections.values()),
        tables=tuple(tables.values()),
        clauses=tuple(clauses.values()),
        lineage=(base.id, *base.lineage),
        mentions=(*variant.mentions, *_inherited(variant, base, taken)),
    )


def _inherited(variant: Draft, base: Draft, taken: Mapping[str, str]) -> Iterator[MentionEntry]:
    """The base's mentions whose figures the variant neither replaces, leaves out, nor names anew."""
    named = {entry.figures for entry in variant.mentions}
    anew = {entry.table.id for entry in variant.tables}
    kept = {figure_id(e.table, row, column) for e in variant.tables for row, column in _cells(e.table)}
    for entry in base.mentions:
        tables = {figure.partition(".")[0] for figure in entry.figures}
        lost = any(figure.partition(".")[0] in anew and figure not in kept for figure in entry.figures)
        if entry.figures not in named and not tables & taken.keys() and not lost:
            yield entry


def _unknown_figures(
    clauses: Iterable[Clause], tables: tuple[Table, ...], figures: Mapping[str, FigureSpec]
) -> Iterator[Finding]:
    """Figures that a constraint lists and that their table does not have; a variant may have put the table aside."""
    known = {table.id for table in tables}
    for clause in clauses:
        listed = clause.constraint.params.get("figures")
        for figure in listed if isinstance(listed, tuple) else ():
            if figure not in figures and figure.partition(".")[0] in known:
                yield dangling(below(clause.key, "figures"), figure)


def _cells(table: Table) -> Iterator[tuple[Row, Column]]:
    for block in table.blocks:
        yield from product(block.rows, block.columns)


def _moved(clause: Clause, taken: Mapping[str, str]) -> Clause:
    """A constraint of another kind that lists tables, with the new table in place of the one that is gone."""
    tables = clause.constraint.params.get("tables")
    if not isinstance(tables, tuple):
        return clause
    params = {**clause.constraint.params, "tables": tuple(taken.get(name, name) for name in tables)}
    return replace(clause, constraint=replace(clause.constraint, params=params))


def build(draft: Draft, axes: Axes, families: Families) -> tuple[Layout | None, tuple[Finding, ...]]:
    """Follow all references of a whole draft and derive its figures and relations; None where a reference fails."""
    unroller = Unroller(axes, families)
    relations: list[Relation] = []
    total: set[str] = set()
    for clause in draft.clauses:
        turns = tuple(unroller.relations(clause))
        relations += turns
        total |= totals(clause, turns)
    tables = tuple(entry.table for entry in draft.tables)
    figures = {spec.id: spec for table in tables for spec in figures_of(table, total)}
    dangled = (
        dangling(below(entry.key, "figures"), figure)
        for entry in draft.mentions
        for figure in entry.figures
        if figure not in figures
    )
    unknown = _unknown_figures(draft.clauses, tables, figures)
    found = tuple(_own(draft, finding) for finding in (*check_whole(draft), *unroller.found, *dangled, *unknown))
    if found:
        return None, found
    layout = Layout(
        id=draft.id,
        name=draft.name,
        years=draft.years or Years(0, None),
        lineage=(draft.id, *draft.lineage),
        title=draft.title,
        title_variants=draft.title_variants,
        basis=draft.basis,
        deadlines=draft.deadlines,
        preamble_basis=draft.preamble_basis,
        sections=tuple(_section(entry.section, tables) for entry in draft.sections),
        headings_fixed=bool(draft.headings_fixed),
        tables=tables,
        constraints=tuple(clause.constraint for clause in draft.clauses),
        relations=tuple(relations),
        figures=figures,
        file=draft.file,
        sha256=draft.sha256,
        mentions=tuple(entry.mention for entry in draft.mentions if isinstance(entry.mention, Mention)),
        assertions=tuple(entry.mention for entry in draft.mentions if isinstance(entry.mention, Assertion)),
    )
    return layout, ()


def _own(draft: Draft, finding: Finding) -> Finding:
    """The finding in the draft's own file: what a variant breaks in the layout it extends is the variant's fault."""
    at = finding.at
    inherited = isinstance(at, KeyRef) and at.file != draft.file
    return replace(finding, at=draft.ref("extends")) if inherited else finding


def _section(section: Section, tables: tuple[Table, ...]) -> Section:
    """The section with the tables that are printed in it."""
    printed = tuple(table.id for table in tables if table.section == section.id and table.printed)
    return replace(section, tables=printed, kind=SectionKind.TABLE if printed else SectionKind.NARRATIVE)


def figures_of(table: Table, total: set[str]) -> Iterator[FigureSpec]:
    """The figures of a table in the order of the form; those in `total` are totals by the form's equations."""
    for block in table.blocks:
        for row, stub in _stubs(table, block):
            for column in block.columns:
                name = figure_id(table, row, column)
                yield _figure(name, table, row, column, stub, row.total or column.total or name in total)


def _figure(name: str, table: Table, row: Row, column: Column, stub: tuple[str, ...], total: bool) -> FigureSpec:
    return FigureSpec(
        id=name,
        table=table.id,
        row=row.id,
        column=column.id,
        stub=stub,
        head=(column.parent, column.label) if column.parent else (column.label,),
        type=row.type or column.type,
        unit=row.unit or column.unit,
        total=total,
        verified=row.verified,
        optional=row.optional,
        admits_na=row.not_applicable,
        units=column.units,
        sole=table.kind is TableKind.INDICATOR_LIST and len(table.blocks[0].columns) == 1,
    )


def _stubs(table: Table, block: Block) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """The rows that have values, each with its label path, outermost label first."""
    path: list[tuple[int, str]] = []
    for row in block.rows:
        path = [(level, label) for level, label in path if level < row.level]
        path.append((row.level, row.label))
        if row.head:
            continue
        match table.kind:
            case TableKind.INDICATOR_LIST:
                yield row, tuple(label for _, label in path)
            case TableKind.STACKED:
                yield row, (block.caption, row.label)
            case TableKind.MATRIX | TableKind.RECORD:
                yield row, (*row.parents, row.label)
