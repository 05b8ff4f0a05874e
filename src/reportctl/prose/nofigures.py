"""What is written with digits or numerals and states no figure: dates, documents, telephones, ordinals, ranges.

Each kind has a first character, or something that stands right behind its first digits. What a text has none of is
neither looked for nor compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportctl.model.pattern import regex
from reportctl.prose.lexicon import HAN, NOT_FIGURES, UNITS
from reportctl.prose.numerals import NUMERALS, after_blanks, decimal_end, digits_end, number_end, numeral_end
from reportctl.prose.wordings import Wordings, Words

MEASURES = Words(*UNITS)
WORDS = Words(*NOT_FIGURES, *UNITS)
_ORDERED = Words(*NOT_FIGURES, *UNITS, *"章节编集")

_ADDRESS = regex(r"(?:https?://|www\.)[!-~]+", having=("://", "www."))
_MAIL = regex(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]{1,200}", having="@")
_BRACES = regex(r"\{[^{}\n]{0,200}\}")
_YEAR_AND_NUMBER = regex(r"[〔(\[]\s*(?:19|20)\d\d\s*[〕)\]]\s*第?\s*\d+\s*号?")
_DOCUMENT = regex(r"〔[^〔〕\n]{0,20}〕\s*第?\s*\d*\s*号?")
_DATE = regex(r"\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}日?(?!\d)")
_TO_YEAR = regex(r"[-—–~～至到、和]+\s*(?:19|20)?\d\d\s*年度?")
_TELEPHONE = regex(r"(?:\(0\d{2,3}\)|0\d{2,3}[-—–－ ])\s*\d{6,8}(?:[-—转]\d{1,5})?")
_SERVICE_NUMBER = regex(r"(?<!\d)400[-—]?\d{3,4}[-—]?\d{3,4}(?!\d)")
_CODE = regex(r"[A-Za-z][A-Za-z0-9._/-]{0,40}\d[A-Za-z0-9._/-]*")
_NAME_AND_NUMBER = regex(r"[A-Za-z]{2,20} \d+(?:\.\d+)?")
_STANDARD = regex(r"(?:GB|DB|ISO)(?:/[A-Z])?\s?\d[\d.-]*")
_DOTTED = regex(r"\d+(?:\.\d+){2,}")
_POSTCODE = regex(r"邮(?:政编码|编)[:：\s]*\d{6}(?!\d)", having=("邮政编码", "邮编"))
_DIGITS_AND_LETTERS = regex(r"\d+(?=[A-Za-z])[A-Za-z0-9]+")
_RANGE = regex(r"[-—–~～至]+\s*\d+(?:\.\d+)?\s*[余多]?[万亿]?\s*")
_RATIO = regex(r"\d+\s*[:：×x]\s*\d+")
_ITEM = regex(r"[ \t]*\(?\d{1,2}(?:\.\d+(?!\d|\s*%|\s*[万亿])|[.)](?!\d)|、(?!\d))")
_ITEM_IN_LINE = regex(rf"\(\d{{1,2}}\)(?=[“《]|{HAN})")
_ITEM_AFTER_MARK = regex(rf"\d{{1,2}}[.、](?=[“《]|{HAN})")

_TO = frozenset("-—–~～至")
_JOINED = _TO | frozenset("到、和")
_SHORT_TO = frozenset("-—–－ ")
_MARKS = frozenset(":：;；。，,")
_YEAR = 4
"""Digits of a year."""
_SERVICE = 8
"""Digits that a service number has more than, where no dash stands in it."""
_ITEM_DIGITS = 2
_PER = Wordings("[半|]年", "[个|]月", "季[度|]", "周", "天", "日", "人", "户", "期")
_NEAR = 4
"""Characters between 每 or what follows it and the number."""


def counted(text: str, start: int) -> bool:
    """Whether a measure word or a per cent sign stands at a place, perhaps behind 余 or 多 and 万 or 亿."""
    start += text.startswith(("余", "多"), start)
    scaled = after_blanks(text, start + text.startswith(("万", "亿"), start))
    return text.startswith("%", scaled) or any(
        MEASURES.at(text, place) for place in (after_blanks(text, start), scaled)
    )


def skipped(text: str, start: int) -> int:
    """Where what begins at a place and states no figure ends; the place itself where nothing of the kind does."""
    first = text[start]
    if first.isdecimal():
        ends = _digits(text, start)
    elif first in NUMERALS:
        ends = _fraction(text, numeral_end(text, start)) if first != "百" else iter(())
    elif first in "〔([":
        ends = _brackets(text, start)
    elif first.isascii() and first.isalpha():
        ends = _letters(text, start)
    else:
        ends = _others(text, start)
    return next((end for end in ends if end), start)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else 0


def _digits(text: str, start: int) -> Iterator[int]:
    end, whole = digits_end(text, start), decimal_end(text, start)
    behind = text[end : end + 1]
    yield _end(_MAIL, text, start)
    if behind in ("-", "/", "."):
        yield _end(_DATE, text, start)
    if end - start == _YEAR and text.startswith(("19", "20"), start):
        yield _years(text, end)
    if behind in _SHORT_TO and text[start] == "0":
        yield _end(_TELEPHONE, text, start)
    if text.startswith("400", start) and (end - start > _SERVICE or behind in ("-", "—")):
        yield _end(_SERVICE_NUMBER, text, start)
    if behind == ".":
        yield _end(_DOTTED, text, start)
    if behind.isascii() and behind.isalpha():
        yield _end(_DIGITS_AND_LETTERS, text, start)
    yield from _fraction(text, whole)
    yield _range(text, whole)
    if text.startswith((":", "：", "×", "x"), after_blanks(text, end)):
        yield _end(_RATIO, text, start)
    if behind in (".", "、", ")") and end - start <= _ITEM_DIGITS and _begins_line(text, start):
        yield _end(_ITEM, text, start)
    if behind in (".", "、") and end - start <= _ITEM_DIGITS and text[:start].endswith((":", "：", ";", "；", "。")):
        yield _end(_ITEM_AFTER_MARK, text, start)


def _begins_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _years(text: str, end: int) -> int:
    """The end of a span of years whose first ends at a place: 2016—2017 年, 2016 年、2017 年."""
    at = after_blanks(text, end)
    at += text.startswith("年", at) + text.startswith("年度", at)
    at = after_blanks(text, at)
    return _end(_TO_YEAR, text, at) if text[at : at + 1] in _JOINED else 0


def _fraction(text: str, end: int) -> Iterator[int]:
    """The end of a fraction whose denominator ends at a place: 三分之一."""
    behind = end + len("分之")
    if text.startswith("分之", end) and number_end(text, behind) > behind:
        yield number_end(text, behind)


def _range(text: str, end: int) -> int:
    """The end of a range whose first number ends at a place: 3—5 个, 1 日至 12 月."""
    at = after_blanks(text, end)
    at = after_blanks(text, at + (1 if text.startswith("%", at) else len(WORDS.at(text, at))))
    match = _RANGE.match(text, at) if text[at : at + 1] in _TO else None
    if match is None:
        return 0
    at = match.end()
    return at + 1 if text.startswith("%", at) else _measured(WORDS, text, at)


def _measured(words: Words, text: str, at: int) -> int:
    """The end of the shortest word that stands at a place, 0 where none does."""
    found = words.all_at(text, at)
    return at + len(found[-1]) if found else 0


def _brackets(text: str, start: int) -> Iterator[int]:
    if text.startswith(("1", "2"), after_blanks(text, start + 1)):
        yield _end(_YEAR_AND_NUMBER, text, start)
    if text[start] == "〔":
        yield _end(_DOCUMENT, text, start)
    if text.startswith("(0", start):
        yield _end(_TELEPHONE, text, start)
    if text[start] == "(" and text[start + 1 : start + 2].isdecimal():
        if _begins_line(text, start):
            yield _end(_ITEM, text, start)
        before = text[:start][-1:]
        if before.isspace() or before in _MARKS:
            yield _end(_ITEM_IN_LINE, text, start)


def _letters(text: str, start: int) -> Iterator[int]:
    yield _end(_ADDRESS, text, start)
    yield _end(_MAIL, text, start)
    yield _end(_CODE, text, start)
    match = _NAME_AND_NUMBER.match(text, start)
    if match is not None:
        end = match.end()
        behind = text[end : end + 1]
        yield 0 if behind == "." or behind.isdecimal() or counted(text, after_blanks(text, end)) else end
    if text[start] in "GDI":
        yield _end(_STANDARD, text, start)


def _others(text: str, start: int) -> Iterator[int]:
    match text[start]:
        case "第":
            yield _ordinal(text, start)
        case "每":
            yield from _rates(text, start + 1)
        case "{":
            yield _end(_BRACES, text, start)
        case "邮":
            yield _end(_POSTCODE, text, start)
        case " " | "\t":
            yield _end(_ITEM, text, start)
        case _:
            yield _end(_MAIL, text, start)


def _ordinal(text: str, start: int) -> int:
    """The end of an ordinal that begins at a place, with what it numbers: 第 3 次, 第二章之一."""
    at = after_blanks(text, start + 1)
    end = number_end(text, at)
    if end == at:
        return 0
    end = after_blanks(text, end)
    end += len(_ORDERED.at(text, end))
    behind = numeral_end(text, end + 1) if text.startswith("之", end) else 0
    return behind if behind > end + 1 else end


def _rates(text: str, start: int) -> Iterator[int]:
    """The ends of what is said of each, from behind 每: 每年 3 件, 每户 2 人, 每 100 人有 3 件."""
    for place in (*_per(text, start), start):
        reach = place
        while (
            reach - place < _NEAR and reach < len(text) and not (text[reach] in "，。；\n" or text[reach].isdecimal())
        ):
            reach += 1
        for number in range(reach, place - 1, -1):
            for end in _number_ends(text, number):
                yield _measured(MEASURES, text, after_blanks(text, end))


def _per(text: str, start: int) -> Iterator[int]:
    """Where what follows 每 ends: a time, a person, or so many of a measure."""
    yield from _PER.ends(text, start)
    for end in _number_ends(text, after_blanks(text, start)):
        at = after_blanks(text, end)
        yield from (at + len(word) for word in WORDS.all_at(text, at))


def _number_ends(text: str, start: int) -> Iterator[int]:
    """Where a number ends, the longest reading first: 三万元 is 三 of 万元 too."""
    if text[start : start + 1].isdecimal():
        yield decimal_end(text, start)
    else:
        yield from range(numeral_end(text, start), start, -1)
