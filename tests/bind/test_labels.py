import pytest

from reportctl.bind.labels import is_note, normal, without_number
from reportctl.bind.text import is_blank, lines, quoted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）予以公开", "(一)予以公开"),
        ("1.属于国家秘密", "1．属于国家秘密"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("一、主动公开情况", "一．主动公开情况"),
        ("其中：1、当面申请数", "其中:1.当面申请数"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("本年制发件数", "本年制发\n件 数"),
        ("总　计", "总计"),
        ("自然\u200b人", "自然人\ufeff"),
        ("计1条", "计１条"),
        ("A—B", "A-B"),
    ],
)
def test_labels_that_say_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.重复申请", "4.重复申请"),
        ("其他", "其它"),
        ("规范性文件", "行政规范性文件"),
        ("（一）", "（二）"),
        ("1.5", "1、5"),
    ],
)
def test_labels_that_do_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize("heading", ["概述", "一、概述", "（一）概述", "1．概 述", "十一、概述"])
def test_a_heading_without_its_number(heading: str) -> None:
    assert without_number(heading) == "概述"


def test_notes_are_no_labels() -> None:
    assert is_note(" 备注：以上均为当年数")
    assert is_note("注：以上")
    assert not is_note("申请数")


def test_a_cell_with_breaks_is_several_lines() -> None:
    assert lines(" 甲\r\n\r\n\u3000乙\u200b丙\v丁 ") == ("甲", "乙丙", "丁")


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000", "\u200b\ufeff", "\r\n"])
def test_blank_texts(text: str) -> None:
    assert is_blank(text)


def test_a_quotation_is_short_and_shows_the_invisible() -> None:
    assert quoted("甲\n乙\u202e丙") == "甲 乙U+202E丙"
    assert quoted("字" * 41) == "字" * 40 + "…"
