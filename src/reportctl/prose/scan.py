"""Numbers in a sentence: what is written, what it is worth, what it counts; and which numbers are no figures.

One pass of one pattern, without look-behind over more than a few characters: linear in the length of the text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from reportctl.model.pattern import regex
from reportctl.prose.lexicon import HAN, MONEY, NOT_FIGURES, UNITS, alternatives, beginnings
from reportctl.prose.numerals import LONGEST, MULTIPLIERS, NUMERALS, chinese_number


class Kind(StrEnum):
    """What a number expresses."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"


class Quantity(Struct, frozen=True):
    """A number that states a figure, at characters `start` to `end` of its text, measure word included.

    `value` is in whole units (3万件 is 30000), `low` and `high` are what it may stand for where it is approximate or
    rounded. `unit` is empty for a number without measure word; money is in 元. `step` is what one more in the last
    printed digit is worth.
    """

    start: int
    end: int
    text: str
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    kind: Kind
    step: Decimal

    @property
    def exact(self) -> bool:
        """Whether it states one number and no range."""
        return self.low == self.high


_WIDE = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",.;:!?"}
    | {"．": ".", "﹪": "%", "【": "(", "】": ")", "［": "(", "］": ")", "\r": "\n", "\u3000": " ", "\xa0": " "}
)
_WIDE_GROUP = regex(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_CN = f"[{NUMERALS}]{{1,{LONGEST}}}"
_UNIT = alternatives(UNITS)
_TIME = alternatives(NOT_FIGURES)
_WORD = alternatives(NOT_FIGURES + UNITS)
_WORD_OR_PART = alternatives((*NOT_FIGURES, *UNITS, *"章节编集"))
_UNIT_AHEAD = alternatives(beginnings(UNITS))
_WORD_AHEAD = alternatives(beginnings(NOT_FIGURES + UNITS))
_GROUPED = r"\d{1,3}(?:[,\u2005\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
_BROKEN = rf"\d+(?:,?[ \t]*\n[ \t]*\d+)+(?:\.\d+)?(?=[余多]?[万亿]?\s*(?:%|{_UNIT_AHEAD}))"
_SPACED = rf"\d{{1,3}}(?: \d{{3}})+(?=[余多]?\s*(?:{_UNIT_AHEAD}))"
_PLAIN = r"\d+(?:\.\d+)?"
_ARABIC = f"{_BROKEN}|{_GROUPED}|{_SPACED}|{_PLAIN}"
_TAIL = (
    rf"[ \n]*(?P<m1>[百千]?[万亿](?!元)|[百千])?(?P<more>余|多|来)?"
    rf"(?P<m2>[万亿](?!元)|[千百])?[ \n]*(?P<unit>%|个百分点|百分点|倍|{_WORD})?"
)
_SKIPPED = "|".join(
    (
        r"(?:https?://|www\.)[!-~]+",
        r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]{1,200}",
        r"\{[^{}\n]{0,200}\}",
        r"[〔(\[]\s*(?:19|20)\d\d\s*[〕)\]]\s*第?\s*\d+\s*号?",
        r"〔[^〔〕\n]{0,20}〕\s*第?\s*\d*\s*号?",
        rf"第\s*(?:\d+(?:\.\d+)?|{_CN})\s*(?:{_WORD_OR_PART})?(?:之{_CN})?",
        r"\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}日?(?!\d)",
        r"(?:19|20)\d\d\s*(?:年度?)?\s*[-—–~～至到、和]+\s*(?:19|20)?\d\d\s*年度?",
        r"(?:\(0\d{2,3}\)|0\d{2,3}[-—–－ ])\s*\d{6,8}(?:[-—转]\d{1,5})?",
        r"(?<!\d)400[-—]?\d{3,4}[-—]?\d{3,4}(?!\d)",
        r"[A-Za-z][A-Za-z0-9._/-]{0,40}\d[A-Za-z0-9._/-]*",
        rf"[A-Za-z]{{2,20}} \d+(?:\.\d+)?(?![\d.]|\s*[余多]?[万亿]?\s*(?:%|{_UNIT_AHEAD}))",
        r"\d+(?:\.\d+){2,}",
        r"邮(?:政编码|编)[:：\s]*\d{6}(?!\d)",
        r"\d+(?=[A-Za-z])[A-Za-z0-9]+",
        rf"(?!百)(?:{_PLAIN}|{_CN})分之(?:{_PLAIN}|{_CN})",
        rf"(?:{_PLAIN})\s*(?:%|{_WORD})?\s*[-—–~～至]+\s*(?:{_PLAIN})\s*[余多]?[万亿]?\s*(?:%|{_WORD_AHEAD})",
        r"\d+\s*[:：×x]\s*\d+",
        rf"每(?:半?年|个?月|季度?|周|天|日|人|户|期|\s*(?:{_PLAIN}|{_CN})\s*(?:{_WORD}))?[^，。；\d\n]{{0,4}}"
        rf"(?:{_PLAIN}|{_CN})\s*(?:{_UNIT_AHEAD})",
        r"(?:GB|DB|ISO)(?:/[A-Z])?\s?\d[\d.-]*",
        r"(?<![^\n])[ \t]*\(?\d{1,2}(?:\.\d+(?!\d|\s*[万亿%])|[.、)](?!\d))",
        rf"(?<=[:：;；。，,\s])\(\d{{1,2}}\)(?=[“《]|{HAN})",
        rf"(?<=[:：;；。])\d{{1,2}}[.、](?=[“《]|{HAN})",
    )
)
_NUMBER = regex(
    rf"(?P<skip>{_SKIPPED})"
    rf"|百分之(?P<hundredth>{_PLAIN}|{_CN}(?:点{_CN})?)"
    r"|(?<=[占约近超过达逾])(?P<tenths>[一二三四五六七八九]成(?:[一二三四五六七八九半])?(?!功|果|立|员|本|熟)|半数|一半)"
    r"|翻了?(?P<doubled>[一两二三]番|番)"
    rf"|(?P<digits>{_ARABIC}){_TAIL}"
    rf"|(?P<words>{_CN}(?:点{_CN})?)(?P<wmore>余|多)?[ \n]?(?P<wtime>{_TIME})?(?P<wunit>{_UNIT})?"
)
_ABOUT = regex(r"(?:(?<![签节预违条公合契])大?约|大概|(?<![附最临邻])(?:将|接)?近|左右)[为有达]?$")
_PORTION = regex(r"占比?$")
_ABOVE = regex(r"(?:超过?|逾|至少|不少于|不低于|高于|突破|最少|多于)[了达]?$")
_BELOW = regex(r"(?:不足|不到|不超过|至多|最多|不多于|不高于|低于|少于)$")
_AFTER = regex(r"(左右|上下|以上|以下|以内|之多)")
_SMALL = frozenset({"件", "宗", "例", "条", "篇", "份", "人次", "名", "件次", "元", "万元"})
_IDIOM = regex(r"事(?!项|务)|龙|例|性|款|站|网|账|办|并|起")
_LOOSE = regex(r"[几数每逐各任同某第上下前后头初]$")
_FAR = 20
"""More digits than any figure has; what is longer is a code."""


