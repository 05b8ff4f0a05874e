"""A year's report, bound: every figure of the form with its value and its cell, and the narrative by section."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from reportctl.model.figure import ABSENT, State, Value
from reportctl.model.layout import FigureSpec, Layout
from reportctl.model.location import CellRef, FileRef, Location
from reportctl.model.source import Workbook

DETAIL_KEYS = (
    "level", "address", "postcode", "phone", "fax", "email", "website", "date", "period_from", "period_to", "due",
    "title", "previous",
)  # fmt: skip
"""The agency's details, by the keys of the figures file."""


class Text(Struct, frozen=True):
    """A piece of text and the cell it stands in."""

    text: str
    at: CellRef


class SectionText(Struct, frozen=True):
    """A section as the workbook has it: its id ("" or an unknown one for the agency's own), heading and paragraphs.

    `heading` is the heading as entered, with its number. `also` are ids of further sections whose item stands here.
    """

    id: str
    heading: Text
    paragraphs: tuple[Text, ...]
    also: tuple[str, ...] = ()


class BreakdownKind(StrEnum):
    """How the parts of a breakdown make up its total."""

    SUM = "sum"
    """合计: the parts add up to the total."""
    SUBSET = "subset"
    """其中: each part, and their sum, is at most the total."""


class Part(Struct, frozen=True):
    """One part of a breakdown."""

    label: str
    value: Value


class Breakdown(Struct, frozen=True):
    """A total and its parts that the agency states of itself, outside the statutory form.

    `figure` is the id of the statutory figure that is the total, or None where the total is the agency's own; `total`
    is the value in either case, at the cell where it stands. `at` is the breakdown's own line in the workbook.
    """

    label: str
    kind: BreakdownKind
    figure: str | None
    total: Value
    unit: str
    parts: tuple[Part, ...]
    at: CellRef


class Acceptance(Struct, frozen=True):
    """A finding that the workbook accepts, by code and figure, with a reason.

    `figure` may name a section or a cell too; empty, it stands for the one finding that has the code.
    """

    code: str
    figure: str
    reason: str
    at: CellRef


class Report(Struct, frozen=True):
    """One agency's report for one data year.

    `values` has an entry for every figure of the layout. `details` has an entry for each line of 基本信息, with a blank
    text where it is not filled in or not valid. `preamble` is None for the composed one. `previous` is last year's
    report where its workbook was found. `workbook` is what it was bound from: a cell, note or property that the report
    does not use may still hold what must not go out.
    """

    file: str
    sha256: str
    agency: Text
    year: int
    year_at: CellRef
    layout: Layout
    details: Mapping[str, Text]
    values: Mapping[str, Value]
    sections: tuple[SectionText, ...]
    preamble: tuple[Text, ...] | None
    breakdowns: tuple[Breakdown, ...]
    acceptances: tuple[Acceptance, ...]
    previous: Report | None = None
    workbook: Workbook | None = None

    def value(self, figure: str) -> Value:
        """The value of a figure; ABSENT where the layout does not have it."""
        return self.values.get(figure, ABSENT)

    def spec(self, figure: str) -> FigureSpec | None:
        """The figure's place in the form, or None."""
        return self.layout.figures.get(figure)

    def place(self, figure: str) -> Location:
        """Where a finding about the figure points: its cell, or the file where the workbook has no cell for it."""
        return self.value(figure).at or FileRef(self.file)

    def detail(self, key: str) -> str:
        """The text of a detail, or an empty string."""
        found = self.details.get(key)
        return found.text if found else ""

    def number(self, figure: str) -> Decimal | None:
        """The number of a figure, or None where the cell states none."""
        value = self.value(figure)
        return value.number if value.state is State.NUMBER else None
