"""The PDF as a finished file: where its glyphs are, what it says of itself, and that it is always the same."""

from __future__ import annotations

import ctypes
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pylopdf_fonts_zh_cn as bundled
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace
from pdfsample import NAMES, TEXT, faces, make, report, sample

from reportctl.emit.pdf import emit
from reportctl.model.document import Paragraph

MM = 72 / 25.4
HERE = Path(__file__).parent


def char_boxes(data: bytes, page: int) -> list[tuple[str, float, float, float, float]]:
    """The characters of a page with the boxes of their ink in mm: left, top, right, bottom from the top left corner."""
    with pdfium.PdfDocument(data) as pdf:
        sheet = pdf[page]
        height = sheet.get_height()
        text = sheet.get_textpage()
        boxes = []
        for i in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(i)
            character = chr(pdfium_c.FPDFText_GetUnicode(text, i))
            boxes.append((character, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
        return boxes


def test_the_text_can_be_copied_with_rare_characters_and_look_alikes() -> None:
    copied = "".join(sample().page_texts())
    assert NAMES in copied
    assert TEXT in make(report(Paragraph(TEXT))).page_texts()[0]


def origins(data: bytes, page: int) -> list[tuple[str, float, float]]:
    """The characters of a page in the order of its content, with the origins of their glyphs in points."""
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    with pdfium.PdfDocument(data) as pdf:
        text = pdf[page].get_textpage()
        for i in range(text.count_chars()):
            character = chr(pdfium_c.FPDFText_GetUnicode(text, i))
            if not character.isspace() and character.isprintable():
                pdfium_c.FPDFText_GetCharOrigin(text, i, x, y)
                found.append((character, x.value, y.value))
    return found


@pytest.mark.parametrize("page", [0, 1])
def test_each_glyph_is_drawn_where_it_was_set(page: int) -> None:
    made = make(report(Paragraph(TEXT * 9)))
    sheet = made.pages.pages[page]
    runs = [run for line in (*sheet.lines, *sheet.artifacts) for run in line.runs]
    wanted = [
        (character, run.x + origin, made.pages.height - run.baseline)
        for run in runs
        for character, origin in zip(run.text, run.origins, strict=True)
        if not character.isspace()
    ]
    found = origins(made.data, page)
    assert "".join(c for c, _, _ in found) == "".join(c for c, _, _ in wanted)
    for (_, x, y), (_, true_x, true_y) in zip(found, wanted, strict=True):
        # Half a thousandth of the largest type, and half of the third decimal of where its run begins.
        assert abs(x - true_x) < 0.011 + 0.001 and abs(y - true_y) < 0.001


@pytest.mark.parametrize("before", [0.992, 0.9953, 0.9985, 0.9995, 1.001])
def test_marks_that_are_squeezed_onto_one_place_keep_their_order(before: float) -> None:
    made = make(report(Paragraph("（滨江档案”（编号）" * 2)))
    [page] = made.pages.pages
    [index] = [i for i, line in enumerate(page.lines) if "”（" in line.text]
    [run] = page.lines[index].runs
    pitch, at = 15.793026, run.text.index("（编")
    squeezed = tuple(pitch * (i - (i >= at)) - before * (i > 0) for i in range(len(run.text)))
    line = replace(page.lines[index], runs=(replace(run, origins=squeezed),))
    pages = replace(page, lines=(*page.lines[:index], line, *page.lines[index + 1 :]))
    data = emit(made.document, replace(made.pages, pages=(pages,)), faces())
    places = [x for _, x, y in origins(data, 0) if abs(y - (made.pages.height - run.baseline)) < 1]
    assert len(places) == len(run.text)
    assert places == sorted(places)
    assert places[at] - places[at - 1] == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("page", [0, 1])
def test_the_page_number_is_seven_millimetres_below_the_type_area_on_its_side(page: int) -> None:
    low = [box for box in char_boxes(sample().data, page) if box[2] > 262 and not box[0].isspace()]
    assert "".join(box[0] for box in low) == f"—{page + 1}—"
    dash = low[0]
    assert dash[2] - 262 == pytest.approx(7, abs=0.1)
    one = 16 / MM
    if page == 0:
        assert low[-1][3] == pytest.approx(184 - one, abs=0.1)
    else:
        assert low[0][1] == pytest.approx(28 + one, abs=0.1)


def test_all_ink_of_the_text_lies_in_the_type_area() -> None:
    for page in range(len(sample().pages.pages)):
        for character, left, top, right, bottom in char_boxes(sample().data, page):
            if top < 262 and not character.isspace():
                assert left > 27.9 and right < 184.5 and top > 36.9 and bottom < 262.1, character


def test_lines_stand_at_the_pitch_of_the_grid() -> None:
    made = make(report(Paragraph("依法公开政府信息" * 200)))
    tops = sorted({round(box[2], 2) for box in char_boxes(made.data, 1) if box[0] == "信" and box[2] < 262})
    assert len(tops) == 22
    assert tops[-1] - tops[0] == pytest.approx(225 / 22 * 21, abs=0.02)


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = "import hashlib, pdfsample; print(hashlib.sha256(pdfsample.sample().data).hexdigest())"
    wanted = hashlib.sha256(sample().data).hexdigest()
    paths = os.pathsep.join([str(HERE), str(HERE.parents[1] / "src")])
    for seed, zone in (("0", "Asia/Shanghai"), ("4711", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths}
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        assert run.stdout.strip() == wanted


def test_another_figure_gives_other_bytes_and_another_identifier() -> None:
    other = make(report(Paragraph(TEXT.replace("1027", "1026"))))
    one = make(report(Paragraph(TEXT)))
    assert pikepdf.open(io.BytesIO(one.data)).trailer.ID[0] != pikepdf.open(io.BytesIO(other.data)).trailer.ID[0]


def test_nothing_of_the_machine_is_in_the_file() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        streams = b"".join(o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream))
    for trace in (b"site-packages", b"/usr/", b"/home", str(Path.cwd()).encode(), b"Helvetica"):
        assert trace not in sample().data + streams


def test_document_information_says_whose_report_it_is() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        info = pdf.docinfo
        assert str(info.Title) == "滨江市档案局2017年年度报告"
        assert str(info.Author) == "滨江市档案局"
        assert str(info.CreationDate) == str(info.ModDate) == "D:20180125000000Z"
        assert str(info.Keywords) == "figures-sha256:" + "ab" * 32
        assert str(info.Producer).startswith("reportctl ")
        assert str(pdf.Root.Lang) == "zh-CN"
        assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_outline_is_that_of_the_headings() -> None:
    with pdfium.PdfDocument(sample().data) as pdf:
        entries = [(item.level, item.get_title()) for item in pdf.get_toc()]
    assert entries == [(0, "一、概述"), (1, "（一）制度建设"), (0, "二、主动公开"), (0, "附件")]


def test_the_structure_tree_has_the_text_in_reading_order() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        root = pdf.Root.StructTreeRoot.K[0]
        tags = [str(kid.S) for kid in root.K]
        assert tags[:5] == ["/H1", "/P", "/H2", "/H3", "/P"]
        (found,) = [kid for kid in root.K if kid.S == "/Table"]
        assert len(found.K) == 41
        head, first = found.K[0], found.K[1]
        assert [(str(c.S), str(c.A.Scope)) for c in head.K] == [("/TH", "/Column")] * 3
        assert [str(c.S) for c in first.K] == ["/TH", "/TD", "/TD"]


def test_every_marked_content_leads_to_its_element_and_back() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        for index, page in enumerate(pdf.pages):
            assert page.StructParents == index
            elements = numbers[2 * index + 1]
            content = page.Contents.read_bytes()
            assert content.count(b"/MCID") == len(elements)
            assert content.count(b" BDC") + content.count(b" BMC") == content.count(b"EMC")
            for mark, element in enumerate(elements):
                # A mark alone is one on the page that the element is on.
                kids = [k if isinstance(k, pikepdf.Dictionary) else {"/Pg": element.Pg, "/MCID": k} for k in element.K]
                assert any(mark == k["/MCID"] and k["/Pg"].objgen == page.objgen for k in kids)


def test_fonts_are_embedded_subsets_with_a_unicode_value_for_each_code() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        for font in fonts.values():
            assert font.Subtype == "/Type0" and font.Encoding == "/Identity-H"
            assert str(font.BaseFont)[7] == "+"
            assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor
            lines = [line.split() for line in font.ToUnicode.read_bytes().split(b"\n") if line.startswith(b"<")]
            codes, values = zip(*lines[1:], strict=True)
            assert codes == tuple(b"<%04X>" % code for code in range(1, len(codes) + 1))
            assert len(set(values)) == len(values)


def test_a_width_is_stated_where_it_is_not_that_of_a_chinese_character() -> None:
    with pikepdf.open(io.BytesIO(make(report(Paragraph("公开1027件"))).data)) as pdf:
        [font] = pdf.pages[0].Resources.Font.values()
        [descendant] = font.DescendantFonts
        cmap = font.ToUnicode.read_bytes().decode()
        codes = {c: int(cmap[: cmap.index(f"> <{ord(c):04X}>\n")][-4:], 16) for c in "公开0127件"}
        stated = {int(descendant.W[i]): float(descendant.W[i + 1][0]) for i in range(0, len(descendant.W), 2)}
        font_file = TTFont(bundled.serif_path())
        true = {c: font_file["hmtx"][font_file.getBestCmap()[ord(c)]][0] for c in codes}
        assert {c: stated.get(code, descendant.DW) for c, code in codes.items()} == true
        assert {c for c, code in codes.items() if code in stated} == set("0127")


def test_the_characters_that_are_used_most_have_the_lowest_codes() -> None:
    with pikepdf.open(io.BytesIO(make(report(Paragraph("公开" * 300 + "报告" * 200 + "件"))).data)) as pdf:
        [font] = pdf.pages[0].Resources.Font.values()
        values = re.findall(rb"^<000[1-4]> <(....)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
        assert [chr(int(value, 16)) for value in values] == ["公", "开", "报", "告"]


def test_a_draft_has_its_word_on_every_page_but_not_in_the_text() -> None:
    assert "草" not in "".join(sample(draft=True).page_texts())
    assert sample(draft=True).page_texts() == sample().page_texts()
    with pikepdf.open(io.BytesIO(sample(draft=True).data)) as pdf:
        assert all(b"/Draft Do" in page.Contents.read_bytes() for page in pdf.pages)
    with pdfium.PdfDocument(sample(draft=True).data) as pdf, pdfium.PdfDocument(sample().data) as plain:
        pale = [sum(bytes(sheet[2].render(scale=0.25).buffer)) for sheet in (pdf, plain)]
    assert pale[0] < pale[1]


def test_no_markup_of_any_kind_is_interpreted() -> None:
    odd = "<b>粗</b>&amp;(a)\\n<<>>[]%{分}/Name"
    assert odd in make(report(Paragraph(odd))).page_texts()[0]


def test_an_empty_document_is_still_a_page() -> None:
    assert make(report()).page_texts() == ["滨江市档案局2017年年度报告—1—"]


def test_emitting_again_changes_nothing() -> None:
    made = sample()
    assert emit(made.document, made.pages, faces()) == made.data
