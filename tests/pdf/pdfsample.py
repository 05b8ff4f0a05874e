"""A small report, set with the faces that come with reportctl, and its PDF read back by means other than verify's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import pypdfium2 as pdfium

from reportctl.emit.pdf import emit
from reportctl.faces import Faces, FaceSettings, find_faces
from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    Block,
    DocCell,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from reportctl.model.grid import CellRole
from reportctl.model.pages import Pages
from reportctl.typeset import typeset

NAMES = "由喆堃、赟、\U0002cb7c四位同志办理，⼀与一同形"
TEXT = (
    "滨江市档案局全年主动公开政府信息1027条，占全部信息的35.1%；其中“网上服务”专栏188条（含更新46条）。"
    "按照国办公开办函〔2021〕30号的要求——逐项核对——全部按期完成……群众可在http://www.example.gov.cn/查阅。"
)


@dataclass(frozen=True)
class Made:
    """A document with its pages and bytes."""

    document: Document
    pages: Pages
    data: bytes

    def page_texts(self) -> list[str]:
        """The text of each page as a reader copies it, without white space."""
        with pdfium.PdfDocument(self.data) as pdf:
            return ["".join(page.get_textpage().get_text_range().split()) for page in pdf]


@cache
def faces() -> Faces:
    """The faces that any machine has."""
    found, findings = find_faces(FaceSettings(system=False))
    assert found is not None and not findings
    return found


def table() -> TableBlock:
    """A list of 40 indicators, 100 + n for row n."""
    cells = [DocCell(0, c, 1, 1, CellRole.HEAD, text) for c, text in enumerate(("指标", "单位", "数量"))]
    for row in range(1, 41):
        cells.append(DocCell(row, 0, 1, 1, CellRole.STUB, f"第{row}项", level=row % 2))
        cells.append(DocCell(row, 1, 1, 1, CellRole.UNIT, "件"))
        cells.append(DocCell(row, 2, 1, 1, CellRole.VALUE, str(100 + row), figure=f"t.r{row}.value"))
    return TableBlock(
        "t", "情况统计表", "（2017年度）", 3, 41, 1, (38, 6, 12), tuple(cells), "填报单位：", "", ("审核人：",)
    )


def report(*blocks: Block, draft: bool = False) -> Document:
    """A document of these blocks."""
    words = ("滨江市档案局", "2017年", "年度报告")
    return Document("".join(words), words, blocks, "滨江市档案局", 2017, "报告", date(2018, 1, 25), "ab" * 32, draft)


def make(document: Document) -> Made:
    """Set and emit a document."""
    pages, findings = typeset(document, faces())
    assert findings == ()
    return Made(document, pages, emit(document, pages, faces()))


@cache
def sample(*, draft: bool = False) -> Made:
    """A report with everything in it."""
    return make(
        report(
            Paragraph(TEXT),
            Heading(1, "一、概述"),
            Heading(2, "（一）制度建设"),
            Paragraph("1.健全制度。" + TEXT * 6, lead=7, lead_level=3),
            Paragraph(NAMES + "。"),
            Heading(1, "二、主动公开"),
            Paragraph(TEXT * 3),
            AttachmentNote(("情况统计表",)),
            Signature("滨江市档案局", "2018年1月25日"),
            Attachment("附件"),
            table(),
            draft=draft,
        )
    )
