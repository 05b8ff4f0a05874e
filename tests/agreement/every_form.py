"""Each form that is built in, with nothing in it and with a number in every cell, as a document and its two files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reportctl.bind import bind, identify
from reportctl.compose import compose
from reportctl.emit import docx, pdf
from reportctl.faces import Faces, FaceSettings, find_faces
from reportctl.model.document import Document
from reportctl.model.figures_file import FiguresFile
from reportctl.model.layout import Layout
from reportctl.model.pages import Pages
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts
from reportctl.scaffold import scaffold
from reportctl.typeset import typeset

AGENCY = "滨江市档案局"
KINDS = ("empty", "full", "draft")


@dataclass(frozen=True)
class Made:
    """A document of a form with its pages and files."""

    document: Document
    pages: Pages
    docx: bytes
    pdf: bytes


@cache
def layouts() -> dict[str, Layout]:
    """All forms that are built in, local variants too."""
    found, findings = read_layouts(builtin_layouts())
    assert findings == ()
    return {layout.id: layout for layout in found}


@cache
def faces() -> Faces:
    """The faces that any machine has."""
    found, _ = find_faces(FaceSettings(system=False))
    assert found is not None
    return found


def year_of(layout: Layout) -> int:
    """A data year of the form."""
    return layout.years.first or 2009


@cache
def make(layout_id: str, kind: str) -> Made:
    """Fill in a form, if it is not to be empty, read it back, and set and emit it."""
    layout = layouts()[layout_id]
    figures = None if kind == "empty" else _filled(layout)
    data = scaffold(layout, figures, agency=AGENCY, year=year_of(layout), carried={})
    workbook, _ = read_workbook(data, "form.xlsx")
    assert workbook is not None
    identity, _ = identify(workbook)
    assert identity is not None
    document = compose(bind(workbook, identity, layout)[0], draft=kind == "draft")
    pages, findings = typeset(document, faces())
    assert findings == ()
    return Made(document, pages, docx.emit(document, pages), pdf.emit(document, pages, faces()))


def _filled(layout: Layout) -> FiguresFile:
    """A figures file with another number in each cell, from 1001 on, and a paragraph in each section."""
    numbers = {name: Decimal(1001 + i) for i, name in enumerate(layout.figures)}
    narrative = {section.id: ("（一）基本情况", "全年工作平稳，没有需要说明的事项。") for section in layout.sections}
    details = {"date": f"{year_of(layout) + 1}-01-20"}
    return FiguresFile(AGENCY, year_of(layout), layout.id, details=details, figures=numbers, narrative=narrative)