def normalised(text: str) -> str:
    """The text with full-width digits, letters, brackets and signs made half-width, character for character."""
    return _WIDE_GROUP.sub(",", text).translate(_WIDE)


@lru_cache(maxsize=64)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All figures of a text, in order. Dates, document and article numbers, telephones, ordinals are not among them."""
    plain = normalised(text)
    found = (_quantity(plain, match) for match in _NUMBER.finditer(plain))
    return tuple(q for q in found if q is not None)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    if match["skip"] is not None:
        return None
    if match["hundredth"] is not None:
        return _percent_in_words(text, match)
    if match["tenths"] is not None:
        return _tenths(text, match)
    if match["doubled"] is not None:
        return _doubled(match)
    if match["words"] is not None:
        return _in_words(text, match)
    return _in_digits(text, match)


def _in_digits(text: str, match: re.Match[str]) -> Quantity | None:
    digits = re.sub(r"[^\d.]", "", match["digits"])
    unit = match["unit"] or ""
    whole = digits.partition(".")[0]
    if unit in NOT_FIGURES or len(digits) > _FAR or (len(whole) > 1 and whole[0] == "0"):
        return None
    if text[match.start() - 1 : match.start()] in ("“", '"', "《", "-", "/", "№") and match.start():
        return None
    factor = Decimal(1)
    for name in (match["m1"] or "", match["m2"] or ""):
        for c in name:
            factor *= MULTIPLIERS[c]
    decimals = len(digits.partition(".")[2])
    return _made(text, match, Decimal(digits), factor, decimals, unit, bool(match["more"]))


def _in_words(text: str, match: re.Match[str]) -> Quantity | None:
    words, unit = match["words"], match["wunit"] or ""
    if not unit or match["wtime"] or _LOOSE.search(text[max(0, match.start() - 1) : match.start()]):
        return None
    value = chinese_number(words)
    if value is None or (value < 10 and unit not in _SMALL) or _IDIOM.match(text, match.end()):
        return None
    return _made(text, match, value, Decimal(1), 0, unit, bool(match["wmore"]))


def _percent_in_words(text: str, match: re.Match[str]) -> Quantity | None:
    words = match["hundredth"]
    value = Decimal(words) if words[0].isdigit() else chinese_number(words)
    if value is None:
        return None
    decimals = len(words.replace("点", ".").partition(".")[2])
    return _made(text, match, value, Decimal(1), decimals, "%", False)


def _tenths(text: str, match: re.Match[str]) -> Quantity:
    """三成, 三成五, 半数: shares to the nearest five in a hundred, unless 超过 or 近 says to which side."""
    words = match["tenths"]
    whole = 50 if "半数" in words or "一半" in words else 10 * int(chinese_number(words[0]) or 0)
    fine = {"半": 5}.get(words[-1], int(chinese_number(words[-1]) or 0)) if len(words) > 2 else 0
    value = Decimal(whole + fine)
    before, after = text[max(0, match.start() - 6) : match.start()], _AFTER.match(text, match.end())
    low, high = value - 5, value + 5
    if before.endswith("过") or _ABOVE.search(before) or (after and after[1] == "以上"):
        low, high = value, Decimal(100)
    return Quantity(match.start(), match.end(), words, value, low, high, "%", Kind.PERCENT, Decimal(1))


def _doubled(match: re.Match[str]) -> Quantity:
    """翻一番, 翻两番: a growth by once and three times, which is said of what comes near it."""
    times = 2 ** int(chinese_number(match["doubled"][0]) or 1)
    low, high = Decimal(times) * 19 / 20 - 1, Decimal(times) * 6 / 5 - 1
    step = Decimal("0.01")
    return Quantity(match.start(), match.end(), match[0], Decimal(times - 1), low, high, "倍", Kind.TIMES, step)


def _made(
    text: str, match: re.Match[str], number: Decimal, factor: Decimal, decimals: int, unit: str, more: bool
) -> Quantity:
    kind = {"%": Kind.PERCENT, "个百分点": Kind.POINTS, "百分点": Kind.POINTS, "倍": Kind.TIMES}.get(unit, Kind.COUNT)
    factor *= MONEY.get(unit, 1)
    step = factor / Decimal(10) ** decimals
    value = number * factor
    before, after = text[max(0, match.start() - 6) : match.start()].rstrip(), _AFTER.match(text, match.end())
    if kind is Kind.PERCENT:
        before = _PORTION.sub("", before)
    low, high = _bounds(value, step, before, after[1] if after else "", more)
    if kind is Kind.PERCENT and low == value < high and not more:
        high = max(Decimal(100), value + 1)
    if low == high and factor != 1 and kind is Kind.COUNT and decimals + (unit not in MONEY):
        low, high = value - step / 2, value + step / 2
    end = match.end() if unit else match.start() + len(match[0].rstrip())
    name = "元" if unit in MONEY else unit
    return Quantity(match.start(), end, text[match.start() : end], value, low, high, name, kind, step)


def _bounds(value: Decimal, step: Decimal, before: str, after: str, more: bool) -> tuple[Decimal, Decimal]:
    """What an approximate number may stand for: it is as coarse as its last digit that is not 0."""
    coarse = step
    while value and value % (coarse * 10) == 0:
        coarse *= 10
    if more or _ABOVE.search(before) or after == "以上":
        return value, value + coarse * (1 if more else 10)
    if _BELOW.search(before) or after in ("以下", "以内"):
        return max(Decimal(0), value - coarse * 10), value
    if after == "之多":
        return value, value
    if _ABOUT.search(before) or after:
        return value - coarse, value + coarse
    return value, value
