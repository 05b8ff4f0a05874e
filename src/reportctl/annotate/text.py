"""Text for the XML of a workbook: data in every place, never a formula, never an escape."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
MOST = 32_000
"""Characters of a cell or note; a spreadsheet program admits 32,767."""


def stored(text: str) -> str:
    """A text as a workbook stores it: what looks like the `_x000D_` notation is itself escaped, what is long is cut."""
    kept = text if len(text) <= MOST else text[:MOST] + "…"
    return _ESCAPE.sub("_x005F_", kept)


def unescaped(text: str) -> str:
    """A text as it is shown, from how a workbook stores it."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def quoted_sheet(name: str) -> str:
    """A sheet's name as a link writes it."""
    return "'" + name.replace("'", "''") + "'"
