"""Where a number stands in a report: cells, totals, breakdowns, sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reportctl.model.figure import State
from reportctl.model.layout import FigureSpec
from reportctl.model.location import CellRef
from reportctl.model.report import Breakdown, Report
from reportctl.prose.passages import passages
from reportctl.prose.scan import Kind


class Standing(StrEnum):
    """As what a number stands somewhere."""

    CELL = "cell"
    TOTAL = "total"
    BREAKDOWN = "breakdown"
    PART = "part"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a number: what it is there, in words, its cell, and its figure or section where there is one.

    `bound` is true for a number in a sentence that was filled in from a cell.
    """

    standing: Standing
    text: str
    at: CellRef | None
    figure: str | None = None
    section: str | None = None
    bound: bool = False


def trace(report: Report, number: Decimal) -> tuple[Place, ...]:
    """Every place of a number: the form's cells and totals in its order, then breakdowns, then sentences."""
    return (*_cells(report, number), *_breakdowns(report, number), *_sentences(report, number))


def _cells(report: Report, number: Decimal) -> Iterator[Place]:
    for figure, spec in report.layout.figures.items():
        value = report.value(figure)
        if value.state is State.NUMBER and value.number == number:
            table = report.layout.table(spec.table)
            standing = Standing.TOTAL if spec.total else Standing.CELL
            yield Place(standing, _label(spec), value.at, figure, table.section if table else None)


def _label(spec: FigureSpec) -> str:
    return " / ".join(spec.stub if spec.sole else spec.path)


def _breakdowns(report: Report, number: Decimal) -> Iterator[Place]:
    for breakdown in report.breakdowns:
        if breakdown.figure is None and breakdown.total.number == number:
            yield Place(Standing.BREAKDOWN, breakdown.label, breakdown.total.at or breakdown.at)
        yield from _parts(breakdown, number)


def _parts(breakdown: Breakdown, number: Decimal) -> Iterator[Place]:
    for part in breakdown.parts:
        if part.value.number == number:
            yield Place(Standing.PART, f"{breakdown.label} / {part.label}", part.value.at, breakdown.figure)


def _sentences(report: Report, number: Decimal) -> Iterator[Place]:
    for passage in passages(report):
        for item in passage.read.items:
            quantity = item.quantity
            if quantity.value == number and quantity.kind is Kind.COUNT:
                quote, bound = passage.sentence(quantity), passage.is_bound(quantity)
                yield Place(Standing.SENTENCE, quote, passage.at, None, passage.section, bound)
