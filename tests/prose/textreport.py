"""Reports of a few sentences, without any workbook: the n-th paragraph stands in B(n + 2) of the sheet 正文."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from reportctl.model.figure import FigureType, State, Value
from reportctl.model.layout import FigureSpec, Layout, Table, TableKind, Years
from reportctl.model.location import CellRef
from reportctl.model.report import Breakdown, Report, SectionText, Text

FILE = "data/2017.xlsx"
PLAIN = Layout(
    id="form",
    name="a form",
    years=Years(2000, None),
    lineage=("form",),
    title="{agency}{year}",
    title_variants=(),
    basis=(),
    deadlines=(),
    preamble_basis="",
    sections=(),
    headings_fixed=False,
    tables=(Table("x", "统计表", "", "t", "表", TableKind.INDICATOR_LIST, ()),),
    constraints=(),
    relations=(),
    figures={},
    file="layouts/form.toml",
    sha256="",
)


def cell(row: int, column: int = 3, sheet: str = "表") -> CellRef:
    """A cell of the report's workbook."""
    return CellRef(FILE, sheet, row, column)


def number(value: int | str, at: CellRef) -> Value:
    """A cell with a number."""
    return Value(State.NUMBER, Decimal(value), str(value), at)


def form_of(*figures: str, total: str = "") -> Layout:
    """A form with these figures, `row.column` each; `total` is one of them."""
    specs = {
        f: FigureSpec(f, "x", f, "", (f.partition(".")[0],), (), FigureType.COUNT, "件", f == total, True, False, True)
        for f in figures
    }
    return replace(PLAIN, figures=specs)


def text_report(
    *paragraphs: str,
    form: Layout = PLAIN,
    year: int = 2017,
    values: Mapping[str, int | str] | None = None,
    breakdowns: tuple[Breakdown, ...] = (),
    agency: str = "某局",
) -> Report:
    """A report with one section of these paragraphs; the n-th value stands in C(n) of the sheet 表."""
    texts = tuple(Text(text, cell(row, 2, "正文")) for row, text in enumerate(paragraphs, start=3))
    cells = {name: number(value, cell(n)) for n, (name, value) in enumerate((values or {}).items(), start=1)}
    section = SectionText("s1", Text("一、政府信息公开情况", cell(2, 2, "正文")), texts)
    named, place = Text(agency, cell(1, 2, "基本信息")), cell(2, 2, "基本信息")
    return Report(FILE, "", named, year, place, form, {}, cells, (section,), None, breakdowns, ())
