"""Which sheet holds which statutory table: the one with most of its labels; names only decide between equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from reportctl.bind.expected import Expected
from reportctl.bind.labels import normal
from reportctl.bind.locate import SheetText, share_found

ENOUGH = 0.5
"""The share of a table's labels that marks a sheet as its own, whatever the sheet is called."""
ENOUGH_WITH_NAME = 0.2


class Assignment(Struct, frozen=True):
    """The sheet of each table found, by position, and pairs of sheets that answer to one table equally well."""

    sheets: Mapping[str, str]
    ambiguous: tuple[tuple[str, str, str], ...]


def assign_sheets(tables: Sequence[Expected], texts: Mapping[str, SheetText]) -> Assignment:
    """Give each table its sheet; tables and sheets are named by id and by name."""
    candidates = []
    for order, expected in enumerate(tables):
        for position, (name, text) in enumerate(texts.items()):
            share = share_found(expected, text)
            named = normal(name) == normal(expected.table.sheet)
            if share >= (ENOUGH_WITH_NAME if named else ENOUGH):
                candidates.append((-share, not named, order, position, expected.table.id, name))
    chosen: dict[str, str] = {}
    rank: dict[str, tuple[float, bool]] = {}
    ambiguous = []
    for share, unnamed, _, _, table, name in sorted(candidates):
        if table not in chosen and name not in chosen.values():
            chosen[table], rank[table] = name, (share, unnamed)
        elif rank.get(table) == (share, unnamed) and name not in chosen.values():
            ambiguous.append((table, chosen[table], name))
    return Assignment(chosen, tuple(ambiguous))
