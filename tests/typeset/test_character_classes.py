"""Classes of characters: where a line may begin, and where no gap may be stretched (GB/T 15834-2011 5.1)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from typesample import strip

from reportctl.typeset.classes import Kind, kind_of

KINDS = {
    "一": Kind.WIDE, "䶮": Kind.WIDE, "（": Kind.OPENING, "“": Kind.OPENING, "。": Kind.CLOSING, "”": Kind.CLOSING,
    "·": Kind.MIDDLE, "•": Kind.MIDDLE, "a": Kind.WESTERN, "7": Kind.WESTERN, "α": Kind.WESTERN, "ж": Kind.WESTERN,
    "é": Kind.WESTERN, "\u0301": Kind.WESTERN, " ": Kind.SPACE, "\u3000": Kind.SPACE, "\u200b": Kind.NONE,
    "\ufe0f": Kind.NONE, "\U000e0100": Kind.NONE, "—": Kind.WIDE, "…": Kind.WIDE, "①": Kind.WIDE,
}  # fmt: skip


@pytest.mark.parametrize("character", KINDS)
def test_kinds(character: str) -> None:
    assert kind_of(character) is KINDS[character]


def marked(text: str, flags: Sequence[bool]) -> str:
    """The flags as a line below the text: x for true."""
    assert len(flags) == len(text)
    assert {type(flag) for flag in flags} <= {bool}
    return "".join("x" if flag else "." for flag in flags)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("一二", "xx"),
        ("，一", "xx"),
        ("一，二", "x.x"),
        ("一（二", "xx."),
        ("一 二", "x.x"),
        ("一\u200b二", "x.x"),
        ("一ab二", "xx.x"),
        ("一—二", "x.x"),
        ("一——二", "xx.x"),
        ("一……二", "xx.x"),
        ("一———二", "xx..x"),
        ("一（12）二", "xx...x"),
        ("一〔2021〕3号二", "xx.......x"),
        ("第一第3次二", "xxx..x"),
        ("12％", "x.."),
        ("共3万多件整", "xx...x"),
        ("共5千克整", "xx..x"),
        ("共3千瓦时整", "xx...x"),
        ("共2个百分点整", "xx....x"),
        ("共2万和乙", "xx.xx"),
        ("共2和乙", "xxxx"),
        ("共9", "xx"),
        ("共9多", "xx."),
        ("共12条整", "xx..x"),
        ("", ""),
    ],
)
def test_where_a_line_may_begin(text: str, begins: str) -> None:
    assert marked(text, strip(text).allowed) == begins


@pytest.mark.parametrize(
    ("text", "joined"),
    [("一一", ".."), ("一—", ".."), ("——", ".x"), ("……", ".x"), ("一——", "..x"), ("ab一", ".x."), ("a一b", "..."),
     ("一\u200b二", ".x."), ("", "")],
)  # fmt: skip
def test_where_no_gap_is_stretched(text: str, joined: str) -> None:
    assert marked(text, strip(text).glue) == joined
