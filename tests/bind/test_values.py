from datetime import date, datetime, time
from decimal import Decimal

import pytest

from reportctl.bind.values import Domain, read_value
from reportctl.model.figure import FigureType, State
from reportctl.model.location import CellRef
from reportctl.model.source import Cell, Content, ErrorValue, NotANumber, Percentage, Uncalculated

AT = CellRef("a.xlsx", "表", 7, 3)
COUNT = Domain(FigureType.COUNT)
OPEN = Domain(FigureType.COUNT, admits_na=True)
SIGNED = Domain(FigureType.SIGNED)
MONEY = Domain(FigureType.MONEY)
PRICED = Domain(FigureType.MONEY, units=("元", "万元"))


def read(content: Content, domain: Domain) -> tuple[State, Decimal | None, str | None]:
    reading = read_value(Cell(7, 3, content), AT, domain)
    assert reading.value.at == AT
    return reading.value.state, reading.value.number, reading.code


def number(value: str, code: str | None = None) -> tuple[State, Decimal, str | None]:
    return State.NUMBER, Decimal(value), code


def fault(code: str) -> tuple[State, None, str]:
    return State.FAULT, None, code


@pytest.mark.parametrize(
    ("content", "domain", "expected"),
    [
        (Decimal(0), COUNT, number("0")),
        (Decimal(1027), COUNT, number("1027")),
        (Decimal(10**9), COUNT, number("1000000000")),
        (Decimal(10**9 + 1), COUNT, fault("CEL111")),
        (Decimal(-1), COUNT, fault("CEL104")),
        (Decimal("1.5"), COUNT, fault("CEL105")),
        (Decimal("1027.0000000000001"), COUNT, number("1027")),
        (Decimal(-3), SIGNED, number("-3")),
        (Decimal("-0.5"), SIGNED, fault("CEL105")),
        (Decimal(-(10**9) - 1), SIGNED, fault("CEL111")),
        (Decimal("9116.36"), MONEY, number("9116.36")),
        (Decimal("0.30000000000000004"), MONEY, number("0.3")),
        (Decimal("0.000001"), MONEY, number("0.000001")),
        (Decimal("0.0000001"), MONEY, fault("CEL111")),
        (Decimal(10**12), MONEY, number("1000000000000")),
        (Decimal(10**12 + 1), MONEY, fault("CEL111")),
        (Decimal("-0.01"), MONEY, fault("CEL104")),
        ("12", COUNT, number("12", "CEL114")),
        ("１０２７", COUNT, number("1027", "CEL114")),
        ("1,234", COUNT, number("1234", "CEL114")),
        ("1，234，567", COUNT, number("1234567", "CEL114")),
        ("\u3000 12\u200b", COUNT, number("12", "CEL114")),
        ("+2", SIGNED, number("2", "CEL114")),
        ("－2", SIGNED, number("-2", "CEL114")),
        ("\u22122", SIGNED, number("-2", "CEL114")),
        ("+2", COUNT, fault("CEL101")),
        ("-2", COUNT, fault("CEL104")),
        ("1.5", COUNT, fault("CEL105")),
        ("9" * 11, COUNT, fault("CEL111")),
        ("9" * 5_000, COUNT, fault("CEL101")),
        *(
            (text, COUNT, fault("CEL101"))
            for text in (
                "360条",
                "约360",
                "1_000",
                "1,23",
                "12,34,567",
                "1e3",
                "nan",
                "inf",
                "٣",
                "①",
                "²",
                "三百六十",
                "3O",
            )
        ),
        ("待定", COUNT, fault("CEL101")),
        ("1 234", COUNT, fault("CEL101")),
        ("/", COUNT, fault("CEL101")),
        ("/", OPEN, (State.NOT_APPLICABLE, None, None)),
        ("／", OPEN, (State.NOT_APPLICABLE, None, None)),
        ("-", OPEN, fault("CEL101")),
        ("—", OPEN, fault("CEL101")),
        ("-", SIGNED, (State.NOT_APPLICABLE, None, None)),
        ("/", SIGNED, fault("CEL101")),
        ("251000元", PRICED, number("251000")),
        ("25.1 万元", PRICED, number("25.1")),
        ("251000元", MONEY, fault("CEL101")),
        ("元", PRICED, fault("CEL101")),
        ("", COUNT, (State.BLANK, None, None)),
        ("\u00a0\u3000\u200b", COUNT, (State.BLANK, None, "CEL121")),
        (NotANumber("１２３"), COUNT, fault("CEL101")),
        (NotANumber("1_000"), MONEY, fault("CEL101")),
        (Percentage(Decimal("0.5")), COUNT, fault("CEL116")),
        (Percentage(Decimal(1)), MONEY, fault("CEL116")),
        (True, COUNT, fault("CEL110")),
        (False, MONEY, fault("CEL110")),
        (date(1900, 1, 12), COUNT, fault("CEL106")),
        (datetime(2018, 1, 25, 3), COUNT, fault("CEL106")),
        (time(6), COUNT, fault("CEL106")),
        (ErrorValue("#REF!"), COUNT, fault("CEL103")),
        (Uncalculated("=A1+A2"), COUNT, fault("CEL102")),
    ],
)
def test_what_a_cell_states(
    content: Content, domain: Domain, expected: tuple[State, Decimal | None, str | None]
) -> None:
    assert read(content, domain) == expected


def test_an_empty_cell_is_blank_and_keeps_its_place() -> None:
    reading = read_value(None, AT, COUNT)
    assert (reading.value.state, reading.value.at, reading.code) == (State.BLANK, AT, None)


def test_a_fault_keeps_the_whole_text_and_quotes_a_short_one() -> None:
    reading = read_value(Cell(7, 3, "长" * 100), AT, COUNT)
    assert reading.value.raw == "长" * 100
    assert reading.args == {"raw": "长" * 40 + "…"}


def test_a_number_as_text_says_how_it_was_read() -> None:
    assert read_value(Cell(7, 3, "１，２３４"), AT, COUNT).args == {"raw": "１，２３４", "read": "1234"}
