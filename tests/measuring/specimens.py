"""Documents to be measured, in words of our own, set in faces that stand in for those of the standard and emitted."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as bundled
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from reportctl.emit import docx, pdf
from reportctl.faces import Faces, FaceSettings, Role, find_faces
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

AGENCY = "滨江市政务服务管理局"
DAY = "2018年1月25日"
PLAIN = "依法公开政府信息提高工作透明度"
"""Fifteen characters without a mark."""
NAMES = {
    Role.TITLE: ("fzxbsjw.otf", "FZXBSJW--GB1-0"),
    Role.HEADING1: ("simhei.otf", "SimHei"),
    Role.HEADING2: ("simkai.otf", "KaiTi_GB2312"),
    Role.BODY: ("simfang.otf", "FangSong_GB2312"),
    Role.TABLE: ("simsun.otf", "SimSun"),
}
"""The files and names of the faces that stand in for the standard's."""

HARD = (
    "“公开指南”",
    "（含“重点领域”专栏）",
    "《中华人民共和国政府信息公开条例》",
    "“‘互联网＋政务’服务”",
    "国办公开办函〔2021〕30号",
    "《关于印发〈公开工作要点〉的通知》（滨政办发〔2017〕42号）",
    "公开——不公开是例外——",
    "答复、补正……均按期办结",
    "增长35.1%，",
    "同比下降12.5%（上年为40.2%）；",
    "1027条，",
    "3.5万元。",
    "2017年12月31日，",
    "第711号令",
    "第32条",
    "http://www.example.gov.cn/gongkai/list_30.html",
    "zfxxgk@example.gov.cn；",
    "0558-2560000、",
    "8:30—17:30。",
    "滨江市人民政府办公室政务公开与政务服务管理处（市大数据发展管理局）",
    "“谁公开？公开什么？怎么公开！”",
    "A4纸、PDF文件",
    "GB/T 9704—2012",
    "5～10个工作日",
    "约1,027,360人次",
    "（一）、（二）、（三）",
    "『公开』「指南」",
    "温度36.5℃，",
    "￥3500元，",
    "“十三五”（2016—2020年）",
    "微信公众号“滨江政务”（bjzw-2017）",
    "是……还是……",
    "（《条例》第二十一条）",
    "1.5‰；",
    "3立方米、",
    "12艘，",
    "100多件，",
    "克里斯托弗·诺兰",
    "【办事指南】",
    "－5℃至12℃，",
    "网民留言①②③条",
    "由王喆、李堃、赟𬭼同志办理，",
)
"""What is hard to break: nested quotes, brackets, dashes, percentages, addresses, document numbers, long names."""
_FILLER = "本局依法主动公开政府信息并按照要求及时更新内容方便群众查阅和利用有关材料"


@dataclass(frozen=True)
class Made:
    """A document with its pages and its two files."""

    document: Document
    pages: Pages
    pdf: bytes
    docx: bytes


