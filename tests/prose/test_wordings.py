"""Closed lists of words: which wording stands at a place, and what is left of a text without them."""

from __future__ import annotations

import pytest

from reportctl.prose.wordings import Wordings, Words, pieces_of, runs, spells


@pytest.mark.parametrize(
    ("wording", "pieces"),
    [
        ("收到", (("收到",),)),
        ("[收到|接到]来信", (("收到", "接到"), ("来信",))),
        ("本年[度|]", (("本年",), ("度", ""))),
        ("[甲|乙][丙|丁]", (("甲", "乙"), ("丙", "丁"))),
        ("甲[乙", (("甲",), ("[乙",))),
        ("", ()),
    ],
)
def test_a_wording_is_read_piece_by_piece(wording: str, pieces: tuple[tuple[str, ...], ...]) -> None:
    assert pieces_of(wording) == pieces


@pytest.mark.parametrize(
    ("text", "spelt"), [("收到来信", True), ("接到来信", True), ("来信", False), ("收到来信。", False), ("收到", False)]
)
def test_a_text_is_a_wording_from_beginning_to_end(text: str, spelt: bool) -> None:
    assert spells(pieces_of("[收到|接到]来信"), text) is spelt


def test_a_choice_is_taken_back_where_the_rest_does_not_fit() -> None:
    assert spells(pieces_of("[甲|甲乙][丙|乙丙丁]"), "甲乙丙")
    assert not spells(pieces_of("[甲|甲乙][丙|乙丙丁]"), "甲乙丁")


def test_ends_are_given_in_the_order_of_the_list() -> None:
    words = Wordings("全[市|][机关|]", "全部", "全市机")
    assert list(words.ends("全市机关", 0)) == [4, 2, 1, 3]
    assert list(words.ends("在全部", 1)) == [2, 3]
    assert words.end("在全部", 1) == 2
    assert words.end("在全部", 0) == 0


def test_wordings_and_blanks_are_removed_once_from_left_to_right() -> None:
    words = Wordings("全[市|县]", "共", "公开[了|]")
    assert words.removed_from("全市 共公开了\u3000全文件公开") == "全文件"
    assert words.removed_from("全全市市") == "全市"


def test_the_longest_word_at_a_place_counts() -> None:
    words = Words("件", "件次", "篇(条)")
    assert [words.at("3件次", n) for n in range(4)] == ["", "件次", "", ""]
    assert words.all_at("件次", 0) == ["件次", "件"]
    assert words.at("篇(条)", 0) == "篇(条)"
    assert words.all_at("", 0) == []


def test_steps_are_gone_as_far_as_they_lead_or_one_by_one() -> None:
    words = Wordings("甲乙", "甲", "乙")
    assert list(runs(lambda at: words.ends("甲乙丙", at), 0)) == [2, 1, 0]
    assert list(runs(lambda at: words.ends("甲乙丙", at), 0, shortest=True)) == [0, 2, 1]
    assert list(runs(lambda at: words.ends("丙", at), 0)) == [0]
