"""Figures: the numbers of the form, their kinds, and how one is written on a page."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from reportctl.model.location import CellRef


class FigureType(StrEnum):
    """What numbers a figure admits."""

    COUNT = "count"
    """A whole number from 0."""
    MONEY = "money"
    """An amount from 0, with up to six decimals (万元 down to a hundredth of a 分)."""
    SIGNED = "signed"
    """A whole number that may be negative, such as a year's increase."""


class State(StrEnum):
    """The four different things that a cell can say, and the fifth: that it cannot be read."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not-applicable"
    FAULT = "fault"
    ABSENT = "absent"
    """The form has the figure, but the workbook has no cell for it."""


class Value(Struct, frozen=True):
    """What one cell states for one figure.

    `number` is set exactly when `state` is NUMBER; `raw` is the text as it stood in the cell, for messages;
    `at` is None only when `state` is ABSENT. `unit` is the unit that the cell states beside the number, where the
    form's head names none; it is printed with the number.
    """

    state: State
    number: Decimal | None = None
    raw: str = ""
    at: CellRef | None = None
    unit: str = ""


ABSENT = Value(State.ABSENT)


def number_text(number: Decimal) -> str:
    """Write a number as the report prints it: plain digits, no exponent, no superfluous zeros after the point."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def value_text(value: Value) -> str:
    """Write a value as the table prints it: a number in digits, "/" for not applicable, nothing for a blank cell."""
    match value.state:
        case State.NUMBER:
            return number_text(value.number) + value.unit if value.number is not None else ""
        case State.NOT_APPLICABLE:
            return value.raw.strip() or "/"
        case State.BLANK | State.ABSENT | State.FAULT:
            return ""
