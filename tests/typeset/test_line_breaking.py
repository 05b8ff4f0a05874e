"""Line breaking: GB/T 15834-2011 5.1 at the GB level, squeezing before pushing out."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from typesample import strip

from reportctl.typeset.classes import Kind
from reportctl.typeset.lines import Span, break_lines, natural_width, spread
from reportctl.typeset.strip import Strip

NEVER_FIRST = "。，、；：？！”’）〕】》％%·～"
NEVER_LAST = "“‘（〔【《"


def broken(text: str, width: float, indent: float = 0.0) -> list[str]:
    return [text[line.start : line.end] for line in break_lines(strip(text), width, indent)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四五六七八九十", 5, ["一二三四五", "六七八九十"]),
        ("一二三四五六七八九十", 5.9, ["一二三四五", "六七八九十"]),
        ("一二三，五六。八九十子", 6, ["一二三，五六。", "八九十子"]),
        ("一二三四五，七八九十", 5, ["一二三四", "五，七八九", "十"]),
        ("一二三四（五六七八）", 5.5, ["一二三四（五", "六七八）"]),
        ("一二三四（五六七八）", 5.4, ["一二三四", "（五六七", "八）"]),
        ("一二三四五——八九", 6, ["一二三四五", "——八九"]),
        ("一二三四五……八九", 6, ["一二三四五", "……八九"]),
        ("一二三四五六12345条八", 8, ["一二三四五六", "12345条八"]),
        ("一二三四五六35.1%八九", 8, ["一二三四五六", "35.1%八九"]),
        ("一二三四〔2021〕30号文", 7, ["一二三四", "〔2021〕30号文"]),
        ("一二三四第711号令", 6, ["一二三四", "第711号令"]),
        ("一二三四gov.cn五六", 6, ["一二三四", "gov.cn五六"]),
        ("一二三四五3立方米八", 6, ["一二三四五", "3立方米八"]),
        ("一二三四五12艘八九", 6, ["一二三四五", "12艘八九"]),
        ("一二三四五100多件八九", 7, ["一二三四五", "100多件八九"]),
        ("一二三四五2017和八九", 8, ["一二三四五2017", "和八九"]),
    ],
)
def test_hand_cases(text: str, width: float, lines: list[str]) -> None:
    assert broken(text, width) == lines


def test_the_first_line_is_shorter_by_the_indent() -> None:
    assert broken("一二三四五六七", 5, indent=2) == ["一二三", "四五六七"]


def test_a_last_line_of_one_character_is_squeezed_in() -> None:
    text = "一二，四五（七）九十子丑，丁。"
    assert broken(text, 13) == [text]
    assert broken("一二三四五六七八九十子", 10) == ["一二三四五六七八九十", "子"]


def test_an_address_longer_than_a_line_is_cut_after_one_of_its_marks() -> None:
    lines = broken("http://www.example.gov.cn/open/index.html", 10)
    assert "".join(lines) == "http://www.example.gov.cn/open/index.html"
    assert all(line[-1] in "/.:" for line in lines[:-1])


def level(text: str, western: float = 0.5) -> Strip:
    """A text whose Western characters are all of one width, so that its lines can be reckoned by hand."""
    measured = strip(text)
    widths = [
        western if kind is Kind.WESTERN else width for kind, width in zip(measured.kinds, measured.widths, strict=True)
    ]
    return replace(measured, widths=widths)


@pytest.mark.parametrize(
    ("text", "western", "width", "first"),
    [
        # Six gaps would share 1.7 characters, less than 0.3 each: the address goes to the next line.
        ("一二三四五六七ab/cdefgh", 0.5, 8.7, "一二三四五六七"),
        # Five gaps would have to give 0.34 each: it is broken after its mark, also where more of it would fit.
        ("一二三四五六ab/cdefgh", 0.5, 7.7, "一二三四五六ab/"),
        ("一二三四五六ab/cdefgh", 0.5, 8.2, "一二三四五六ab/"),
        # One gap would have to give 0.4.
        ("一二a/bcdefghijkl", 0.1, 2.4, "一二a/"),
        # Never after its first character, in a number, or between marks; beside a digit it may be.
        ("一二三@abcdefgh", 0.5, 3.9, "一二三"),
        ("一二三四五六a1/cdefgh", 0.5, 7.7, "一二三四五六a1/"),
        ("一二三四五六ab/1defgh", 0.5, 7.7, "一二三四五六ab/"),
        ("一二三四五六a1/2efgh", 0.5, 8.2, "一二三四五六"),
        ("一二三四五六1a/2efgh", 0.5, 7.7, "一二三四五六1a/"),
        ("一二三四五六http://abcdefgh", 0.5, 9.2, "一二三四五六"),
        ("一二三四五六http://abcdefgh", 0.5, 9.7, "一二三四五六http://"),
    ],
)
def test_an_address_is_broken_only_where_its_line_would_be_too_loose(
    text: str, western: float, width: float, first: str
) -> None:
    measured = level(text, western)
    line = break_lines(measured, width)[0]
    assert text[line.start : line.end] == first


def test_a_last_line_of_two_characters_stays() -> None:
    # Six marks could give 3 characters, enough for both; only a lone character is worth it.
    assert broken("一二，四（五）九，子（丑）人民", 13) == ["一二，四（五）九，子（丑）", "人民"]
    assert broken("一二，四（五）九，子（丑）人。", 13) == ["一二，四（五）九，子（丑）人。"]


def test_an_empty_line_is_of_no_width_and_gives_nothing_back() -> None:
    assert strip("一（二").natural(1, 1) == 0.0
    assert strip("一（二").slack(1, 1) == 0.0


def test_a_line_that_may_end_where_it_is_full_is_not_squeezed() -> None:
    # Three marks could give 1.5 characters and take in one more, but nothing asks for it.
    assert broken("一（二）三，四五六七八", 8) == ["一（二）三，四五", "六七八"]


def test_the_gap_before_a_line_is_not_counted() -> None:
    text = "一二三四ab五六七八九"
    lines = break_lines(level(text), 4.2)
    assert [text[line.start : line.end] for line in lines] == ["一二三四", "ab五六七", "八九"]


def test_a_line_is_stretched_only_to_be_justified_and_by_half_a_character_at_most() -> None:
    measured, line = strip("一二三"), Span(0, 3)
    assert spread(measured, line, 3.5, justify=False) == [0, 1, 2]
    assert spread(measured, line, 3.5, justify=True) == [0, 1.25, 2.5]
    assert spread(measured, line, 4, justify=True) == [0, 1.5, 3]
    assert spread(measured, line, 4.25, justify=True) == [0, 1, 2]


def test_no_space_is_kept_where_a_line_ends() -> None:
    assert broken("一二三 四五", 3) == ["一二三", "四五"]
    assert broken("一二三  四五", 3) == ["一二三", "四五"]
    assert natural_width(strip("一二 "), Span(0, 3)) == 2
    assert natural_width(strip("一二  "), Span(0, 4)) == 2
    assert natural_width(strip("一 二"), Span(0, 3)) == 2.25


def test_a_measure_narrower_than_a_character_takes_one_a_line() -> None:
    assert broken("一二三", 0.5) == ["一", "二", "三"]


def test_a_lone_character_is_squeezed_into_the_room_of_the_line_before_it() -> None:
    # 15 characters that can become 12.5 wide; a first line has 2 less.
    text = "一二，四（五）七九十子丑，丁。"
    assert break_lines(strip(text), 15, 2) == [Span(0, 15)]
    assert broken(text, 14, 2) == ["一二，四（五）七九十子丑，", "丁。"]
    assert broken("甲" * 11 + text, 13, 2) == ["甲" * 11, text]


def test_no_space_begins_a_line() -> None:
    assert broken("ab cd ef", 1.6) == ["ab ", "cd ", "ef"]


PIECES = st.sampled_from(
    [
        *"，。；：、“”（）《》？！· ", "——", "……", "公开", "政府信息", "工作", "〔2021〕30号", "1027条", "35.1%",
        "2017年", "12月31日", "第32条", "3.5万元", "http://gov.cn/a", "Word",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)
WHOLE = re.compile(r"\d[\d.]*(?:%|条|年|月|日|号|万元)?|—{2}|…{2}|[A-Za-z:/.]+")


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.integers(16, 28))
def test_every_text_is_broken_without_loss_and_each_line_fits(text: str, width: int) -> None:
    measured = strip(text)
    lines = break_lines(measured, width)
    joined = "".join(text[line.start : line.end] for line in lines)
    assert joined.replace(" ", "") == text.replace(" ", "")
    for line in lines:
        places = spread(measured, line, width, justify=False)
        end = line.end
        while end > line.start and text[end - 1] == " ":
            end -= 1
        if end > line.start:
            right = places[end - 1 - line.start] + measured.widths[end - 1] - measured.tail(end)
            assert right <= width + 1e-6


PHRASES = (
    "公开信息", "工作，", "办理。", "（含专栏）", "“规定”", "1027条", "35.1%，", "2017年", "开展——", "等……",
    "〔2021〕30号",
)  # fmt: skip
ORDINARY = st.lists(st.sampled_from(PHRASES), min_size=5, max_size=80).map("".join)


@settings(max_examples=120, deadline=None)
@given(ORDINARY, st.integers(18, 28))
def test_no_line_of_ordinary_text_begins_or_ends_with_a_banned_mark(text: str, width: int) -> None:
    lines = break_lines(strip(text), width)
    for before, after in zip(lines, lines[1:], strict=False):
        assert text[after.start] not in NEVER_FIRST
        assert text[before.end - 1] not in NEVER_LAST
        for match in WHOLE.finditer(text):
            assert not match.start() < before.end < match.end(), match.group()


@settings(max_examples=120, deadline=None)
@given(ORDINARY, st.integers(18, 28))
def test_justified_lines_fill_the_measure_and_keep_their_order(text: str, width: int) -> None:
    measured = strip(text)
    for line in break_lines(measured, width)[:-1]:
        places = spread(measured, line, width, justify=True)
        right = places[-1] + measured.widths[line.end - 1]
        assert all(after > before - 1e-9 for before, after in zip(places, places[1:], strict=False))
        gaps = sum(not measured.glue[i] for i in range(line.start + 1, line.end))
        # A line that would need wider gaps than half a character stays ragged.
        assert right <= width + 0.5 + 1e-6
        assert right >= width - 1e-6 or width - natural_width(measured, line) > 0.5 * gaps


def test_adjacent_marks_take_one_character_and_a_half() -> None:
    measured = strip("（《一》）")
    assert natural_width(measured, Span(0, 5)) == pytest.approx(1.5 + 1 + 1.5)


def test_a_pair_of_closing_and_opening_marks_takes_one_and_a_half() -> None:
    assert natural_width(strip("》《"), Span(0, 2)) == pytest.approx(1.5)


def test_squeezing_takes_the_mark_at_the_end_first() -> None:
    measured = strip("一二（三）四，")
    places = spread(measured, Span(0, 7), 6.5, justify=True)
    assert places == pytest.approx([0, 1, 2, 3, 4, 5, 6])


def test_squeezing_takes_brackets_before_commas_and_commas_before_stops() -> None:
    measured = strip("一（二）三，四。五")
    brackets = spread(measured, Span(0, 9), 8.5, justify=True)
    assert brackets == pytest.approx([0, 0.75, 1.75, 2.75, 3.5, 4.5, 5.5, 6.5, 7.5])
    commas = spread(measured, Span(0, 9), 7.75, justify=True)
    assert commas == pytest.approx([0, 0.5, 1.5, 2.5, 3.0, 4.0, 4.75, 5.75, 6.75])


def test_dashes_ellipses_and_numbers_are_never_stretched() -> None:
    measured = strip("一二——三1027四")
    places = spread(measured, Span(0, len(measured)), 10, justify=True)
    assert places[3] - places[2] == pytest.approx(1.0)
    assert [b - a for a, b in zip(places[5:8], places[6:9], strict=True)] == pytest.approx(measured.widths[5:8])


def test_a_long_paragraph_is_broken_in_linear_time() -> None:
    text = "依法公开政府信息，提高工作透明度；全年办理1027件。" * 1200
    started = time.process_time()
    lines = break_lines(strip(text[:32767]), 28)
    assert time.process_time() - started < 5
    assert lines[-1].end == len(text[:32767])
