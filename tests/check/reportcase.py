"""Reports built by hand from the case files in tests/rules/cases, without any workbook or layout file.

A form in a case file has figures named `row.column`; the cell of the n-th figure is row n of column C on the sheet 表.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from reportctl.model.figure import FigureType, State, Value
from reportctl.model.finding import Force, Severity
from reportctl.model.layout import (
    Assertion,
    Block,
    Constraint,
    Deadline,
    FigureSpec,
    Layout,
    Mention,
    Op,
    Operand,
    Relation,
    Section,
    SectionKind,
    Table,
    TableKind,
    Years,
)
from reportctl.model.location import CellRef
from reportctl.model.report import Acceptance, Breakdown, BreakdownKind, Part, Report, SectionText, Text
from reportctl.model.source import Cell, Comment, Sheet, Workbook

CASES = Path(__file__).parents[1] / "rules" / "cases"
FILE = "data/2017.xlsx"
Spec = Mapping[str, Any]


def case_file(code: str) -> dict[str, Any]:
    """The form and the cases of one rule."""
    return tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))


def layout_of(form: Spec, name: str = "form") -> Layout:
    """A layout from the [form] of a case file."""
    figures = {figure: _spec(form, figure) for figure in form.get("figures", ())}
    relations = [_relation(spec) for spec in form.get("relation", ())]
    structures = [_structure(spec) for spec in form.get("structure", ())]
    constraints = {c.id: c for c in (*(r.constraint for r in relations), *structures)}
    block = Block("b", "", "", (), ())
    printed = form.get("printed", True)
    return Layout(
        id=name,
        name="a form",
        years=Years(2000, None),
        lineage=(name, *form.get("extends", ())),
        title=form.get("title", "{agency}{year}"),
        title_variants=tuple(form.get("title_variants", ())),
        basis=(),
        deadlines=tuple(_deadline(spec) for spec in form.get("deadline", ())),
        preamble_basis="",
        sections=tuple(_section(spec) for spec in form.get("section", ())),
        headings_fixed=form.get("fixed", False),
        tables=(Table("x", "统计表", "", "t", "表", TableKind.INDICATOR_LIST, (block,), printed=printed),),
        constraints=tuple(constraints.values()),
        relations=tuple(relations),
        figures=figures,
        file="layouts/form.toml",
        sha256="",
        mentions=tuple(_mention(spec) for spec in form.get("mention", ())),
        assertions=tuple(_assertion(spec) for spec in form.get("assertion", ())),
    )


def report_of(form: Spec, case: Spec) -> Report:
    """A report from a [[case]].

    Its `previous` are the values of last year's report of the form `previous_form`, `previous_sections` its sections.
    """
    previous = None
    if "previous" in case or "previous_sections" in case:
        last = layout_of(form, case.get("previous_form", "form"))
        given = {"values": case.get("previous", {}), "sections": case.get("previous_sections", ())}
        previous = _report(last, given, 2016, None, "data/2016.xlsx")
    return _report(layout_of(form), case, 2017, previous, case.get("file", FILE))


def cell(row: int, column: int = 3, sheet: str = "表", file: str = FILE) -> CellRef:
    """A cell of the report's workbook."""
    return CellRef(file, sheet, row, column)


def _report(layout: Layout, case: Spec, year: int, previous: Report | None, file: str) -> Report:
    given = case.get("values", {})
    assert set(given) <= set(layout.figures), "a case states a figure that its form does not have"
    values = {f: value_of(given.get(f), cell(i, file=file)) for i, f in enumerate(layout.figures, start=1)}
    details = enumerate(case.get("details", {}).items(), start=3)
    particulars = {key: Text(text, cell(row, 2, "基本信息", file)) for row, (key, text) in details}
    preamble = case.get("preamble")
    return Report(
        file=file,
        sha256="",
        agency=Text(case.get("agency", "某局"), cell(1, 2, "基本信息", file)),
        year=year,
        year_at=cell(2, 2, "基本信息", file),
        layout=layout,
        details=particulars,
        values=values,
        sections=tuple(_sections(case.get("sections", ()))),
        preamble=None if preamble is None else tuple(Text(t, cell(i, 2, "正文")) for i, t in enumerate(preamble, 1)),
        breakdowns=tuple(_breakdowns(case.get("breakdowns", ()), values)),
        acceptances=tuple(
            Acceptance(a["code"], a.get("figure", ""), a.get("reason", ""), cell(i, 1, "校核说明"))
            for i, a in enumerate(case.get("acceptances", ()), start=2)
        ),
        previous=previous,
        workbook=_workbook(case["workbook"], file) if "workbook" in case else None,
    )


def _workbook(spec: Spec, file: str) -> Workbook:
    """A workbook of other sheets: their texts by address, their notes, what of them does not show."""
    return Workbook(file, "", tuple(_sheet(sheet) for sheet in spec.get("sheet", ())), spec.get("properties", {}))


def _sheet(spec: Spec) -> Sheet:
    cells = {}
    for address, content in spec.get("cells", {}).items():
        at = coordinate_to_tuple(address)
        cells[at] = Cell(*at, content if isinstance(content, str) else Decimal(content))
    return Sheet(
        spec["name"],
        spec.get("visible", True),
        cells,
        comments=tuple(Comment(*coordinate_to_tuple(a), text) for a, text in spec.get("notes", {}).items()),
        hidden_rows=frozenset(spec.get("hidden_rows", ())),
        hidden_columns=frozenset(spec.get("hidden_columns", ())),
    )


