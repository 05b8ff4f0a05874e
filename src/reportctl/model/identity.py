"""Who a workbook says it is."""

from __future__ import annotations

from dataclasses import dataclass

from reportctl.model.location import CellRef
from reportctl.model.report import Text


@dataclass(frozen=True, slots=True)
class Identity:
    """The agency, the data year and the layout that a workbook names of itself; `layout` is empty where it names none."""

    file: str
    agency: Text
    year: int
    year_at: CellRef
    layout: Text | None
    previous: str = ""
