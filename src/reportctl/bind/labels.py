"""Comparing labels: how they are written differs, what they say must not. Compared exactly, never by similarity."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reportctl.model.form import NOTE_MARKS
from reportctl.model.pattern import regex

_QUOTES = dict.fromkeys(map(ord, "“”‘’「」『』＂＇`´'"), '"')
_DASHES = dict.fromkeys(map(ord, "—–‐‑‒―−"), "-")
_DOTS = dict.fromkeys(map(ord, "·•・‧∙"), "·")
_BRACKETS = {ord("〔"): "(", ord("〕"): ")", ord("【"): "(", ord("】"): ")", ord("［"): "(", ord("］"): ")"}
_UNIFIED = {**_QUOTES, **_DASHES, **_DOTS, **_BRACKETS}
_PLAIN = frozenset("0123456789.")
_NOTES = frozenset(mark[0] for mark in NOTE_MARKS)
_NUMERALS = frozenset("一二三四五六七八九十")
_INVISIBLE = regex("[\\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_LEADING_NUMBER = regex(
    r"^(?:第?[一二三四五六七八九十]+(?:部分)?[、.,:]|\([一二三四五六七八九十\d]+\)|\d+[、.,)])(?!\d)"
)


@lru_cache(maxsize=1024)
def normal(label: str) -> str:
    """The form of a label that is compared.

    White space, breaks and zero-width characters are gone; the rest is in half width, with one kind of bracket, quote,
    dash and dot, and one mark after a leading number.
    """
    folded = unicodedata.normalize("NFKC", label.translate(_UNIFIED)).translate(_UNIFIED)
    # All that is invisible is not printable either, but for the plain space.
    seen = folded.replace(" ", "") if folded.isprintable() else _INVISIBLE.sub("", folded)
    return ":".join(map(_with_point, seen.split(":"))) if "、" in seen or "," in seen else seen


def _with_point(part: str) -> str:
    """A label, or a part of it behind a colon, with a point after the number it begins with."""
    is_numeral = str.isdecimal if part[:1].isdecimal() else _NUMERALS.__contains__
    end = next((i for i, c in enumerate(part) if not is_numeral(c)), 0)
    if end and part[end] in "、," and not part[end + 1 : end + 2].isdecimal():
        return f"{part[:end]}.{part[end + 1 :]}"
    return part


@lru_cache(maxsize=1024)
def may_begin(two: str, beginnings: frozenset[str]) -> bool:
    """Whether the normal form of a text that begins with these two characters may begin with one of these pairs.

    Chinese characters and digits are their own normal form, so nearly all texts can be told from a label at once.
    """
    first, second = two[:1], two[1:2]
    is_plain = ("\u4e00" <= first <= "\u9fff" or first in _PLAIN) and (
        "\u4e00" <= second <= "\u9fff" or second in _PLAIN
    )
    return not is_plain or first + second in beginnings


def without_number(label: str) -> str:
    """A heading's normal form without its number: 一、, （二）, 3."""
    return _LEADING_NUMBER.sub("", normal(label), count=1)


def is_note(label: str) -> bool:
    """Whether a line is a remark below or beside a table, never one of its labels."""
    return label.lstrip()[:1] in _NOTES and "".join(label.split()).startswith(NOTE_MARKS)
