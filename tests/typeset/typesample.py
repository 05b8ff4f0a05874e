"""Documents for the tests of setting, in words of our own, and the faces that come with reportctl."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from reportctl.faces import Faces, FaceSettings, Role, find_faces
from reportctl.model.document import Block, DocCell, Document, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.pages import Page
from reportctl.typeset.strip import Strip, measure


@cache
def bundled() -> Faces:
    """The faces that any machine has."""
    faces, findings = find_faces(FaceSettings(system=False))
    assert faces is not None and not findings
    return faces


def strip(text: str) -> Strip:
    """A measured text in the body's face."""
    return measure([(text, Role.BODY)], bundled())


def document(*blocks: Block, title: Sequence[str] = ("滨江市档案局", "2017年", "年度报告")) -> Document:
    """A document with these blocks."""
    return Document("".join(title), tuple(title), blocks, "滨江市档案局", 2017, "报告", date(2018, 1, 25), "ab" * 32)


def indicator_table(rows: int, *, foot: tuple[str, ...] = ()) -> TableBlock:
    """A list of indicators: row n has the figure `t.rN.value` with the number 100 + n."""
    cells = [DocCell(0, c, 1, 1, CellRole.HEAD, text) for c, text in enumerate(("指标", "单位", "数量"))]
    for row in range(1, rows + 1):
        cells.append(DocCell(row, 0, 1, 1, CellRole.STUB, f"第{row}项", level=row % 2))
        cells.append(DocCell(row, 1, 1, 1, CellRole.UNIT, "件"))
        cells.append(DocCell(row, 2, 1, 1, CellRole.VALUE, str(100 + row), figure=f"t.r{row}.value"))
    return TableBlock("t", "", "", 3, rows + 1, 1, (38, 6, 12), tuple(cells), foot=foot)


def texts(page: Page) -> list[str]:
    """The lines of a page."""
    return [line.text for line in page.lines]
