from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from docx_samples import NS, W, body, document, emit, faces, part, report, style, table, text, value
from msgspec.structs import replace

from reportctl.emit.docx import emit as docx_of
from reportctl.model.document import Paragraph
from reportctl.typeset import typeset
from reportctl.typeset.classes import NO_END, NO_START

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = """
import sys
from docx_samples import emit, report
sys.stdout.buffer.write(emit(report()))
"""
VML = {"v": "urn:schemas-microsoft-com:vml"}


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def test_the_package_holds_our_parts_and_nothing_of_a_default_template() -> None:
    assert names(emit(report())) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]


def test_every_entry_has_the_same_fixed_time_and_system() -> None:
    with zipfile.ZipFile(io.BytesIO(emit(report()))) as archive:
        assert {(e.date_time, e.create_system, e.compress_type) for e in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0, zipfile.ZIP_DEFLATED)
        }


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Shanghai"), ("2", "America/Lima")])
def test_the_same_document_gives_the_same_bytes_in_any_process(seed: str, zone: str) -> None:
    paths = os.pathsep.join((str(SOURCE), str(Path(__file__).parent)))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": zone}
    run = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, check=True, capture_output=True)
    assert run.stdout == emit(report())


def test_core_properties_name_the_agency_and_no_person() -> None:
    properties = docx.Document(io.BytesIO(emit(report()))).core_properties
    assert properties.title == "某市某局2017年度工作报告"
    assert properties.author == "某市某局"
    assert properties.keywords == "figures:0123456789ab"
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified == datetime(2018, 1, 25, tzinfo=UTC)
    assert properties.last_modified_by == ""


def test_the_page_is_a4_with_a_type_area_of_156_by_225_mm() -> None:
    section = body(emit(report())).find("w:sectPr", NS)
    assert section is not None
    size = {name: int(value(section, "w:pgSz", name) or 0) for name in ("w", "h")}
    margin = {name: int(value(section, "w:pgMar", name) or 0) for name in ("top", "bottom", "left", "right", "footer")}
    assert size == {"w": 11906, "h": 16838}
    millimetre = 1440 / 25.4
    assert margin["left"] / millimetre == pytest.approx(28, abs=0.05)
    assert margin["top"] / millimetre == pytest.approx(37, abs=0.05)
    assert (size["w"] - margin["left"] - margin["right"]) / millimetre == pytest.approx(156, abs=0.05)
    assert (size["h"] - margin["top"] - margin["bottom"]) / millimetre == pytest.approx(225, abs=0.05)
    assert value(section, "w:docGrid", "linePitch") == "579"


def test_twenty_two_lines_fit_and_twenty_three_do_not() -> None:
    style = part(emit(report()), "word/styles.xml").find("w:style[@w:styleId='Normal']", NS)
    assert style is not None
    line = int(value(style, "w:pPr/w:spacing", "line") or 0)
    assert value(style, "w:pPr/w:spacing", "lineRule") == "exact"
    assert 22 * line <= 16838 - 2098 - 1984 < 23 * line


def test_normal_sets_chinese_lines() -> None:
    style = part(emit(report()), "word/styles.xml").find("w:style[@w:styleId='Normal']", NS)
    assert style is not None
    assert value(style, "w:rPr/w:sz") == "32"
    assert value(style, "w:rPr/w:rFonts", "eastAsia") == "仿宋_GB2312"
    assert value(style, "w:rPr/w:spacing") == "-5"
    assert value(style, "w:rPr/w:lang") == value(style, "w:rPr/w:lang", "eastAsia") == "zh-CN"
    assert style.find("w:pPr/w:kinsoku", NS) is not None
    assert value(style, "w:pPr/w:kinsoku") is None
    for name in ("widowControl", "overflowPunct"):
        assert value(style, f"w:pPr/w:{name}") == "0"
    # The space between Chinese and Western text that the page layout has too.
    for name in ("autoSpaceDE", "autoSpaceDN"):
        assert style.find(f"w:pPr/w:{name}", NS) is not None
        assert value(style, f"w:pPr/w:{name}") is None


@pytest.mark.parametrize(
    ("style", "level", "face"),
    [
        ("Heading1", "0", "黑体"),
        ("Heading2", "1", "楷体_GB2312"),
        ("Heading3", "2", "仿宋_GB2312"),
        ("Heading4", "3", "仿宋_GB2312"),
    ],
)
def test_headings_have_levels_and_faces(style: str, level: str, face: str) -> None:
    found = part(emit(report()), "word/styles.xml").find(f"w:style[@w:styleId='{style}']", NS)
    assert found is not None
    assert value(found, "w:pPr/w:outlineLvl") == level
    assert value(found, "w:rPr/w:rFonts", "eastAsia") == face
    assert found.find("w:pPr/w:keepNext", NS) is not None
    assert value(found, "w:pPr/w:ind", "firstLineChars") == "200"


