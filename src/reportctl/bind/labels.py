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
_INVISIBLE = regex("[\\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_NUMBERING = regex(r"(^|:)(\d+|[一二三四五六七八九十]+)[.、,](?!\d)")
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
    return _NUMBERING.sub(r"\1\2.", _INVISIBLE.sub("", folded))


def without_number(label: str) -> str:
    """A heading's normal form without its number: 一、, （二）, 3."""
    return _LEADING_NUMBER.sub("", normal(label), count=1)


def is_note(label: str) -> bool:
    """Whether a line is a remark below or beside a table, never one of its labels."""
    return "".join(label.split()).startswith(NOTE_MARKS)