@cache
def faces() -> Faces:
    """The faces that come with reportctl, under the names of those that the standard asks for."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for role, (file, name) in NAMES.items():
        with TTFont(bundled.sans_path() if role is Role.HEADING1 else bundled.serif_path(), lazy=True) as font:
            for record in font["name"].names:
                if record.nameID == 6:
                    record.string = name
            font.save(folder / file)
    chosen = {role: str(folder / file) for role, (file, _) in NAMES.items()}
    found, findings = find_faces(FaceSettings({**chosen, Role.NUMBER: chosen[Role.TABLE]}, system=False))
    assert found is not None and not findings
    return found


def emitted(document: Document, *, mirror: bool = False) -> Made:
    """Set and emit a document."""
    pages, findings = typeset(document, faces(), mirror=mirror)
    assert findings == ()
    return Made(document, pages, pdf.emit(document, pages, faces()), docx.emit(document, pages))


def remade(made: Made, pages: Pages) -> bytes:
    """The PDF of a document whose pages were changed."""
    return pdf.emit(made.document, pages, faces())


def report(*blocks: Block) -> Document:
    """A report of these blocks."""
    words = (AGENCY, "2017年", "政府信息公开", "工作", "年度报告")
    return Document("".join(words), words, blocks, AGENCY, 2017, "报告", date(2018, 1, 25), "ab" * 32)


@cache
def made(name: str) -> Made:
    """A specimen by its name: specimen, mirrored, draft, corpus; sample is a tenth of the corpus."""
    if name in ("corpus", "sample"):
        chosen = list(corpus())[:: 1 if name == "corpus" else 10]
        return emitted(report(*(Paragraph(text) for text in chosen)))
    document = report(*_specimen())
    return emitted(replace(document, draft=name == "draft"), mirror=name == "mirrored")


def _specimen() -> Iterator[Block]:
    """Pages full of text without marks, headings of each level, a signature, and attachments with tables."""
    yield Paragraph(PLAIN * 160)
    for level, number in enumerate(("一、", "（一）", "1.", "（1）"), start=1):
        yield Heading(level, f"{number}第{'一二三四'[level - 1]}层标题")
        yield Paragraph("全年没有变化。")
    yield Heading(1, "二、表后的文字")
    yield replace(_list(3), title="", subtitle="", foot=())
    yield Paragraph("表后的文字回到行格上。")
    yield AttachmentNote(("政府信息公开情况统计表", "政府信息公开申请办理情况表"))
    yield Signature(AGENCY, DAY)
    yield Attachment("附件1")
    yield _list(60)
    yield Attachment("附件2")
    yield _matrix()


def _list(rows: int) -> TableBlock:
    cells = [DocCell(0, c, 1, 1, CellRole.HEAD, text) for c, text in enumerate(("统计指标", "单位", "统计数"))]
    for row in range(1, rows + 1):
        cells.append(DocCell(row, 0, 1, 1, CellRole.STUB, f"第{row}项指标", level=row % 3))
        cells.append(DocCell(row, 1, 1, 1, CellRole.UNIT, "件"))
        cells.append(DocCell(row, 2, 1, 1, CellRole.VALUE, str(1000 + row), figure=f"l.r{row}.value"))
    foot = ("单位负责人：", "审核人：", "填报人：")
    return TableBlock(
        "l", "政府信息公开情况统计表", "（2017年度）", 3, rows + 1, 1, (38, 6, 12), tuple(cells), foot=foot
    )


def _matrix() -> TableBlock:
    """Ten columns under a head of three rows."""
    heads = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    cells = [
        DocCell(0, 0, 3, 3, CellRole.CORNER, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
        DocCell(0, 3, 1, 7, CellRole.HEAD, "申请人情况"),
        DocCell(1, 3, 2, 1, CellRole.HEAD, heads[0]),
        DocCell(1, 4, 1, 5, CellRole.HEAD, "法人或其他组织"),
        DocCell(1, 9, 2, 1, CellRole.HEAD, heads[6]),
        *(DocCell(2, 3 + c, 1, 1, CellRole.HEAD, heads[c]) for c in range(1, 6)),
        DocCell(3, 0, 12, 1, CellRole.STUB, "三、本年度办理结果"),
        DocCell(3, 1, 6, 1, CellRole.STUB, "（一）予以公开"),
        DocCell(9, 1, 6, 1, CellRole.STUB, "（三）不予公开"),
    ]
    for row in range(3, 15):
        cells.append(DocCell(row, 2, 1, 1, CellRole.STUB, "保护第三方合法权益"))
        cells += [DocCell(row, 3 + c, 1, 1, CellRole.VALUE, str(row * 10 + c), f"m.r{row}.c{c}") for c in range(7)]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return TableBlock("m", "政府信息公开申请办理情况表", "", 10, 15, 3, (3, 5, 22, 5, 5, 5, 5, 5, 5, 5), tuple(ordered))


def corpus() -> Iterator[str]:
    """Paragraphs in which each hard case ends a line at every place."""
    for case in HARD:
        for before in range(27):
            yield f"{_FILLER[:before]}{case}{_FILLER[: 31 - before % 7]}{case}{_FILLER[:4]}。"
