"""Chinese numerals, from 零 to the 亿亿, as numbers."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
NUMERALS = "".join((*DIGITS, *_PLACES, *_MYRIADS))
"""Every character of a Chinese numeral."""
_CHARACTERS = frozenset(NUMERALS)
MULTIPLIERS = {name: Decimal(value) for name, value in (_PLACES | _MYRIADS).items()}
LONGEST = 24
"""More characters than any numeral in use has."""


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral such as 三百六十, 二〇一七 or 一点五万; None where it is not well formed."""
    if not text or len(text) > LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _whole(text)


def _with_fraction(whole: str, fraction: str) -> Decimal | None:
    digits = fraction.rstrip("万亿")
    before = chinese_number(whole) if "点" not in fraction else None
    if before is None or not digits or any(c not in DIGITS for c in digits):
        return None
    value = before + Decimal("0." + "".join(str(DIGITS[c]) for c in digits))
    for c in fraction[len(digits) :]:
        value *= _MYRIADS[c]
    return value


def _whole(text: str) -> Decimal | None:
    """Sum up sections: 三亿二千万 is (3)亿 + (2千)万."""
    total = section = 0
    digit: int | None = None
    last = 10**9
    for c in text:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
        elif c in _PLACES:
            if _PLACES[c] >= last or (not digit and c != "十"):
                return None
            last = _PLACES[c]
            section += (digit or 1) * last
            digit = None
        elif not (total or section or digit):
            return None
        else:
            total, section, digit = _raised(total, section + (digit or 0), _MYRIADS[c]), 0, None
            last = 10**9
    return Decimal(total + section + (digit or 0))


def _raised(total: int, section: int, myriad: int) -> int:
    """Close a section; 亿 raises what stands before it too (三万亿)."""
    if total and total % (10**8) and myriad > 10**4:
        return (total + section) * myriad
    return total + section * myriad


def numeral_end(text: str, start: int) -> int:
    """Where a run of characters of Chinese numerals that begins at a place ends."""
    end, limit = start, min(len(text), start + LONGEST)
    while end < limit and text[end] in _CHARACTERS:
        end += 1
    return end


def digits_end(text: str, start: int) -> int:
    """Where a run of digits that begins at a place ends."""
    end = start
    while end < len(text) and text[end].isdecimal():
        end += 1
    return end


def decimal_end(text: str, start: int) -> int:
    """Where digits that begin at a place end, with a decimal point and what stands behind it."""
    end = digits_end(text, start)
    if end > start and text.startswith(".", end):
        behind = digits_end(text, end + 1)
        return behind if behind > end + 1 else end
    return end


def number_end(text: str, start: int) -> int:
    """Where a number in digits or in words that begins at a place ends; the place itself where none does."""
    return decimal_end(text, start) if text[start : start + 1].isdecimal() else numeral_end(text, start)


def after_blanks(text: str, start: int) -> int:
    """The place of the first character from a place on that is no blank."""
    while text[start : start + 1].isspace():
        start += 1
    return start
