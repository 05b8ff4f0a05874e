"""Reading layouts: TOML files in, forms with all their figures and relations out, every fault a finding at its key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from itertools import combinations

from reportctl.model.finding import Finding
from reportctl.model.layout import Layout, Years
from reportctl.read.layout_build import build, merge
from reportctl.read.layout_checks import check_file
from reportctl.read.layout_clauses import read_clause
from reportctl.read.layout_draft import LAYOUT_ID, Draft, below
from reportctl.read.layout_parts import (
    read_assertion,
    read_basis,
    read_deadline,
    read_mention,
    read_section,
    read_table,
    read_title,
    read_years,
)
from reportctl.read.layout_relations import Axes
from reportctl.read.toml_node import Node, dangling, parse_toml, shape_fault
from reportctl.rules.lay103_layout_years_overlap import RULE as YEARS_OVERLAP
from reportctl.rules.lay106_layout_id_taken import RULE as ID_TAKEN


def read_layouts(
    sources: Sequence[tuple[str, bytes]], elsewhere: Set[str] = frozenset()
) -> tuple[tuple[Layout, ...], tuple[Finding, ...]]:
    """Read all layouts, each source a file's name and its bytes, and put into each variant what it extends.

    All faults are reported at once. A layout with a fault is left out, and so are those that extend it. Of two sources
    with the same id the first counts; the second is a finding unless it is the same to the last byte. `elsewhere` are
    the ids of layouts that exist but are not read now; a constraint may name them as those of the year before.
    """
    found: list[Finding] = []
    drafts: dict[str, Draft] = {}
    faulty: set[str] = set()
    for file, data in sources:
        draft, faults = _read_draft(file, data)
        found += faults
        if draft is None or not draft.id:
            continue
        first = drafts.get(draft.id)
        if first is None:
            drafts[draft.id] = draft
            if faults:
                faulty.add(draft.id)
        elif first.sha256 != draft.sha256:
            found.append(Finding(ID_TAKEN, draft.ref("id"), {"id": draft.id, "other": first.file}))
    merged: dict[str, Draft] = {}
    for draft in drafts.values():
        whole = _resolve(draft, drafts, faulty, found)
        if whole is not None:
            merged[whole.id] = whole
    found += _overlaps(tuple(draft for draft in merged.values() if not draft.extends))
    return _build_all(merged, drafts.keys() | elsewhere, found), tuple(found)


def _build_all(merged: Mapping[str, Draft], known: Set[str], found: list[Finding]) -> tuple[Layout, ...]:
    """The layouts without a fault, each after those it extends; what extends a faulty one is left out with it."""
    axes = {draft.id: Axes(tuple(entry.table for entry in draft.tables)) for draft in merged.values()}
    families: dict[str, list[Axes]] = {}
    for draft in merged.values():
        for name in (draft.id, *draft.lineage):
            families.setdefault(name, []).append(axes[draft.id])
    built: dict[str, Layout] = {}
    for draft in sorted(merged.values(), key=lambda draft: len(draft.lineage)):
        faults = [
            dangling(below(clause.key, f"needs_previous[{i}]"), name)
            for clause in draft.clauses
            for i, name in enumerate(clause.constraint.needs_previous)
            if clause.key.file == draft.file and name not in known
        ]
        if all(base in built for base in draft.lineage):
            layout, more = build(draft, axes[draft.id], families)
            faults += more
            if layout is not None and not faults:
                built[draft.id] = layout
        found += faults
    return tuple(built[name] for name in merged if name in built)


def _read_draft(file: str, data: bytes) -> tuple[Draft | None, tuple[Finding, ...]]:
    parsed, faults = parse_toml(data, file)
    if parsed is None:
        return None, faults
    found: list[Finding] = []
    node = Node(parsed, file, "", found)
    extends = node.text("extends", "", pattern=LAYOUT_ID)
    base = not extends
    years = node.node("years")
    if base and not node.has("years"):
        node.missing("years")
    title, variants = read_title(node, required=base)
    draft = Draft(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        id=node.text("id", pattern=LAYOUT_ID),
        extends=extends,
        name=node.text("name"),
        years=read_years(years) if years is not None else None,
        title=title,
        title_variants=variants,
        preamble_basis=node.text("preamble_basis", None if base else ""),
        headings_fixed=node.flag("headings_fixed", False) if node.has("headings_fixed") else None,
        basis=tuple(read_basis(item) for item in node.nodes("basis", required=base)),
        deadlines=tuple(read_deadline(item) for item in node.nodes("deadline", required=base)),
        sections=tuple(read_section(item) for item in node.nodes("section", required=base)),
        tables=tuple(entry for item in node.nodes("table") if (entry := read_table(item))),
        clauses=tuple(clause for item in node.nodes("constraint") if (clause := read_clause(item))),
        mentions=(
            *(read_mention(item) for item in node.nodes("mention")),
            *(read_assertion(item) for item in node.nodes("assertion")),
        ),
    )
    node.finish()
    return draft, (*found, *check_file(draft))


def _resolve(draft: Draft, drafts: Mapping[str, Draft], faulty: set[str], found: list[Finding]) -> Draft | None:
    """The draft with all that it extends put in; None where one of them is faulty, absent or extends itself."""
    chain = [draft]
    while chain[-1].extends:
        base = drafts.get(chain[-1].extends)
        if base is None:
            if len(chain) == 1:
                found.append(dangling(draft.ref("extends"), draft.extends))
            return None
        if base in chain:
            if base is draft:
                path = " → ".join((*(link.id for link in chain), base.id))
                zh, en = f"表式循环扩展：{path}", f"layouts extend each other: {path}"
                found.append(shape_fault(draft.ref("extends"), zh, en))
            return None
        chain.append(base)
    if any(link.id in faulty for link in chain):
        return None
    whole = chain.pop()
    while chain:
        whole = merge(chain.pop(), whole)
    return whole


def _overlaps(bases: tuple[Draft, ...]) -> list[Finding]:
    found: list[Finding] = []
    for first, second in combinations(bases, 2):
        years = _shared(first.years, second.years)
        if years:
            args = {"first": first.id, "second": second.id, "years": years}
            found.append(Finding(YEARS_OVERLAP, second.ref("years"), args))
    return found


def _shared(first: Years | None, second: Years | None) -> str:
    """The years of both, such as 2014–2018; an empty text where there are none."""
    if first is None or second is None:
        return ""
    start = max(first.first, second.first)
    ends = [years.last for years in (first, second) if years.last is not None]
    if not ends:
        return f"{start}–"
    return f"{start}–{min(ends)}" if start <= min(ends) else ""