def test_every_style_in_use_is_defined_and_no_theme_face_is_asked_for() -> None:
    data = emit(report(draft=True))
    styles = part(data, "word/styles.xml")
    defined = {s.get(W + "styleId") for s in styles.iterfind("w:style", NS)}
    for name in ("word/document.xml", "word/footer1.xml", "word/footer2.xml", "word/header1.xml", "word/styles.xml"):
        root = part(data, name)
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            assert {node.get(W + "val") for node in root.iter(W + tag)} <= defined
        assert not [fonts for fonts in root.iter(W + "rFonts") for key in fonts.attrib if "Theme" in str(key)]


def test_every_face_has_a_fallback() -> None:
    data = emit(report())
    used = {str(f.get(W + "eastAsia")) for f in part(data, "word/styles.xml").iter(W + "rFonts")}
    table = {f.get(W + "name"): value(f, "w:altName") for f in part(data, "word/fontTable.xml")}
    assert used == {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}
    assert used == set(table)
    assert all(table.values())


def test_page_numbers_stand_outside_one_character_in() -> None:
    data = emit(report())
    assert part(data, "word/settings.xml").find("w:evenAndOddHeaders", NS) is not None
    section = body(data).find("w:sectPr", NS)
    assert section is not None
    kinds = [f.get(W + "type") for f in section.iterfind("w:footerReference", NS)]
    assert kinds == ["default", "even"]
    odd, even = part(data, "word/footer1.xml"), part(data, "word/footer2.xml")
    assert (value(odd, "w:p/w:pPr/w:jc"), value(odd, "w:p/w:pPr/w:ind", "right")) == ("right", "320")
    assert (value(even, "w:p/w:pPr/w:jc"), value(even, "w:p/w:pPr/w:ind", "left")) == ("left", "320")
    for footer in (odd, even):
        assert value(footer, "w:p/w:fldSimple", "instr") == " PAGE "
        assert text(footer).strip("12") == text(footer)
        assert text(footer)[:2] == "— "
        assert text(footer)[-2:] == " —"


def test_line_break_rules_are_written_out() -> None:
    settings = part(emit(report()), "word/settings.xml")
    after = value(settings, "w:noLineBreaksAfter") or ""
    before = value(settings, "w:noLineBreaksBefore") or ""
    assert set(before) == NO_START
    assert set(after) == NO_END
    # Marks that were compressed once more would let other characters into a line than those that it was spaced for.
    assert value(settings, "w:characterSpacingControl") == "doNotCompress"


def test_a_draft_has_its_mark_on_odd_and_even_pages() -> None:
    data = emit(report(draft=True))
    section = body(data).find("w:sectPr", NS)
    assert section is not None
    assert [h.get(W + "type") for h in section.iterfind("w:headerReference", NS)] == ["default", "even"]
    for name in ("word/header1.xml", "word/header2.xml"):
        marks = part(data, name).findall(".//v:shape/v:textpath", VML)
        assert [mark.get("string") for mark in marks] == ["草稿"]


def test_a_report_that_is_no_draft_has_no_trace_of_the_mark() -> None:
    with zipfile.ZipFile(io.BytesIO(emit(report()))) as archive:
        assert not [name for name in archive.namelist() if "草稿".encode() in archive.read(name)]


def test_characters_that_xml_cannot_hold_do_not_break_the_package() -> None:
    data = emit(document(Paragraph("甲\x0b乙\ud800丙\uffff<w:br/>&amp;𬭼")))
    assert [text(p) for p in body(data).iterfind("w:p", NS)][-1] == "甲\ufffd乙\ufffd丙\ufffd<w:br/>&amp;𬭼"


def test_markup_and_blanks_in_a_text_are_read_back_as_they_were() -> None:
    hard = 'A&B <c> "d" &#13;\r1\n2\t3'
    (caption,) = body(emit(document(table(hard)))).iter(W + "tblCaption")
    assert caption.get(W + "val") == hard
    (paragraph,) = (p for p in body(emit(document(Paragraph(hard)))).iterfind("w:p", NS) if style(p) == "BodyText")
    assert text(paragraph) == hard


def test_nothing_of_one_report_is_left_in_the_next() -> None:
    first, second = report(), replace(report(), agency="某县", title="别的", name="别名", issued=date(2020, 3, 1))
    apart = [emit(first), emit(second)]
    emit(replace(report(draft=True), agency="草稿局", title="草稿题"))
    mirrored = docx_of(first, typeset(first, faces(), mirror=True)[0])
    assert [emit(second), emit(first)] == apart[::-1]
    assert part(mirrored, "word/settings.xml").find("w:mirrorMargins", NS) is not None
    assert part(apart[0], "word/settings.xml").find("w:mirrorMargins", NS) is None
    properties = docx.Document(io.BytesIO(apart[1])).core_properties
    assert (properties.author, properties.title, properties.subject) == ("某县", "别的", "别名")
    assert properties.created == datetime(2020, 3, 1, tzinfo=UTC)
