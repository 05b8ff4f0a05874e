from __future__ import annotations

import io
import zipfile

import pytest
from docx_samples import document, emit, replaced, report, table
from msgspec.structs import replace

from reportctl.model.document import AttachmentNote, Bound, Paragraph
from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, FileRef
from reportctl.verify.docx import verify

FILE = "out/2017/report.docx"


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, object, object]]:
    return [(f.rule.code, f.figure, f.expected, f.actual) for f in findings]


def test_a_true_copy_has_no_finding() -> None:
    assert verify(report(), emit(report()), FILE) == ()
    assert verify(report(draft=True), emit(report(draft=True)), FILE) == ()


def test_a_changed_figure_in_a_table() -> None:
    (found,) = verify(report(), replaced(emit(report()), ">12<", ">13<"), FILE)
    assert said((found,)) == [("OUT101", "x.one.b", "12", "13")]
    assert found.at == FileRef(FILE)
    assert found.args == {"format": "DOCX", "figure": "x.one.b", "wanted": "12", "found": "13"}


def test_the_finding_leads_to_the_workbook() -> None:
    (found,) = verify(report(), replaced(emit(report()), ">11<", ">17<"), FILE)
    assert found.related[0].at == CellRef("data.xlsx", "表", 3, 2)


def test_a_number_where_the_tree_has_a_blank() -> None:
    block = table()
    filled = replace(block, cells=(*block.cells[:-1], replace(block.cells[-1], text="0")))
    found = verify(document(block), emit(document(filled)), FILE)
    assert said(found) == [("OUT101", "x.two.b", "", "0")]


def test_a_changed_figure_in_the_text() -> None:
    (found,) = verify(report(), replaced(emit(report()), "信息1027条", "信息10275条"), FILE)
    assert said((found,)) == [("OUT101", "x.one.a", "1027", "10275")]


def test_a_changed_word_beside_a_figure() -> None:
    tree = document(Paragraph("全年公开1027条。", bound=(Bound(4, 8, "x.one.a"),)))
    assert said(verify(tree, replaced(emit(tree), "全年公开", "全年发布"), FILE)) == [
        ("OUT102", None, "全年公开1027条。", "全年发布1027条。")
    ]  # fmt: skip


def test_a_dropped_paragraph_is_one_finding() -> None:
    tree = document(Paragraph("甲。"), Paragraph("乙。"), Paragraph("丙。"))
    without = document(Paragraph("甲。"), Paragraph("丙。"))
    assert said(verify(tree, emit(without), FILE)) == [("OUT102", None, "乙。", "")]


def test_an_added_paragraph_is_one_finding() -> None:
    tree = document(Paragraph("甲。"), Paragraph("丙。"))
    more = document(Paragraph("甲。"), Paragraph("乙。"), Paragraph("丙。"))
    assert said(verify(tree, emit(more), FILE)) == [("OUT102", None, "", "乙。")]


def test_swapped_paragraphs() -> None:
    tree = document(Paragraph("甲。"), Paragraph("乙。"))
    swapped = document(Paragraph("乙。"), Paragraph("甲。"))
    assert {f.rule.code for f in verify(tree, emit(swapped), FILE)} == {"OUT102"}


def test_swapped_cells() -> None:
    block = table()
    values = {"x.one.a": "12", "x.one.b": "11"}
    swapped = replace(block, cells=tuple(replace(c, text=values.get(c.figure or "", c.text)) for c in block.cells))
    assert said(verify(document(block), emit(document(swapped)), FILE)) == [
        ("OUT101", "x.one.a", "11", "12"),
        ("OUT101", "x.one.b", "12", "11"),
    ]


def test_a_cell_that_the_tree_does_not_have() -> None:
    block = table()
    less = replace(block, cells=tuple(c for c in block.cells if c.text != "其中"))
    assert said(verify(document(less), emit(document(block)), FILE)) == [("OUT102", None, "", "其中")]


def test_a_changed_label() -> None:
    assert said(verify(report(), replaced(emit(report()), ">第一项<", ">第二项<"), FILE)) == [
        ("OUT102", None, "第一项", "第二项")
    ]  # fmt: skip


def test_a_lost_vertical_span() -> None:
    found = verify(report(), replaced(emit(report()), "<w:vMerge/>", ""), FILE)
    assert said(found) == [("OUT102", None, "项目（2×1）", "项目（1×1）")]


