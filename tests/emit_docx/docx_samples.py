"""Small documents, and ways to look into a DOCX, for the tests of the DOCX back end and of its read-back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache

from lxml import etree

from reportctl.emit import docx
from reportctl.emit.docx.elements import Xml
from reportctl.faces import Faces, FaceSettings, find_faces
from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    Block,
    Bound,
    DocCell,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from reportctl.model.grid import CellRole
from reportctl.model.location import CellRef
from reportctl.typeset import typeset

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"

SENTENCE = "本年度共公开信息1027条，坚持“以公开为常态”——各项工作运行平稳……"


@cache
def faces() -> Faces:
    """The faces that any machine has."""
    found, _ = find_faces(FaceSettings(system=False))
    assert found is not None
    return found


def emit(document: Document) -> bytes:
    """Set a document and emit it."""
    pages, _ = typeset(document, faces())
    return docx.emit(document, pages)


def document(
    *blocks: Block, draft: bool = False, words: Sequence[str] = ("某市某局", "2017年度", "工作报告")
) -> Document:
    return Document(
        title="".join(words),
        title_words=tuple(words),
        blocks=blocks,
        agency="某市某局",
        year=2017,
        name="某市某局2017年度工作报告",
        issued=date(2018, 1, 25),
        figures_sha256="0123456789abcdef" * 4,
        draft=draft,
    )


def table(title: str = "情况统计表") -> TableBlock:
    """Three columns and four rows under a head of two rows, with spans in both directions.

    row 0: | item (2 rows) | numbers (2 columns) |
    row 1: |               | a | b               |
    row 2: | one           | 11 | 12             |
    row 3: | two, indented | 21 | (blank)        |
    """
    return TableBlock(
        id="x",
        title=title,
        subtitle="（2017年度）" if title else "",
        columns=3,
        rows=4,
        head_rows=2,
        widths=(4, 1, 1),
        cells=(
            DocCell(0, 0, 2, 1, CellRole.HEAD, "项目"),
            DocCell(0, 1, 1, 2, CellRole.HEAD, "数量"),
            DocCell(1, 1, 1, 1, CellRole.HEAD, "甲"),
            DocCell(1, 2, 1, 1, CellRole.HEAD, "乙"),
            DocCell(2, 0, 1, 1, CellRole.STUB, "第一项"),
            DocCell(2, 1, 1, 1, CellRole.VALUE, "11", "x.one.a", at=CellRef("data.xlsx", "表", 3, 2)),
            DocCell(2, 2, 1, 1, CellRole.VALUE, "12", "x.one.b"),
            DocCell(3, 0, 1, 1, CellRole.STUB, "其中", level=2),
            DocCell(3, 1, 1, 1, CellRole.VALUE, "21", "x.two.a"),
            DocCell(3, 2, 1, 1, CellRole.VALUE, "", "x.two.b"),
        ),
        head_left="填报单位：某市某局",
        head_right="单位：条",
        foot=("负责人：", "填报人："),
    )


def report(*, draft: bool = False) -> Document:
    """A document with every kind of block."""
    at = CellRef("data.xlsx", "正文", 5, 2)
    return document(
        Heading(1, "一、概述"),
        Paragraph(SENTENCE, at, (Bound(8, 12, "x.one.a"),)),
        Heading(2, "（一）措施"),
        Heading(3, "1.制度"),
        Heading(4, "（1）责任"),
        Paragraph("（二）完善标准。其余照旧。", lead=8, lead_level=2),
        Paragraph("全年没有变化。"),
        AttachmentNote(("情况统计表",)),
        Signature("某市某局", "2018年1月25日"),
        Attachment("附件"),
        table(),
        draft=draft,
    )


def part(data: bytes, name: str) -> etree._Element:
    """A part of a package, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def body(data: bytes) -> etree._Element:
    return part(data, "word/document.xml")[0]


def elements(*parts: Xml) -> list[etree._Element]:
    """Elements as a reader of the file has them."""
    return list(etree.fromstring(f'<w:body xmlns:w="{NS["w"]}">{"".join(parts)}</w:body>'))


def replaced(data: bytes, old: str, new: str, name: str = "word/document.xml") -> bytes:
    """The package with one text of a part exchanged; the text must be there."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == name:
                assert content.count(old.encode()) == 1, old
                content = content.replace(old.encode(), new.encode())
            copy.writestr(entry, content)
    return target.getvalue()


def style(paragraph: etree._Element) -> str:
    return value(paragraph, "w:pPr/w:pStyle") or ""


def value(parent: etree._Element, path: str, attribute: str = "val") -> str | None:
    """An attribute of the element at a path, or None where there is no such element or attribute."""
    found = parent.find(path, NS)
    return None if found is None else found.get(W + attribute)


def text(parent: etree._Element) -> str:
    return "".join(node.text or "" for node in parent.iter(W + "t"))
