"""Where `reportctl new` puts each table and each figure. Pure: nothing here knows how a workbook is written."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reportctl.model.grid import grid_of
from reportctl.model.layout import Layout, Table
from reportctl.model.location import column_letters


class TablePlace(Struct, frozen=True):
    """The rows of a table on its sheet, counted from 1: its title stands in the first, its grid begins in `grid`.

    `subtitle`, `above` and `foot` are None where the table prints no such line. `last` is the last row that it takes.
    """

    table: Table
    subtitle: int | None
    above: int | None
    grid: int
    foot: int | None
    last: int


TITLE_ROW = 1


def place_of(table: Table) -> TablePlace:
    """Where a table stands on its sheet; each table has a sheet of its own."""
    row = TITLE_ROW
    subtitle = above = foot = None
    if table.subtitle:
        row = subtitle = row + 1
    if table.head_left or table.head_right:
        row = above = row + 1
    last = row + grid_of(table).rows
    if table.foot:
        last = foot = last + 1
    return TablePlace(table, subtitle, above, row + 1, foot, last)


def placement(layout: Layout) -> Mapping[str, tuple[str, str]]:
    """Each figure's sheet and A1 address in a workbook fresh from `reportctl new`.

    The reader does not rely on it: it finds figures by their labels.
    """
    return {
        cell.figure: (table.sheet, f"{column_letters(cell.column + 1)}{place_of(table).grid + cell.row}")
        for table in layout.tables
        for cell in grid_of(table).cells
        if cell.figure is not None
    }