def test_a_vertical_span_that_never_begins() -> None:
    found = verify(report(), replaced(emit(report()), '<w:vMerge w:val="restart"/>', ""), FILE)
    assert said(found) == [("OUT102", None, "项目（2×1）", "项目（1×1）")]


def test_a_vertical_span_that_goes_on_wider_than_it_began() -> None:
    found = verify(report(), replaced(emit(report()), "<w:vMerge/>", '<w:gridSpan w:val="2"/><w:vMerge/>'), FILE)
    assert ("OUT102", None, "项目（2×1）", "项目（1×1）") in said(found)


def test_text_where_a_vertical_span_goes_on() -> None:
    keep = (
        '<w:vMerge/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableHead"/><w:keepNext/></w:pPr>'
    )
    found = verify(report(), replaced(emit(report()), keep, f"{keep}<w:r><w:t>二</w:t></w:r>"), FILE)
    assert said(found) == [("OUT102", None, "项目", "项目二")]


def test_a_tab_stop_of_a_cell_is_no_text_and_a_tab_is() -> None:
    indent = '<w:ind w:left="420"/></w:pPr>'
    stop = indent.replace("<w:ind", '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs><w:ind')
    assert verify(report(), replaced(emit(report()), indent, stop), FILE) == ()
    found = verify(report(), replaced(emit(report()), indent, f"{indent}<w:r><w:tab/></w:r>"), FILE)
    assert [(f.rule.code, f.expected) for f in found] == [("OUT102", "其中")]


def test_a_lost_horizontal_span() -> None:
    found = verify(report(), replaced(emit(report()), '<w:gridSpan w:val="2"/>', ""), FILE)
    assert ("OUT102", None, "数量（1×2）", "数量（1×1）") in said(found)


def test_a_lost_table() -> None:
    tree = document(Paragraph("甲。"), replace(table(title=""), head_left="", head_right="", foot=()))
    assert [f.rule.code for f in verify(tree, emit(document(Paragraph("甲。"))), FILE)] == ["OUT102"]


def test_a_changed_title() -> None:
    found = verify(report(), replaced(emit(report()), ">某市某局2017年度工作报告<", ">某市某局2018年度工作报告<"), FILE)
    assert said(found) == [("OUT102", None, "某市某局2017年度工作报告", "某市某局2018年度工作报告")]


@pytest.mark.parametrize("old", [">负责人：<", ">单位：条<", ">（2017年度）<", ">附件：情况统计表<", ">2018年1月25日<"])
def test_the_lines_around_are_compared_too(old: str) -> None:
    assert [f.rule.code for f in verify(report(), replaced(emit(report()), old, ">误<"), FILE)] == ["OUT102"]


def test_several_attachments() -> None:
    tree = document(AttachmentNote(("甲表", "乙表", "丙表")))
    assert verify(tree, emit(tree), FILE) == ()


def test_a_long_line_below_a_table() -> None:
    tree = document(replace(table(), foot=("负责人：" + "某" * 20, "填报人：" + "某" * 20, "电话：")))
    assert verify(tree, emit(tree), FILE) == ()


def test_a_character_that_could_not_be_written_is_found() -> None:
    tree = document(Paragraph("甲\x0b乙"))
    assert said(verify(tree, emit(tree), FILE)) == [("OUT102", None, "甲\x0b乙", "甲\ufffd乙")]


@pytest.mark.parametrize("length", [0, 1, 100, 4000])
def test_bytes_cut_short_are_a_finding(length: int) -> None:
    assert said(verify(report(), emit(report())[:length], FILE)) == [("OUT102", None, "某市某局2017年度工作报告", "")]


def test_every_damaged_byte_of_an_entry_is_a_finding() -> None:
    data = bytearray(emit(report()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("word/styles.xml")
    data[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0xFF
    assert [f.rule.code for f in verify(report(), bytes(data), FILE)] == ["OUT102"]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<a",
        "<a/>",
        f"<w:document {W}><w:body><w:tbl><w:tc/></w:tbl></w:body></w:document>",
        f"<w:document {W}><w:body><w:tbl><w:tr><w:gridSpan/></w:tr></w:tbl></w:body></w:document>",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
    ],
)
def test_a_main_part_that_is_none_is_a_finding(xml: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert verify(report(), target.getvalue(), FILE)
