"""Every form becomes a valid DOCX and PDF, with the spans of the form, cell by cell."""

from __future__ import annotations

import io
import subprocess
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from every_form import KINDS, layouts, make, year_of
from openxml_audit import OpenXmlValidator
from pdfua import Severity, validate
from pikepdf.pdfa import validate_written

from measuring.marks import NEVER_FIRST, NEVER_LAST
from measuring.structure import faults
from reportctl.model.grid import CellRole, grid_of
from reportctl.verify import docx as verify_docx
from reportctl.verify import pdf as verify_pdf

FORMS = [(layout, kind) for layout in layouts() for kind in KINDS]
forms = pytest.mark.parametrize(("layout", "kind"), FORMS)


@forms
def test_the_docx_has_no_fault_of_schema_or_meaning(tmp_path: Path, layout: str, kind: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make(layout, kind).docx)
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []


def test_the_docx_validator_sees_an_element_out_of_order(tmp_path: Path) -> None:
    made = docx.Document(io.BytesIO(make("2021", "full").docx))
    properties = made.paragraphs[5]._p.get_or_add_pPr()
    properties.insert(0, properties[-1] if len(properties) > 1 else properties.makeelement(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}jc"
    ))  # fmt: skip
    made.save(str(tmp_path / "a.docx"))
    assert OpenXmlValidator().validate(tmp_path / "a.docx").errors


@forms
def test_the_pdf_is_pdf_a_2_and_sound_and_tagged(tmp_path: Path, layout: str, kind: str) -> None:
    data = make(layout, kind).pdf
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    assert [f for f in validate(str(path)).findings if f.severity is Severity.ERROR] == []
    assert faults(data) == []
    # The validator knows level B; what levels U and A add is looked at in test_pdf_unicode and measuring/structure.
    path.write_bytes(data.replace(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"))
    assert list(validate_written(path, "2b").findings) == []


@forms
def test_both_files_read_back_are_the_document(layout: str, kind: str) -> None:
    made = make(layout, kind)
    assert tuple(verify_docx.verify(made.document, made.docx, "a.docx")) == ()
    assert tuple(verify_pdf.verify(made.document, made.pages, made.pdf, "a.pdf")) == ()


@pytest.mark.parametrize("layout", list(layouts()))
def test_every_number_stands_in_its_cell_of_the_form(layout: str) -> None:
    """The DOCX is read by another library, the form's grid is taken from its description."""
    form, made = layouts()[layout], make(layout, "full")
    numbers = {name: str(1001 + i) for i, name in enumerate(form.figures)}
    printed = [table for table in form.tables if table.printed]
    tables = docx.Document(io.BytesIO(made.docx)).tables
    ids = [block.id for block in made.document.tables()]
    assert sorted(ids) == sorted(table.id for table in printed)
    for table in printed:
        grid, shown = grid_of(table, year_of(form)), tables[ids.index(table.id)]
        assert (len(shown.rows), len(shown.columns)) == (grid.rows, grid.columns)
        owners = {}
        for cell in grid.cells:
            places = [
                shown.cell(row, column)
                for row in range(cell.row, cell.row + cell.rowspan)
                for column in range(cell.column, cell.column + cell.colspan)
            ]
            wanted = numbers[cell.figure] if cell.role is CellRole.VALUE and cell.figure else cell.text
            assert {place.text for place in places} == {wanted}
            assert len({place._tc for place in places}) == 1
            owners[cell.row, cell.column] = places[0]._tc
        assert len(set(owners.values())) == len(grid.cells)


@pytest.mark.parametrize("layout", list(layouts()))
def test_the_cells_of_each_table_close_its_grid(layout: str) -> None:
    """Each place of a table belongs to exactly one cell, so that a reader of the tagged PDF can count its columns."""
    for block in make(layout, "full").document.tables():
        places = [
            (row, column)
            for cell in block.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        ]
        assert len(places) == len(set(places)) == block.rows * block.columns


@pytest.mark.parametrize("layout", list(layouts()))
def test_no_line_of_a_cell_begins_or_ends_with_a_banned_mark_and_no_number_is_wrapped(layout: str) -> None:
    made = make(layout, "full")
    wrapped = 0
    for block, frame in zip(made.document.tables(), made.pages.tables, strict=True):
        for cell, lines in zip(block.cells, frame.cells, strict=True):
            wrapped += len(lines) > 1
            for before, after in pairwise(lines):
                assert cell.text[after.start] not in NEVER_FIRST
                assert cell.text[before.end - 1] not in NEVER_LAST
                assert cell.role is not CellRole.VALUE
    assert wrapped
