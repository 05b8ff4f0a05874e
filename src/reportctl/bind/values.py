"""From what stands in a cell to what it states for a figure: a number, a blank, "not applicable", or a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal

from msgspec import Struct

from reportctl.bind.text import code_point, is_blank, quoted
from reportctl.model.figure import FigureType, State, Value, number_text
from reportctl.model.location import CellRef
from reportctl.model.pattern import regex
from reportctl.model.source import Cell, ErrorValue, NotANumber, Percentage, Uncalculated

TEXT = "CEL101"
NOT_CALCULATED = "CEL102"
ERROR_VALUE = "CEL103"
NEGATIVE = "CEL104"
BROKEN = "CEL105"
DATE = "CEL106"
TRUTH_VALUE = "CEL110"
OUT_OF_RANGE = "CEL111"
NUMBER_AS_TEXT = "CEL114"
PERCENTAGE = "CEL116"
LOOKS_EMPTY = "CEL121"

MOST_COUNT = Decimal(10**9)
MOST_MONEY = Decimal(10**12)
MONEY_DECIMALS = 6

_NOT_APPLICABLE = "/"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: ord("-")}
_LEADS = frozenset("+-0123456789＋－−０１２３４５６７８９\u200b\ufeff")
_DIGITS = regex(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?", re.ASCII)
_LONGEST = 40
_SHOWN_DIGITS = Context(prec=15)
"""Spreadsheets calculate in binary and show fifteen digits: 0.1 + 0.2 is stored as 0.30000000000000004."""


class Domain(Struct, frozen=True):
    """What a figure's cell admits. `units` are the units that may stand beside the number."""

    type: FigureType
    admits_na: bool = False
    units: tuple[str, ...] = ()


class Reading(Struct, frozen=True):
    """A value and, where there is something to say about it, the rule's code and its arguments (without the label)."""

    value: Value
    code: str | None = None
    args: Mapping[str, str] = {}


def may_be_number(text: str) -> bool:
    """Whether a text without a unit may state a number, judged by its first and its last character."""
    return (text[:1] in _LEADS or text[:1].isspace()) and not "\u4e00" <= text[-1:] <= "\u9fff"


def read_value(cell: Cell | None, at: CellRef, domain: Domain) -> Reading:
    """Read the cell at `at`; `cell` is None where it is empty."""
    if cell is None:
        return Reading(Value(State.BLANK, at=at))
    match cell.content:
        case str(text):
            return _of_text(text, at, domain)
        case bool():
            return _fault(TRUTH_VALUE, cell.text, at)
        case Decimal() as number:
            return _of_number(_SHOWN_DIGITS.plus(number), cell.text, at, domain)
        case ErrorValue(text):
            return _fault(ERROR_VALUE, text, at)
        case NotANumber(text):
            return _fault(TEXT, text, at)
        case Percentage():
            return _fault(PERCENTAGE, cell.text, at)
        case Uncalculated(formula):
            return _fault(NOT_CALCULATED, formula, at)
        case date() | time() | timedelta() as moment:
            return _fault(DATE, f"{cell.text}{_serial(moment)}", at)


def _of_text(text: str, at: CellRef, domain: Domain) -> Reading:
    if is_blank(text):
        value = Value(State.BLANK, raw=text, at=at)
        blanks = "、".join(dict.fromkeys(code_point(c) for c in text[:_LONGEST]))
        return Reading(value, LOOKS_EMPTY, {"characters": blanks}) if text else Reading(value)
    bare = text.translate(_FULL_WIDTH).strip().strip("\u200b\ufeff").strip()
    # A dash may mean nothing, nought or not applicable; only of a change is it known that it means none.
    if (bare == _NOT_APPLICABLE and domain.admits_na) or (bare == "-" and domain.type is FigureType.SIGNED):
        return Reading(Value(State.NOT_APPLICABLE, raw=bare, at=at))
    unit = max((unit for unit in domain.units if bare.endswith(unit)), key=len, default="")
    digits = bare.removesuffix(unit).strip()
    match = _DIGITS.fullmatch(digits) if len(digits) <= _LONGEST else None
    if not match or (match[1] == "+" and domain.type is not FigureType.SIGNED):
        return _fault(TEXT, text, at)
    number = Decimal(digits.replace(",", "")) + 0
    reading = _of_number(number, text, at, domain)
    if reading.code is not None or unit:
        return reading
    return Reading(reading.value, NUMBER_AS_TEXT, {"raw": quoted(text), "read": number_text(number)})


def _of_number(number: Decimal, raw: str, at: CellRef, domain: Domain) -> Reading:
    if number < 0 and domain.type is not FigureType.SIGNED:
        return _fault(NEGATIVE, raw, at)
    is_whole = number == number.to_integral_value()
    if domain.type is FigureType.MONEY:
        if number > MOST_MONEY or _decimals(number) > MONEY_DECIMALS:
            return _fault(OUT_OF_RANGE, raw, at)
    elif not is_whole:
        return _fault(BROKEN, raw, at)
    elif abs(number) > MOST_COUNT:
        return _fault(OUT_OF_RANGE, raw, at)
    return Reading(Value(State.NUMBER, number.to_integral_value() if is_whole else number, raw, at))


def _serial(moment: date | time | timedelta) -> str:
    """The number that a day is stored as, in brackets; spreadsheets count a 29 February 1900 that never was."""
    if not isinstance(moment, date) or isinstance(moment, datetime):
        return ""
    days = (moment - date(1899, 12, 30)).days
    return f" ({days if moment >= date(1900, 3, 1) else days - 1})"


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _fault(code: str, raw: str, at: CellRef) -> Reading:
    return Reading(Value(State.FAULT, raw=raw, at=at), code, {"raw": quoted(raw)})
