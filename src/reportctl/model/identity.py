"""Who a workbook says it is."""

from __future__ import annotations

from msgspec import Struct

from reportctl.model.location import CellRef
from reportctl.model.report import Text


class Identity(Struct, frozen=True):
    """Agency, data year and layout that a workbook names of itself; `layout` is None where it names none."""

    file: str
    agency: Text
    year: int
    year_at: CellRef
    layout: Text | None
    previous: str = ""
