from __future__ import annotations

import pytest
from docx_samples import NS, W, body, document, emit, part, report, style, text, value
from lxml import etree

from reportctl.model.document import Attachment, AttachmentNote, Block, Paragraph, Signature

# CT_PPr of ECMA-376 part 1, A.1, in its order.
PARAGRAPH_ORDER = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
]  # fmt: skip


def paragraphs(*blocks: Block) -> list[etree._Element]:
    """The paragraphs of a document behind its title."""
    return [p for p in body(emit(document(*blocks))).iterfind("w:p", NS) if style(p) != "Title"]


def flag(paragraph: etree._Element, name: str) -> bool:
    return paragraph.find(f"w:pPr/w:{name}", NS) is not None


def indent(paragraph: etree._Element, side: str) -> float:
    """An indent in characters of the body's pitch (315 twips)."""
    return int(value(paragraph, "w:pPr/w:ind", side) or 0) / 315


def test_paragraph_properties_stand_in_the_order_of_the_schema() -> None:
    properties = list(body(emit(report())).iter(W + "pPr"))
    assert len(properties) > 20
    for one in properties:
        places = [PARAGRAPH_ORDER.index(etree.QName(child).localname) for child in one]
        assert places == sorted(set(places))


def test_no_paragraph_holds_a_line_break() -> None:
    assert list(body(emit(report())).iter(W + "br", W + "cr")) == []


def test_each_block_has_its_style_and_its_text() -> None:
    found = [(style(p), text(p)) for p in body(emit(report())).iterfind("w:p", NS)]
    assert found == [
        ("Title", "某市某局2017年度工作报告"),
        ("Heading1", "一、概述"),
        ("BodyText", "本年度共公开信息1027条，坚持“以公开为常态”——各项工作运行平稳……"),
        ("Heading2", "（一）措施"),
        ("Heading3", "1.制度"),
        ("Heading4", "（1）责任"),
        ("BodyText", "（二）完善标准。其余照旧。"),
        ("BodyText", "全年没有变化。"),
        ("AttachmentNote", "附件：情况统计表"),
        ("Signature", "某市某局"),
        ("Date", "2018年1月25日"),
        ("Attachment", "附件"),
        ("AttachmentTitle", "情况统计表"),
        ("AttachmentSubtitle", "（2017年度）"),
        ("TableLine", "填报单位：某市某局单位：条"),
        ("TableGap", ""),
        ("TableLine", "负责人：填报人："),
    ]


def test_a_long_title_takes_a_paragraph_for_each_line_and_no_heading() -> None:
    words = ("某某省某某市某某区人民政府办公室", "2017年度", "工作", "报告")
    found = [p for p in body(emit(document(words=words))).iterfind("w:p", NS) if style(p) == "Title"]
    assert [text(p) for p in found] == ["某某省某某市某某区人民政府办公室", "2017年度工作报告"]
    assert [value(p, "w:pPr/w:spacing", "before") for p in found] == ["1158", None]
    assert [value(p, "w:pPr/w:spacing", "after") for p in found] == [None, "579"]


def test_quotation_marks_and_dashes_ask_for_the_chinese_face() -> None:
    quoted, plain = paragraphs(Paragraph("“公开”——是常态……"), Paragraph("共1027条。"))
    assert value(quoted, "w:r/w:rPr/w:rFonts", "hint") == "eastAsia"
    assert plain.find("w:r/w:rPr", NS) is None


def test_a_lead_is_set_as_its_heading() -> None:
    (found,) = paragraphs(Paragraph("（二）完善标准。其余照旧。", lead=8, lead_level=2))
    lead, rest = found.findall("w:r", NS)
    assert (value(lead, "w:rPr/w:rStyle"), text(lead)) == ("Heading2Char", "（二）完善标准。")
    assert (value(rest, "w:rPr/w:rStyle"), text(rest)) == (None, "其余照旧。")


@pytest.mark.parametrize(
    ("agency", "date", "name_left"),
    [
        # 10 characters, two from the right: 28 - 2 - 10.
        ("某某省某某市某某某局", "2024年1月15日", 16),
        # In the bundled face 1 is 0.47 em wide, any other digit 0.56; 0.2 em stand between digits and characters:
        # 4 x 0.56 + 1 + 0.47 + 1 + 0.47 + 0.56 + 1 and five times 0.2 are 7.74, two from the right, two left of it.
        ("某市某局", "2024年1月15日", 28 - 2 - 7.74 - 2),
    ],
)
def test_signature_without_a_seal(agency: str, date: str, name_left: float) -> None:
    name, day = paragraphs(Signature(agency, date))
    cell = 8844 / 28
    lefts = [int(value(p, "w:pPr/w:ind", "left") or 0) / cell for p in (name, day)]
    assert lefts[0] == pytest.approx(name_left, abs=0.05)
    # The date begins two characters right of the name.
    assert lefts[1] - lefts[0] == pytest.approx(2, abs=0.01)
    assert value(name, "w:pPr/w:ind", "right") is None
    assert value(name, "w:pPr/w:spacing", "before") == "579"


def test_a_name_of_several_lines_has_the_room_of_its_longest() -> None:
    name, day = paragraphs(Signature("某某省某某市" * 5, "2024年1月15日"))
    # 30 characters are more than the 26 that a line can hold: two lines, the first of 16, that end two from the right.
    left = indent(name, "left")
    assert left == pytest.approx(10, abs=0.1)
    assert indent(name, "right") == pytest.approx(2, abs=0.25)
    assert indent(day, "left") - left == pytest.approx(2, abs=0.01)


def test_a_name_that_just_fits_a_line_is_not_broken() -> None:
    name, _ = paragraphs(Signature("某某省某某市" * 4 + "某局", "2024年1月15日"))
    assert indent(name, "left") == pytest.approx(0, abs=0.1)
    assert value(name, "w:pPr/w:ind", "right") is None


def test_signature_stays_with_the_last_line_of_the_body() -> None:
    first, last, note, *_ = paragraphs(
        Paragraph("甲。"), Paragraph("乙。"), AttachmentNote(("表",)), Signature("某市某局", "2018年1月25日")
    )
    assert [flag(p, "keepNext") for p in (first, last, note)] == [False, True, True]


def test_note_of_one_attachment() -> None:
    (note,) = paragraphs(AttachmentNote(("情况统计表",)))
    assert text(note) == "附件：情况统计表"
    # Two characters in, and a second line under the first character of the name.
    assert (indent(note, "left"), indent(note, "hanging")) == (5, 3)
    assert not flag(note, "keepNext")


def test_note_of_several_attachments_lines_their_numbers_up() -> None:
    first, second = paragraphs(AttachmentNote(("甲表", "乙表")))
    assert [text(first), text(second)] == ["附件：1.甲表", "2.乙表"]
    assert [indent(p, "left") - indent(p, "hanging") for p in (first, second)] == [2, 5]
    assert indent(first, "left") == indent(second, "left") == 6
    assert value(second, "w:pPr/w:spacing", "before") is None


def test_attachment_begins_a_page() -> None:
    data = emit(document(Attachment("附件")))
    assert [style(p) for p in body(data).iterfind("w:p", NS)][-1] == "Attachment"
    definition = part(data, "word/styles.xml").find("w:style[@w:styleId='Attachment']", NS)
    assert definition is not None
    assert definition.find("w:pPr/w:pageBreakBefore", NS) is not None
    assert value(definition, "w:rPr/w:rFonts", "eastAsia") == "黑体"
