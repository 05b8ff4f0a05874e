"""A form: its sections, tables, figures and rules, for `reportctl layout`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportctl.diagnostics.escape import visible
from reportctl.diagnostics.jsontext import Json, dumps
from reportctl.diagnostics.words import FORCES, SEVERITIES, say
from reportctl.model.layout import Constraint, FigureSpec, Layout, Section

SCHEMA = "reportctl-layout/1"

Placement = Mapping[str, tuple[str, str]]
"""Where `reportctl new` puts each figure: sheet and address."""


def layout_json(layout: Layout, placement: Placement) -> str:
    """Write a form as reportctl-layout/1; labels that no source was seen for carry `"verified": false`."""
    document: Json = {
        "schema": SCHEMA,
        "id": layout.id,
        "name": layout.name,
        "years": {"from": layout.years.first, "to": layout.years.last},
        "title": layout.title,
        "sections": [_section(section) for section in layout.sections],
        "figures": [_figure(spec, placement) for spec in layout.figures.values()],
        "rules": [_rule(constraint) for constraint in layout.constraints],
    }
    return dumps(document) + "\n"


def layout_text(layout: Layout, placement: Placement, language: str) -> str:
    """Write a form for reading: sections, then the figures of each table with id and cell, then the rules."""
    return "\n".join(_lines(layout, placement, language)) + "\n"


def _section(section: Section) -> Json:
    record: dict[str, Json] = {
        "id": section.id,
        "heading": section.title,
        "kind": section.kind.value,
        "required": section.required,
        "item": section.item or None,
        "attachment": section.attachment,
        "tables": list(section.tables),
    }
    return record if section.verified else {**record, "verified": False}


def _figure(spec: FigureSpec, placement: Placement) -> Json:
    sheet, cell = placement.get(spec.id, (None, None))
    record: dict[str, Json] = {
        "id": spec.id,
        "table": spec.table,
        "path": list(spec.path),
        "type": spec.type.value,
        "unit": spec.unit or None,
        "sheet": sheet,
        "cell": cell,
    }
    return record if spec.verified else {**record, "verified": False}


def _rule(constraint: Constraint) -> Json:
    record: dict[str, Json] = {
        "id": constraint.id,
        "formula": constraint.formula,
        "severity": constraint.severity.value,
        "status": constraint.force.value,
        "basis": constraint.basis or None,
        "note": constraint.note or None,
    }
    return record if constraint.verified else {**record, "verified": False}


def _lines(layout: Layout, placement: Placement, language: str) -> Iterator[str]:
    years = f"{layout.years.first}–{layout.years.last or ''}"
    yield f"{layout.id}  {visible(layout.name)}  {years}"
    yield ""
    yield say(language, "部分", "Sections")
    for section in layout.sections:
        must = say(language, "必备", "required") if section.required else say(language, "可有", "optional")
        item = f"  {section.item}" if section.item else ""
        yield f"  {section.id}  {visible(section.title)}  [{must}]{item}"
    for table in layout.tables:
        yield ""
        yield f"{visible(table.title)}  ({table.id})"
        for spec in layout.figures.values():
            if spec.table == table.id:
                yield _figure_line(spec, placement, language)
    yield ""
    yield say(language, "规则", "Rules")
    for constraint in layout.constraints:
        grade = SEVERITIES[constraint.severity][language]
        yield f"  {constraint.id}  [{grade}；{FORCES[constraint.force][language]}]  {visible(constraint.formula)}"


def _figure_line(spec: FigureSpec, placement: Placement, language: str) -> str:
    sheet, cell = placement.get(spec.id, ("", ""))
    where = f"{sheet}!{cell}" if cell else ""
    doubt = "" if spec.verified else say(language, "  （未经核实）", "  (from memory)")
    unit = f"  [{spec.unit}]" if spec.unit else ""
    return f"  {where}  {spec.id}  {visible(spec.label)}{unit}{doubt}"
