"""A figures file (reportctl-figures/1): what `new --from` puts into a workbook, values as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Raw = Decimal | str | bool | None
"""A value as the file states it; strings are kept, so that `check` can judge them."""


@dataclass(frozen=True, slots=True)
class RawPart:
    """A part of a breakdown as the file states it."""

    label: str
    value: Raw


@dataclass(frozen=True, slots=True)
class RawBreakdown:
    """A breakdown as the file states it: `total` is a figure id or None, and then `value` gives the total."""

    total: str | None
    label: str
    relation: str
    unit: str
    value: Raw
    parts: tuple[RawPart, ...]


@dataclass(frozen=True, slots=True)
class RawSection:
    """A heading as published, with the id of the section of the form that it answers."""

    id: str
    heading: str


@dataclass(frozen=True, slots=True)
class RawAcceptance:
    """An accepted finding: code, figure (empty: any), reason."""

    code: str
    figure: str
    reason: str


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """The whole file. `sections` is None for the layout's own, `preamble` None for the composed one.

    `notes` are remarks on single figures, for whoever fills in or reviews the workbook; they are not printed.
    """

    agency: str
    year: int
    layout: str | None = None
    details: Mapping[str, str | None] = field(default_factory=dict)
    figures: Mapping[str, Raw] = field(default_factory=dict)
    preamble: tuple[str, ...] | None = None
    sections: tuple[RawSection, ...] | None = None
    narrative: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    breakdowns: tuple[RawBreakdown, ...] = ()
    acceptances: tuple[RawAcceptance, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carried:
    """A closing figure of last year's workbook that opens this year's, and a note saying where it comes from."""

    value: Decimal
    note: str
