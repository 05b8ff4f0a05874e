"""Numbers in a sentence: what is written, what it is worth, what it counts; and which numbers are no figures.

A small pattern finds where a number, or what is none, may begin; the first characters then say what can stand there.
The words behind a number are looked up. Nothing looks back over more than a few characters: linear in the length.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from reportctl.model.pattern import regex
from reportctl.prose.lexicon import MONEY, NOT_FIGURES, UNITS
from reportctl.prose.nofigures import MEASURES, counted, skipped
from reportctl.prose.numerals import (
    MULTIPLIERS,
    NUMERALS,
    after_blanks,
    chinese_number,
    decimal_end,
    digits_end,
    number_end,
    numeral_end,
)
from reportctl.prose.wordings import Words


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
_WIDE_GROUP = regex(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))", having="０１２３４５６７８９")
_CANDIDATE = regex(rf"[\dA-Za-z_.+{{〔(\[第邮每翻{NUMERALS}半-]|(?<![^\n])[ \t]+(?=\(?\d)")
"""Where a number may begin, or what looks like one."""
_BROKEN = regex(r"\d+(?:,?[ \t]*\n[ \t]*\d+)+(?:\.\d+)?", having="\n")
_GROUPED = regex(r"\d{1,3}(?:[,\u2005\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?")
_SPACED = regex(r"\d{1,3}(?: \d{3})+")
_SCALED = frozenset("百千万亿余多来 \n")
_SHARES = ("%", "个百分点", "百分点", "倍")
_WORDS = Words(*_SHARES, *NOT_FIGURES, *UNITS)
_TIMES = Words(*NOT_FIGURES)
_PLAIN_TENTHS = frozenset("一二三四五六七八九")
_NO_TENTHS = ("功", "果", "立", "员", "本", "熟")
_ABOUT = ("大概", "左右")
_NOT_ABOUT = {"约": tuple("签节预违条公合契"), "近": tuple("附最临邻")}
"""What 约 and 近 may not stand behind: 节约, 附近."""
_ABOVE = ("超过", "超", "逾", "至少", "不少于", "不低于", "高于", "突破", "最少", "多于")
_BELOW = ("不足", "不到", "不超过", "不超", "不逾", "至多", "最多", "不多于", "不高于", "低于", "少于")
_AFTER = frozenset({"左右", "上下", "以上", "以下", "以内", "之多"})
_SMALL = frozenset({"件", "宗", "例", "条", "篇", "份", "人次", "名", "件次", "元", "万元"})
_IDIOM = frozenset("龙例性款站网账办并起")
_LOOSE = frozenset("几数每逐各任同某第上下前后头初")
_CODED = frozenset('“"《-/№')
_NO_FIGURES = frozenset(NOT_FIGURES)
_TAKING_UP = frozenset("占约近超过达逾")
_FINE = _PLAIN_TENTHS | {"半"}
_INTERRUPTING = frozenset(", \t\n\u2005\u2009\u202f")
_KINDS = {"%": Kind.PERCENT, "个百分点": Kind.POINTS, "百分点": Kind.POINTS, "倍": Kind.TIMES}
_ONE, _TEN = Decimal(1), Decimal(10)
_BEFORE = 6
"""Characters before a number that may say that it is approximate."""
_FAR = 20
"""More digits than any figure has; what is longer is a code."""


def normalised(text: str) -> str:
    """The text with full-width digits, letters, brackets and signs made half-width, character for character."""
    return _WIDE_GROUP.sub(",", text).translate(_WIDE)


def quantities(text: str) -> tuple[Quantity, ...]:
    """All figures of a text, in order. Dates, document and article numbers, telephones, ordinals are not among them."""
    return scanned(normalised(text))


@lru_cache(maxsize=64)
def scanned(text: str) -> tuple[Quantity, ...]:
    """All figures of a normalised text, in order."""
    found: list[Quantity] = []
    at = 0
    while (candidate := _CANDIDATE.search(text, at)) is not None:
        start = candidate.start()
        at = skipped(text, start)
        if at == start:
            quantity, at = _read(text, start)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def _read(text: str, start: int) -> tuple[Quantity | None, int]:
    """The figure that begins at a place, if it is one, and the place behind what was read."""
    first = text[start]
    if first.isdecimal():
        return _in_digits(text, start)
    if first == "翻":
        return _doubled(text, start)
    if first == "百" and (end := _hundredths_end(text, start)):
        return _percent_in_words(text, start, end), end
    if end := _tenths_end(text, start):
        return _tenths(text, start, end), end
    return _in_words(text, start) if first in NUMERALS else (None, start + 1)


def _in_digits(text: str, start: int) -> tuple[Quantity | None, int]:
    end = _digits_end(text, start)
    digits = "".join(c for c in text[start:end] if c.isdecimal() or c == ".")
    factor, more, at = _ONE, False, end
    if text[end : end + 1] in _SCALED:
        scale, more, at = _scale(text, end)
        for name in scale:
            factor *= MULTIPLIERS[name]
    unit = _WORDS.at(text, at)
    whole, _, decimals = digits.partition(".")
    at += len(unit)
    if unit in _NO_FIGURES or len(digits) > _FAR or (len(whole) > 1 and whole[0] == "0"):
        return None, at
    if text[max(0, start - 1) : start] in _CODED:
        return None, at
    return _made(text, (start, at), (Decimal(digits), factor, len(decimals)), unit, more), at


def _digits_end(text: str, start: int) -> int:
    """Where a number in digits ends that may be broken over lines, or grouped by commas or blanks."""
    end = digits_end(text, start)
    behind = text[end : end + 1]
    if behind in _INTERRUPTING:
        if (broken := _BROKEN.match(text, start)) and counted(text, broken.end()):
            return broken.end()
        if behind not in " \t\n" and (grouped := _GROUPED.match(text, start)):
            return grouped.end()
        if behind == " " and (spaced := _SPACED.match(text, start)) and _measured_behind(text, spaced.end()):
            return spaced.end()
    return decimal_end(text, start)


def _scale(text: str, at: int) -> tuple[str, bool, int]:
    """What multiplies a number that ends at a place, whether it is more than that, and where these words end."""
    at = _after_breaks(text, at)
    first = text[at] if text.startswith(("百", "千"), at) else ""
    first += _myriad(text, at + len(first))
    at += len(first)
    more = text.startswith(("余", "多", "来"), at)
    at += more
    second = text[at] if text.startswith(("百", "千"), at) else _myriad(text, at)
    return first + second, more, _after_breaks(text, at + len(second))


def _myriad(text: str, at: int) -> str:
    """万 or 亿, where it is not part of 万元 or 亿元."""
    return text[at] if text.startswith(("万", "亿"), at) and not text.startswith("元", at + 1) else ""


def _after_breaks(text: str, at: int) -> int:
    while text.startswith((" ", "\n"), at):
        at += 1
    return at


def _measured_behind(text: str, end: int) -> bool:
    return bool(MEASURES.at(text, after_blanks(text, end + text.startswith(("余", "多"), end))))


def _in_words(text: str, start: int) -> tuple[Quantity | None, int]:
    end = numeral_end(text, start)
    if text.startswith("点", end) and (fraction := numeral_end(text, end + 1)) > end + 1:
        end = fraction
    more = text.startswith(("余", "多"), end)
    at = end + more
    at += text.startswith((" ", "\n"), at)
    time = _TIMES.at(text, at)
    unit = MEASURES.at(text, at + len(time))
    at += len(time) + len(unit)
    if not unit or time or text[max(0, start - 1) : start] in _LOOSE:
        return None, at
    value = chinese_number(text[start:end])
    if value is None or (value < _TEN and unit not in _SMALL) or _is_idiom(text, at):
        return None, at
    return _made(text, (start, at), (value, _ONE, 0), unit, more), at


def _is_idiom(text: str, at: int) -> bool:
    """Whether what follows makes a numeral and its measure word part of another word: 一件事, 一条龙."""
    if text.startswith("事", at):
        return not text.startswith(("项", "务"), at + 1)
    return text[at : at + 1] in _IDIOM


def _hundredths_end(text: str, start: int) -> int:
    """Where a percentage in words that begins at a place ends, 0 where none does: 百分之三点五."""
    begin = start + len("百分之")
    end = number_end(text, begin) if text.startswith("百分之", start) else begin
    if end > begin and text.startswith("点", end) and text[begin] in NUMERALS:
        fraction = numeral_end(text, end + 1)
        end = fraction if fraction > end + 1 else end
    return end if end > begin else 0


def _tenths_end(text: str, start: int) -> int:
    """Where tenths or a half that something takes up end, 0 where none begin: 占三成, 近五成五, 超过半数."""
    if text[max(0, start - 1) : start] not in _TAKING_UP:
        return 0
    if text.startswith(("半数", "一半"), start):
        return start + 2
    if text[start] not in _PLAIN_TENTHS or not text.startswith("成", start + 1):
        return 0
    fine = start + 3
    if text[fine - 1 : fine] in _FINE and not text.startswith(_NO_TENTHS, fine):
        return fine
    return 0 if text.startswith(_NO_TENTHS, start + 2) else start + 2


def _percent_in_words(text: str, start: int, end: int) -> Quantity | None:
    words = text[start + len("百分之") : end]
    value = Decimal(words) if words[0].isdigit() else chinese_number(words)
    if value is None or len(words) > _FAR:
        return None
    decimals = len(words.replace("点", ".").partition(".")[2])
    return _made(text, (start, end), (value, _ONE, decimals), "%", False)


def _tenths(text: str, start: int, end: int) -> Quantity:
    """三成, 三成五, 半数: shares to the nearest five in a hundred, unless 超过 or 近 says to which side."""
    words = text[start:end]
    whole = 50 if "半数" in words or "一半" in words else 10 * int(chinese_number(words[0]) or 0)
    fine = {"半": 5}.get(words[-1], int(chinese_number(words[-1]) or 0)) if len(words) > 2 else 0
    value = Decimal(whole + fine)
    before = text[max(0, start - _BEFORE) : start]
    low, high = value - 5, value + 5
    if before.endswith(_BELOW):
        low, high = Decimal(0), value
    elif before.endswith("过") or _is_above(before) or text.startswith("以上", end):
        low, high = value, Decimal(100)
    return Quantity(start, end, words, value, low, high, "%", Kind.PERCENT, _ONE)


def _doubled(text: str, start: int) -> tuple[Quantity | None, int]:
    """翻一番, 翻两番: a growth by once and three times, which is said of what comes near it."""
    said = start + 1 + text.startswith("了", start + 1)
    end = said + 1 + text.startswith(("一", "两", "二", "三"), said)
    if not text.startswith("番", end - 1):
        return None, start + 1
    times = 2 ** int(chinese_number(text[said]) or 1)
    low, high = Decimal(times) * 19 / 20 - 1, Decimal(times) * 6 / 5 - 1
    words, value, step = text[start:end], Decimal(times - 1), Decimal("0.01")
    return Quantity(start, end, words, value, low, high, "倍", Kind.TIMES, step), end


def _made(text: str, place: tuple[int, int], number: tuple[Decimal, Decimal, int], unit: str, more: bool) -> Quantity:
    """The figure at a place of the text, of digits, a factor and so many decimals."""
    (start, stop), (digits, factor, decimals) = place, number
    kind = _KINDS.get(unit, Kind.COUNT)
    if unit in MONEY:
        factor *= MONEY[unit]
    step = factor / Decimal(10) ** decimals if decimals else factor
    value = digits * factor
    before, after = text[max(0, start - _BEFORE) : start].rstrip(), text[stop : stop + 2]
    if kind is Kind.PERCENT:
        before = before[: -len("占比")] if before.endswith("占比") else before.removesuffix("占")
    low, high = _bounds(value, step, before, after if after in _AFTER else "", more)
    if kind is Kind.PERCENT and low == value < high and not more:
        high = max(Decimal(100), value + 1)
    if low == high and factor != 1 and kind is Kind.COUNT and decimals + (unit not in MONEY):
        low, high = value - step / 2, value + step / 2
    end = stop if unit else start + len(text[start:stop].rstrip())
    name = "元" if unit in MONEY else unit
    return Quantity(start, end, text[start:end], value, low, high, name, kind, step)


def _bounds(value: Decimal, step: Decimal, before: str, after: str, more: bool) -> tuple[Decimal, Decimal]:
    """What an approximate number may stand for: it is as coarse as its last digit that is not 0."""
    if more or _is_above(before) or after == "以上":
        return value, value + _coarse(value, step) * (1 if more else 10)
    if before.endswith(_BELOW) or after in ("以下", "以内"):
        return max(Decimal(0), value - _coarse(value, step) * 10), value
    if after != "之多" and (after or _is_about(before)):
        coarse = _coarse(value, step)
        return value - coarse, value + coarse
    return value, value


def _coarse(value: Decimal, step: Decimal) -> Decimal:
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _is_above(before: str) -> bool:
    words = before[:-1] if before.endswith(("了", "达")) else before
    # 不超过 ends with 超过 and says the contrary, 不低于 with 低于: the longer word counts.
    return _longest(_ABOVE, words) > _longest(_BELOW, words)


def _longest(listed: tuple[str, ...], words: str) -> int:
    return max((len(word) for word in listed if words.endswith(word)), default=0) if words.endswith(listed) else 0


def _is_about(before: str) -> bool:
    words = before[:-1] if before.endswith(("为", "有", "达")) else before
    return words.endswith(_ABOUT) or (words.endswith(("约", "近")) and not words[:-1].endswith(_NOT_ABOUT[words[-1]]))
