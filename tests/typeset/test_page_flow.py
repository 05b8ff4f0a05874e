"""Pages: the grid of 22 lines by 28 characters, what stays together, and the marks of an official document."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from typesample import bundled, document, indicator_table, texts

from reportctl.model.document import Attachment, AttachmentNote, Heading, Paragraph, Signature
from reportctl.model.location import CellRef
from reportctl.model.pages import Line, Pages, Tag
from reportctl.typeset import typeset

MM = 72 / 25.4
LEFT, TOP, PITCH, CELL = 28 * MM, 37 * MM, 225 * MM / 22, 156 * MM / 28
TEXT = "依法公开政府信息提高工作透明度" * 200


def set_pages(*args: object, **kwargs: object) -> Pages:
    pages, findings = typeset(document(*args, **kwargs), bundled())  # type: ignore[arg-type]
    assert findings == ()
    return pages


def baselines(lines: tuple[Line, ...]) -> list[float]:
    return sorted({line.runs[0].baseline for line in lines if line.runs})


def test_a_full_page_has_22_lines_at_the_exact_pitch() -> None:
    page = set_pages(Paragraph(TEXT)).pages[1]
    ys = baselines(page.lines)
    assert len(ys) == 22
    assert [b - a for a, b in zip(ys, ys[1:], strict=False)] == pytest.approx([PITCH] * 21)
    assert TOP < ys[0] - 16 * 0.88 < TOP + PITCH - 16
    assert ys[-1] < TOP + 225 * MM


def test_a_full_line_has_28_characters_on_the_grid() -> None:
    page = set_pages(Paragraph(TEXT)).pages[1]
    (run,) = page.lines[3].runs
    assert len(run.text) == 28
    middles = [run.x + origin + 8 - LEFT for origin in run.origins]
    assert middles == pytest.approx([(i + 0.5) * CELL for i in range(28)])


def test_a_paragraph_is_indented_by_two_characters() -> None:
    first, second = [line for line in set_pages(Paragraph(TEXT)).pages[0].lines if line.element == 2][:2]
    assert len(first.text) == 26
    assert first.runs[0].x - second.runs[0].x == pytest.approx(2 * CELL)


def test_the_title_stands_in_the_middle_below_two_blank_lines() -> None:
    title = set_pages(Paragraph("一"), title=("滨江市档案局年度报告",)).pages[0].lines[0]
    (run,) = title.runs
    middle = run.x + (run.origins[0] + run.origins[-1] + run.size) / 2
    assert run.size == 22
    assert middle == pytest.approx(LEFT + 78 * MM, abs=0.01)
    assert TOP + 2 * PITCH < run.baseline < TOP + 3 * PITCH


def test_a_long_title_is_broken_between_its_words() -> None:
    words = ("滨江市经济开发区档案管理局", "2017年", "政府信息公开", "工作", "年度报告")
    lines = [line.text for line in set_pages(Paragraph("一"), title=words).pages[0].lines if line.element == 1]
    assert "".join(lines) == "".join(words)
    assert len(lines) == 2
    assert lines[0] in ("滨江市经济开发区档案管理局", "滨江市经济开发区档案管理局2017年")


def test_headings_have_the_face_of_their_level_and_run_in_headings_too() -> None:
    pages = set_pages(
        Heading(1, "一、概述"), Paragraph("（一）制度。全年修订制度三项。", lead=6, lead_level=1), title=("题",)
    )
    heading, paragraph = pages.pages[0].lines[1:3]
    assert [run.text for run in paragraph.runs] == ["（一）制度。", "全年修订制度三项。"]
    assert paragraph.runs[0].face == heading.runs[0].face != paragraph.runs[1].face


def test_a_heading_is_never_alone_at_the_foot_of_a_page() -> None:
    for rows in range(14, 20):
        pages = set_pages(Paragraph("一" * (28 * rows - 2)), Heading(1, "二、公开"), Paragraph("三" * 60))
        for page in pages.pages[:-1]:
            assert texts(page)[-1] != "二、公开"
    assert rows == 19


@pytest.mark.parametrize("rows", range(12, 20))
def test_a_signature_is_never_alone_on_a_page(rows: int) -> None:
    pages = set_pages(
        Paragraph("一" * (28 * rows - 2)), AttachmentNote(("统计表",)), Signature("滨江市档案局", "2018年1月25日")
    )
    last = texts(pages.pages[-1])
    assert last[-2:] == ["滨江市档案局", "2018年1月25日"]
    assert any(line.startswith("一") for line in last)


def test_a_signature_after_a_table_takes_rows_of_it_along() -> None:
    for rows in range(20, 34):
        pages = set_pages(indicator_table(rows), Signature("滨江市档案局", "2018年1月25日"))
        assert pages.pages[-1].boxes


def test_the_name_stands_two_characters_from_the_right_and_the_date_two_right_of_it() -> None:
    name, date = set_pages(Signature("滨江市政务服务管理局", "2018年1月5日")).pages[0].lines[-2:]
    right = name.runs[-1].x + name.runs[-1].origins[-1] + 8 + CELL / 2
    assert right == pytest.approx(LEFT + 26 * CELL, abs=0.01)
    assert date.runs[0].x - name.runs[0].x == pytest.approx(2 * CELL, abs=0.3)


def test_a_date_longer_than_the_name_stands_two_characters_from_the_right() -> None:
    name, date = set_pages(Signature("档案局", "2018年12月25日")).pages[0].lines[-2:]
    last = date.runs[-1]
    assert last.x + last.origins[-1] + 8 + CELL / 2 == pytest.approx(LEFT + 26 * CELL, abs=0.01)
    assert date.runs[0].x - name.runs[0].x == pytest.approx(2 * CELL, abs=0.3)


def test_an_attachment_begins_a_page_and_its_title_is_on_line_three() -> None:
    table = indicator_table(3)
    titled = replace(table, title="情况统计表")
    page = set_pages(Paragraph("一"), Attachment("附件"), titled).pages[1]
    assert texts(page)[:2] == ["附件", "情况统计表"]
    assert page.lines[0].runs[0].x == pytest.approx(LEFT, abs=0.2)
    assert page.lines[1].runs[0].baseline - TOP == pytest.approx(2 * PITCH + 19, abs=3)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    pages = set_pages(Paragraph(TEXT * 2)).pages
    for index, page in enumerate(pages[:3], start=1):
        (number,) = page.artifacts
        assert number.text == f"— {index} —"
        assert {run.size for run in number.runs} == {14}
        assert (number.runs[0].x > LEFT + 78 * MM) == (index % 2 == 1)


def test_a_character_in_no_face_is_a_finding_with_its_cell() -> None:
    at = CellRef("data/2017.xlsx", "正文", 7, 2)
    _, findings = typeset(document(Paragraph("联系人：\U000e0041\ue123。", at)), bundled())
    (finding,) = findings
    assert (finding.rule.code, finding.at) == ("OUT103", at)
    assert finding.args == {"character": "\ue123", "codepoint": "U+E123"}


def test_every_line_belongs_to_an_element_and_parents_come_first() -> None:
    pages = set_pages(Heading(1, "一、概述"), Paragraph("全年。"), indicator_table(30))
    for number, element in enumerate(pages.elements):
        assert (element.parent is None) == (number == 0)
        assert element.parent is None or element.parent < number
    tags = [pages.elements[line.element].tag for page in pages.pages for line in page.lines if line.element]
    assert tags[:3] == [Tag.H1, Tag.H2, Tag.P]
    assert {Tag.TH, Tag.TD} <= set(tags)


def test_setting_twice_gives_the_same_pages() -> None:
    assert set_pages(Paragraph(TEXT)) == set_pages(Paragraph(TEXT))


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n\t", "——", "。。。", "（" * 40, "）" * 60, "9" * 200])
def test_no_text_is_too_odd_to_be_set(text: str) -> None:
    pages, _ = typeset(
        document(Heading(2, text), Paragraph(text), Signature(text, text), AttachmentNote((text, text))), bundled()
    )
    shown = "".join("".join(texts(page)) for page in pages.pages)
    assert shown.count(text.strip("\u200b\n\t ")) >= 1
