"""Lines of findings with colours, for terminals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportctl.diagnostics.text import Line, Style

if TYPE_CHECKING:
    from rich.text import Text

_COLOURS = {
    Style.PLAIN: "",
    Style.FILE: "bold underline",
    Style.PLACE: "cyan",
    Style.ERROR: "bold red",
    Style.WARNING: "bold yellow",
    Style.INFO: "blue",
    Style.QUIET: "dim",
    Style.GOOD: "bold green",
}


def coloured(lines: Iterable[Line]) -> Text:
    """Lines as one text of rich; what a workbook says is never read as markup."""
    from rich.text import Text

    text = Text(no_wrap=True, overflow="ignore")
    for line in lines:
        for style, piece in line:
            text.append(piece, style=_COLOURS[style])
        text.append("\n")
    return text
