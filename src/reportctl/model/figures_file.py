"""A figures file (reportctl-figures/1): what `new --from` puts into a workbook, values as they are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

Raw = Decimal | str | bool | None
"""A value as the file states it; strings are kept, so that `check` can judge them."""


class RawPart(Struct, frozen=True):
    """A part of a breakdown as the file states it."""

    label: str
    value: Raw


class RawBreakdown(Struct, frozen=True):
    """A breakdown as the file states it: `total` is a figure id or None, and then `value` gives the total."""

    total: str | None
    label: str
    relation: str
    unit: str
    value: Raw
    parts: tuple[RawPart, ...]


class RawSection(Struct, frozen=True):
    """A heading as published, with the id of the section of the form that it answers."""

    id: str
    heading: str


class RawAcceptance(Struct, frozen=True):
    """An accepted finding: code, figure (empty: any), reason."""

    code: str
    figure: str
    reason: str


class FiguresFile(Struct, frozen=True):
    """The whole file. `sections` is None for the layout's own, `preamble` None for the composed one.

    `notes` are remarks on single figures, for whoever fills in or reviews the workbook; they are not printed.
    """

    agency: str
    year: int
    layout: str | None = None
    details: Mapping[str, str | None] = {}
    figures: Mapping[str, Raw] = {}
    preamble: tuple[str, ...] | None = None
    sections: tuple[RawSection, ...] | None = None
    narrative: Mapping[str, tuple[str, ...]] = {}
    breakdowns: tuple[RawBreakdown, ...] = ()
    acceptances: tuple[RawAcceptance, ...] = ()
    notes: Mapping[str, str] = {}


class Carried(Struct, frozen=True):
    """A closing figure of last year's workbook that opens this year's, and a note saying where it comes from."""

    value: Decimal
    note: str
