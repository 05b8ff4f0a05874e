"""Classes of characters for line breaking: GB/T 15834-2011 5.1 at the GB level of the W3C's clreq."""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from functools import lru_cache

from reportctl.model.pattern import regex

OPENING = frozenset("“‘（〔【《〈「『［｛〖")
"""Marks with their ink in the right half, never at a line's end."""
BRACKET_CLOSING = frozenset("”’）〕】》〉」』］｝〗")
COMMAS = frozenset("，、；：")
STOPS = frozenset("。？！．")
CLOSING = BRACKET_CLOSING | COMMAS | STOPS
"""Marks with their ink in the left half, never at a line's start."""

NO_START = CLOSING | frozenset("·•～／/-–‐!),.:;?]}%‰℃°′″％々〻ー")
NO_END = OPENING | frozenset("([{／/￥¥＄$№§＃#±")
_DASH = "—"

_UNIT_LIST = (
    "个百分点|百分点|个工作日|个季度|个小时|个月|工作日|平方公里|平方米|公里|公顷|人次|小时|分钟|万元|亿元|万条|万件|万人|万次|亿次|年度|"
    "年|月|日|时|分|秒|天|周|季度|岁|世纪|条|件|次|个|人|元|项|份|篇|期|场|家|部|名|号|户|批|届|章|节|款|页|字|"
    "册|本|台|套|倍|成|位|所|处|只|辆|村|镇|县|区|市|省|级|类|种|卷|张|封|则|组|轮|回|起|宗|例|米|吨|亩|千克|克|度|"
    "立方米|千瓦时|兆字节|摄氏度|公斤|毫米|厘米|毫升|美元|欧元|港元|学时|课时|刻钟"
)
_UNITS = frozenset(_UNIT_LIST.split("|"))
"""Asked for by their text: a pattern of them all took as long to compile as half a report to set."""
_LONGEST_UNIT, _MOST_MULTIPLES = 4, 3
_SIGNS, _MULTIPLES, _ABOUT = frozenset("%‰％℃°"), frozenset("十百千万亿"), frozenset("多余")
_NO_UNITS = frozenset("和与及或的在至到为是由从等以而且并比较占中")
"""Any other character right after a number is a unit more often than not."""
_WHOLE = regex(
    r"[〔\[（(]\d{4}[〕\]）)]第?\d+号?"
    r"|(?P<number>第?[+−±]?[0-9０-９][0-9０-９,.:/~～·-]*)"
    r"|—{2,}|…{2,}"
)
"""What is set whole: a document number, a number with what `_unit_end` adds to it, a dash and an ellipsis of two."""
_BEGIN = regex("[〔\\[（(第+−±0-9０-９—…]")
"""What that begins with; to look for the whole of it everywhere takes ten times as long."""


class Kind(Enum):
    """How a character takes part in spacing."""

    WIDE = auto()
    OPENING = auto()
    CLOSING = auto()
    MIDDLE = auto()
    """间隔号, half as wide as a character."""
    WESTERN = auto()
    SPACE = auto()
    NONE = auto()
    """Controls, marks of direction, selectors: they are not seen."""


BLANK = (Kind.NONE, Kind.SPACE)
"""Kinds that leave no glyph on the page."""


@lru_cache(maxsize=4096)
def kind_of(character: str) -> Kind:
    """The kind of a character."""
    if character in OPENING:
        return Kind.OPENING
    if character in CLOSING:
        return Kind.CLOSING
    if character in "·•":
        return Kind.MIDDLE
    if character.isspace():
        return Kind.SPACE
    category = unicodedata.category(character)
    if category in ("Cf", "Cc") or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return Kind.NONE
    if category in ("Mn", "Me") or (unicodedata.east_asian_width(character) in ("Na", "N", "H")):
        return Kind.WESTERN
    if character.isalpha() and unicodedata.east_asian_width(character) == "A":
        return Kind.WESTERN
    return Kind.WIDE


def keep_whole(text: str, allowed: list[bool]) -> None:
    """Take back where a line may begin within what is set whole, or with a single dash."""
    i = text.find(_DASH, 1)
    while i > 0:
        allowed[i] = allowed[i] and text.startswith("——", i)
        i = text.find(_DASH, i + 1)
    end = 0
    while begin := _BEGIN.search(text, end):
        found = _WHOLE.match(text, begin.start())
        end = (found or begin).end()
        if found and found["number"]:
            end = _unit_end(text, end)
        allowed[begin.end() : end] = [False] * (end - begin.end())


def _unit_end(text: str, start: int) -> int:
    """Where what belongs to a number ends: a sign such as %, or thousands and the like with the unit (3万多件)."""
    if text[start : start + 1] in _SIGNS:
        return start + 1
    multiples = 0
    while multiples < _MOST_MULTIPLES and text[start + multiples : start + multiples + 1] in _MULTIPLES:
        multiples += 1
    for count in range(multiples, -1, -1):
        at = _after_about(text, start + count)
        for length in range(_LONGEST_UNIT, 0, -1):
            unit = text[at : at + length]
            if unit in _UNITS:
                return at + len(unit)
    if multiples:
        return _after_about(text, start + multiples)
    following = text[start : start + 1]
    return start + ("\u4e00" <= following <= "\u9fff" and following not in _NO_UNITS)


def _after_about(text: str, start: int) -> int:
    return start + (text[start : start + 1] in _ABOUT)
