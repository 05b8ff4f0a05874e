"""Standing type: what is set of a table's labels in one report serves the next, in the same faces only."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from typesample import bundled, document, indicator_table

from reportctl.faces import Face, Faces, Role, Source
from reportctl.model.document import DocCell, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.pages import Pages
from reportctl.typeset import standing, typeset


def set_in(faces: Faces, *blocks: TableBlock) -> Pages:
    return typeset(document(*blocks), faces)[0]


def table(*cells: DocCell) -> TableBlock:
    return TableBlock("t", "", "", 2, len(cells), 0, (1, 1), cells)


def test_the_labels_of_a_table_are_not_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = set_in(bundled(), indicator_table(8))
    monkeypatch.setattr(standing, "measure", lambda *_: pytest.fail("measured again"))
    monkeypatch.setattr(standing, "set_line", lambda *_: pytest.fail("set again"))
    assert set_in(bundled(), indicator_table(8)) == first


def test_what_was_set_in_one_machines_faces_is_not_taken_for_anothers() -> None:
    serif, sans = (served.face for served in bundled().served() if served.role in (Role.TITLE, Role.HEADING1))
    chains: list[dict[Role, tuple[Face, ...]]] = [dict.fromkeys(Role, (face,)) for face in (serif, sans)]
    cell = DocCell(0, 0, 1, 2, CellRole.VALUE, "W")
    found = [set_in(Faces(chain, dict.fromkeys(Role, Source.BUNDLED)), table(cell)) for chain in chains]
    widths = [pages.tables[0].cells[0][0].width for pages in found]
    assert widths == [pytest.approx(10.5 * face.advance(face.glyph("W") or 0)) for face in (serif, sans)]
    assert widths[0] != widths[1]


def test_the_same_label_is_set_for_its_own_cell() -> None:
    """Alike in text; unlike in face, in level, and in the width of the cell."""
    cells = [
        DocCell(0, 0, 1, 2, CellRole.STUB, "受理数量"),
        DocCell(1, 0, 1, 2, CellRole.STUB, "受理数量", level=1),
        DocCell(2, 0, 1, 2, CellRole.HEAD, "受理数量"),
        DocCell(3, 0, 1, 1, CellRole.HEAD, "受理数量"),
        DocCell(4, 0, 1, 2, CellRole.VALUE, "受理数量"),
    ]
    (page,) = set_in(bundled(), table(*cells)).pages
    runs = [line.runs[0] for line in page.lines if line.text == "受理数量"]
    left = page.boxes[0].left
    width = page.boxes[0].right - left
    assert [run.x - left for run in runs[:2]] == [
        pytest.approx(0.3 * 10.5, abs=0.01),
        pytest.approx(1.3 * 10.5, abs=0.01),
    ]
    assert [run.x - left for run in runs[2:]] == [
        pytest.approx((width - 42) / 2, abs=0.01),
        pytest.approx((width / 2 - 42) / 2, abs=0.01),
        pytest.approx((width - 42) / 2, abs=0.01),
    ]
    faces = [run.face for run in runs]
    assert faces[0] == faces[1] == faces[4] != faces[2] == faces[3]


def test_each_cell_with_a_character_that_no_face_has_is_told_in_each_report() -> None:
    block = table(DocCell(0, 0, 1, 2, CellRole.STUB, "甲\ue123"))
    told = [typeset(document(block), bundled())[1] for _ in range(2)]
    assert [[finding.rule.code for finding in findings] for findings in told] == [["OUT103"], ["OUT103"]]


def test_little_is_remembered_of_tables_that_are_done() -> None:
    """Figures and remarks differ from report to report; a worker goes through thousands. Long texts are not kept."""

    def remembered(first: int, last: int) -> int:
        for number in range(first, last):
            remark = DocCell(1, 0, 1, 2, CellRole.STUB, f"{number}号说明" * 20)
            set_in(bundled(), table(DocCell(0, 0, 1, 2, CellRole.VALUE, str(number)), remark))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    set_in(bundled(), indicator_table(2))
    tracemalloc.start()
    before, after = remembered(10_000, 11_100), remembered(11_100, 11_612)
    tracemalloc.stop()
    assert after - before < 512 * 200
    assert after < 512 * 2 * 6_000