def value_of(given: object, at: CellRef) -> Value:
    """A value: a number, "/" for not applicable, "?" for one that cannot be read, "absent", None for blank."""
    match given:
        case None | "":
            return Value(State.BLANK, at=at)
        case "/":
            return Value(State.NOT_APPLICABLE, raw="/", at=at)
        case "?":
            return Value(State.FAULT, raw="?", at=at)
        case "absent":
            return Value(State.ABSENT)
        case _:
            return Value(State.NUMBER, Decimal(str(given)), str(given), at)


def _spec(form: Spec, figure: str) -> FigureSpec:
    row, _, column = figure.partition(".")
    label = form.get("labels", {}).get(figure, row)
    kind = FigureType.SIGNED if figure in form.get("signed", ()) else FigureType.COUNT
    total, optional = figure in form.get("totals", ()), figure in form.get("optional", ())
    head = (column,) if column else ()
    unit = form.get("units", {}).get(figure, "件")
    return FigureSpec(figure, "x", row, column, (label,), head, kind, unit, total, True, optional, True)


def _relation(spec: Spec) -> Relation:
    constraint = Constraint(
        id=spec["id"],
        kind="implication" if "premise" in spec else "relation",
        severity=Severity(spec.get("severity", "error")),
        force=Force(spec.get("force", "structural")),
        basis="某通知",
        formula="",
        needs_previous=tuple(spec.get("needs_previous", ())),
    )
    return _comparison(constraint, spec)


def _comparison(constraint: Constraint, spec: Spec) -> Relation:
    left, right = (tuple(_operand(o) for o in spec[side]) for side in ("left", "right"))
    premise = _comparison(constraint, spec["premise"]) if "premise" in spec else None
    return Relation(constraint, left, Op(spec["op"]), right, spec.get("subject", left[0].figure), premise)


def _mention(spec: Spec) -> Mention:
    return Mention(
        figures=tuple(spec["figures"]),
        phrases=tuple(spec.get("phrases", ())),
        units=tuple(spec.get("units", ())),
        either=tuple(tuple(sums) for sums in spec.get("either", ())),
        absent=tuple(spec.get("absent", ())),
        context=tuple(spec.get("context", ())),
    )


def _assertion(spec: Spec) -> Assertion:
    return Assertion(tuple(spec["phrases"]), tuple(spec["zero"]), tuple(spec.get("context", ())))


def _operand(text: str) -> Operand:
    sign = -1 if text.startswith("-") else 1
    name = text.removeprefix("-")
    if name.isdigit():
        return Operand("", sign, constant=int(name))
    return Operand(name.removeprefix("prev:"), sign, previous=name.startswith("prev:"))


def _structure(spec: Spec) -> Constraint:
    keys = ("check", "section", "max", "words", "unit", "figures", "lacking", "holders")
    params = {k: tuple(v) if isinstance(v, list) else v for k, v in spec.items() if k in keys}
    kind, force = spec.get("kind", "structure"), Force(spec.get("force", "explicit"))
    return Constraint(spec["id"], kind, Severity(spec.get("severity", "error")), force, "某条", "", params=params)


def _deadline(spec: Spec) -> Deadline:
    return Deadline(tuple(spec["levels"]), spec.get("month"), spec.get("day"), "", spec.get("basis", ""))


def _section(spec: Spec) -> Section:
    return Section(
        id=spec["id"],
        number=spec.get("number", ""),
        heading=spec["heading"],
        kind=SectionKind.TABLE if "tables" in spec else SectionKind.NARRATIVE,
        tables=tuple(spec.get("tables", ())),
        item=spec.get("item", ""),
        required=spec.get("required", True),
        aliases=tuple(spec.get("aliases", ())),
        keywords=tuple(spec.get("keywords", ())),
        attachment=spec.get("attachment", False),
    )


def _sections(specs: Sequence[Spec]) -> list[SectionText]:
    """Sections one below the other on the sheet 正文: the heading, then its paragraphs, each in its own row."""
    sections, row = [], 2
    for spec in specs:
        lines = (spec["heading"], *spec.get("text", ()))
        texts = [Text(line, cell(row + i, 2, "正文")) for i, line in enumerate(lines)]
        row += len(texts)
        sections.append(SectionText(spec.get("id", ""), texts[0], tuple(texts[1:]), tuple(spec.get("also", ()))))
    return sections


def _breakdowns(specs: Sequence[Spec], values: Mapping[str, Value]) -> list[Breakdown]:
    """Breakdowns one below the other on the sheet 分项: the total's line, then its parts."""
    breakdowns, row = [], 2
    for spec in specs:
        at = cell(row, 3, "分项")
        figure = spec.get("figure")
        total = values[figure] if figure else value_of(spec.get("total"), at)
        lines = enumerate(spec["parts"].items(), start=row + 1)
        parts = [Part(label, value_of(stated, cell(line, 3, "分项"))) for line, (label, stated) in lines]
        row += 1 + len(parts)
        kind = BreakdownKind(spec.get("relation", "sum"))
        breakdowns.append(Breakdown(spec["label"], kind, figure, total, "条", tuple(parts), at))
    return breakdowns
