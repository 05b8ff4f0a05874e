"""Where a number stands in a report: cells, totals, breakdowns, sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from reportctl.model.figure import State, Value
from reportctl.model.layout import FigureSpec
from reportctl.model.location import CellRef
from reportctl.model.report import Breakdown, Report
from reportctl.prose.lexicon import MONEY
from reportctl.prose.numerals import chinese_number
from reportctl.prose.passages import passages
from reportctl.prose.scan import Kind, Quantity, normalised, quantities

_MYRIAD = Decimal(10**4)


class Standing(StrEnum):
    """As what a number stands somewhere."""

    CELL = "cell"
    TOTAL = "total"
    BREAKDOWN = "breakdown"
    PART = "part"
    SENTENCE = "sentence"


class Sought(Struct, frozen=True):
    """A number that is looked for: a count, or a percentage; `money` is true where a unit of money was given.

    Money is then in 元, and is found in cells of 万元 too; without a unit a number is looked for as it is printed.
    """

    value: Decimal
    percent: bool = False
    money: bool = False

    def in_cell(self, value: Value, unit: str) -> bool:
        """Whether a cell that counts in `unit` states the number."""
        if value.state is not State.NUMBER or value.number is None or self.percent:
            return False
        if not self.money:
            return value.number == self.value
        return unit in MONEY and value.number * MONEY[unit] == self.value

    def in_text(self, quantity: Quantity) -> bool:
        """Whether a number in a sentence is the one; of an approximate one its printed value counts."""
        if quantity.kind is not (Kind.PERCENT if self.percent else Kind.COUNT):
            return False
        if self.money:
            return quantity.unit == "元" and quantity.value == self.value
        as_printed = quantity.unit == "元" and quantity.text.endswith("万元")
        return quantity.value == self.value or (as_printed and quantity.value == self.value * _MYRIAD)


def sought(text: str) -> Sought | None:
    """Read a number as people write it: 1,027, １０２７, 一千零二十七, 33.9%, 3万元; None where it is none."""
    plain = normalised(text).strip()
    found = quantities(plain)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(plain)):
        return Sought(found[0].value, found[0].kind is Kind.PERCENT, found[0].unit == "元")
    words = chinese_number(plain)
    if words is not None:
        return Sought(words)
    negative = plain.lstrip("-−负")
    inner = sought(negative) if len(negative) == len(plain) - 1 else None
    return Sought(-inner.value, inner.percent, inner.money) if inner else None


class Operand(Struct, frozen=True):
    """A number on one side of a reckoning, with its label, its cell and its figure."""

    sign: int
    value: Decimal
    label: str
    at: CellRef | None
    figure: str | None


class Reckoning(Struct, frozen=True):
    """A relation of the form, or a breakdown, in which a number stands, with the values of the report.

    `rule` is the form's constraint, None for a breakdown. `op` is the sign between the sides, as it is printed.
    """

    left: tuple[Operand, ...]
    op: str
    right: tuple[Operand, ...]
    rule: str | None
    holds: bool


class Printed(Struct, frozen=True):
    """A number's place in the text of a paragraph, so that its page can be found."""

    paragraph: str
    start: int


class Place(Struct, frozen=True):
    """One place of a number: what it is there, in words, its cell, and its figure or section where there is one.

    `bound` is true for a number in a sentence that was filled in from a cell. `reckonings` are those that the number
    takes part in. `pages`, from 1, are those of the set document; None where it was not set.
    """

    standing: Standing
    text: str
    at: CellRef | None
    figure: str | None = None
    section: str | None = None
    bound: bool = False
    printed: Printed | None = None
    reckonings: tuple[Reckoning, ...] = ()
    pages: tuple[int, ...] | None = None


class Traced(Struct, frozen=True):
    """A report with every place of a number in it."""

    file: str
    agency: str
    year: int
    places: tuple[Place, ...]


def trace(report: Report, number: Sought) -> tuple[Place, ...]:
    """Every place of a number: the form's cells and totals in its order, then breakdowns, then sentences."""
    return (*_cells(report, number), *_breakdowns(report, number), *_sentences(report, number))


def _cells(report: Report, number: Sought) -> Iterator[Place]:
    for figure, spec in report.layout.figures.items():
        value = report.value(figure)
        if number.in_cell(value, value.unit or spec.unit):
            table = report.layout.table(spec.table)
            standing = Standing.TOTAL if spec.total else Standing.CELL
            yield Place(standing, _label(spec), value.at, figure, table.section if table else None)


def _label(spec: FigureSpec) -> str:
    return " / ".join(spec.stub if spec.sole else spec.path)


def _breakdowns(report: Report, number: Sought) -> Iterator[Place]:
    for breakdown in report.breakdowns:
        if breakdown.figure is None and number.in_cell(breakdown.total, breakdown.unit):
            yield Place(Standing.BREAKDOWN, breakdown.label, breakdown.total.at or breakdown.at)
        yield from _parts(breakdown, number)


def _parts(breakdown: Breakdown, number: Sought) -> Iterator[Place]:
    for part in breakdown.parts:
        if number.in_cell(part.value, breakdown.unit):
            yield Place(Standing.PART, f"{breakdown.label} / {part.label}", part.value.at, breakdown.figure)


def _sentences(report: Report, number: Sought) -> Iterator[Place]:
    for passage in passages(report):
        for quantity in quantities(passage.read.text):
            if number.in_text(quantity):
                quote, bound = passage.sentence(quantity), passage.is_bound(quantity)
                printed = Printed(passage.text, quantity.start)
                yield Place(Standing.SENTENCE, quote, passage.at, None, passage.section, bound, printed)
