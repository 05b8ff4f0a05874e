"""What stands beside the cells: notes, threads, hidden rows and columns, and what the file says of itself."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook as Book
from openpyxl.comments import Comment as Note
from packages import BOOK, PACKAGE, SHEET_PART, package, sheet_xml

from reportctl.model.source import Comment, Workbook
from reportctl.read.workbook import read_workbook

RELS = "xl/worksheets/_rels/sheet1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
KIND = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
THREAD = (
    f'<ThreadedComments xmlns="{THREADS}">'
    '<threadedComment ref="B3" personId="{1}" id="{2}"><text>请核对</text></threadedComment>'
    '<threadedComment ref="B3" personId="{1}" id="{3}" parentId="{2}"><text>已核对</text></threadedComment>'
    "</ThreadedComments>"
)


def read(data: bytes) -> Workbook:
    workbook, findings = read_workbook(data, "a.xlsx")
    assert findings == ()
    assert workbook is not None
    return workbook


def relations(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'


def test_notes_hidden_rows_and_properties_of_a_real_workbook() -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 4):
        for column in range(1, 5):
            sheet.cell(row, column, "甲")
    sheet["C2"].comment = Note("身份不明", "审核")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)
    book.properties.creator, book.properties.lastModifiedBy = "制表人", "修改人"
    stream = io.BytesIO()
    book.save(stream)

    workbook = read(stream.getvalue())

    found = workbook.sheets[0]
    assert found.comments == (Comment(2, 3, "身份不明", "审核"),)
    assert found.hidden_rows == {3}
    shown = {(row, column) for row, column in found.cells if found.is_shown(row, column)}
    assert shown == {(1, 1), (1, 4), (2, 1), (2, 4)}
    assert workbook.properties["creator"] == "制表人"
    assert workbook.properties["lastModifiedBy"] == "修改人"


def test_a_sheet_that_does_not_show_shows_no_cell() -> None:
    hidden = BOOK.replace('name="表"', 'name="表" state="veryHidden"')
    assert not read(package({"xl/workbook.xml": hidden})).sheets[0].is_shown(1, 1)


def test_both_remarks_of_a_thread() -> None:
    parts = {RELS: relations(KIND, "../threadedComments/t1.xml"), "xl/threadedComments/t1.xml": THREAD}
    assert read(package(dict(parts))).sheets[0].comments == (Comment(3, 2, "请核对"), Comment(3, 2, "已核对"))


@pytest.mark.parametrize("broken", [THREAD[:-20], "<other/>", THREAD.replace("2018", "2099")])
def test_damaged_remarks_are_passed_over(broken: str) -> None:
    parts = {RELS: relations(KIND, "../threadedComments/t1.xml"), "xl/threadedComments/t1.xml": broken}
    workbook = read(package(dict(parts)))
    assert workbook.sheets[0].at(1, 1) is not None


def test_a_part_that_is_not_there_and_one_outside_are_passed_over() -> None:
    absent = {RELS: relations(f"{OFFICE}/comments", "../comments9.xml")}
    assert read(package(dict(absent))).sheets[0].comments == ()
    outside = {
        RELS: relations(f"{OFFICE}/comments", "http://example.invalid/c.xml").replace("/>", ' TargetMode="External"/>')
    }
    assert read(package(dict(outside))).sheets[0].comments == ()


def test_too_many_notes_are_cut_and_the_workbook_is_read() -> None:
    notes = '<comment ref="A1"><text><t>甲</t></text></comment>' * 20_010
    part = f'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList>{notes}</commentList></comments>'
    parts = {RELS: relations(f"{OFFICE}/comments", "../comments1.xml"), "xl/comments1.xml": part}
    assert read(package(dict(parts))).sheets[0].comments == (Comment(1, 1, "甲"),)


def test_a_workbook_without_such_parts() -> None:
    workbook = read(package({SHEET_PART: sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')}))
    assert workbook.properties == {}
    assert workbook.sheets[0].comments == ()
