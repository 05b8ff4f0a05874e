"""Numbers in text: what they are worth and what they count, and what is no figure at all."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportctl.prose.numerals import chinese_number
from reportctl.prose.scan import Quantity, normalised, quantities

NUMBERS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text(encoding="utf-8"))[
    "number"
]


def shown(quantity: Quantity) -> str:
    low, high = (format(bound, "f") for bound in (quantity.low, quantity.high))
    if quantity.unit != "%":
        low, high = (bound.rstrip("0").rstrip(".") if "." in bound else bound for bound in (low, high))
    return f"{low} {quantity.unit}" if quantity.exact else f"{low}..{high} {quantity.unit}"


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: case["text"][:30])
def test_numbers(case: dict[str, Any]) -> None:
    assert [shown(quantity) for quantity in quantities(case["text"])] == case["found"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0), ("十", 10), ("十五", 15), ("二十", 20), ("一百零三", 103), ("一千二百三十四", 1234), ("两万", 20000),
        ("三千万", 30_000_000), ("一亿零五百", 100_000_500), ("三万亿", 3 * 10**12), ("二〇一七", 2017),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "百", "万", "十百", "三五百", "点五", "一点", "一" * 30])
def test_what_is_no_numeral(text: str) -> None:
    assert chinese_number(text) is None


def test_decimals_in_words() -> None:
    assert chinese_number("三点一四") == Decimal("3.14")
    assert chinese_number("一点五万") == 15000


def test_places_are_those_of_the_text() -> None:
    text = "共１，０２７条"
    (quantity,) = quantities(text)
    assert (quantity.start, quantity.end) == (1, 7)
    assert len(normalised(text)) == len(text)


@pytest.mark.parametrize("digits", ["1." + "1" * 40, "1" * 40, "三" * 20 + "点" + "五" * 20])
def test_a_percentage_in_words_with_more_digits_than_can_be_reckoned_with_is_none(digits: str) -> None:
    assert quantities(f"约百分之{digits}以上") == ()
