"""Text of cells: lines apart, invisible characters found."""

from __future__ import annotations

import unicodedata

from reportctl.model.finding import Finding
from reportctl.model.location import CellRef
from reportctl.model.report import Text
from reportctl.model.source import Cell, ErrorValue, NotANumber, Uncalculated
from reportctl.rules import rule

_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"))
_DROPPED = str.maketrans({"\u200b": None, "\ufeff": None, "\t": " "})
_SHOWN = 40


def quoted(text: str) -> str:
    """A cell's text as a message quotes it: on one line, the invisible by its number, cut when long."""
    line = " ".join(text.split())
    shown = line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
    return "".join(code_point(c) if _is_unprintable(c) else c for c in shown)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: spaces of any width, breaks, zero-width characters."""
    return not text[:1].isalnum() and all(c.isspace() or c in "\u200b\u200c\u200d\u2060\ufeff" for c in text)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a cell without outer white space; blank ones are left out."""
    # What is printable has neither breaks nor anything to be dropped.
    texts = [text] if text.isprintable() else text.translate(_BREAKS).translate(_DROPPED).split("\n")
    pieces = (piece.strip() for piece in texts)
    return tuple(piece for piece in pieces if piece)


def read_texts(cell: Cell | None, at: CellRef) -> tuple[tuple[Text, ...], tuple[Finding, ...]]:
    """The lines of a text cell, and findings where it holds a fault or characters that no page can show."""
    if cell is None:
        return (), ()
    match cell.content:
        case ErrorValue(text) | NotANumber(text):
            return (), (Finding(rule("CEL103"), at, {"label": at.sheet, "raw": quoted(text)}),)
        case Uncalculated(formula):
            return (), (Finding(rule("CEL102"), at, {"label": at.sheet, "raw": quoted(formula)}),)
        case _:
            found = lines(cell.text)
            return tuple(Text(line, at) for line in found), unprintable("".join(found), at)


def read_text(cell: Cell | None, at: CellRef) -> tuple[Text | None, tuple[Finding, ...]]:
    """The text of a cell on one line, or None where it is blank."""
    texts, findings = read_texts(cell, at)
    return (Text("".join(text.text for text in texts), at) if texts else None), findings


def unprintable(text: str, at: CellRef) -> tuple[Finding, ...]:
    """One finding that names the characters of a text that cannot be printed, if there are any."""
    if text.isprintable() and "\ufffd" not in text:
        return ()
    found = dict.fromkeys(code_point(c) for c in text if _is_unprintable(c))
    if not found:
        return ()
    return (Finding(rule("CEL115"), at, {"characters": "、".join(list(found)[:5])}),)


def code_point(character: str) -> str:
    """A character by its number, U+XXXX."""
    return f"U+{ord(character):04X}"


def _is_unprintable(character: str) -> bool:
    code = ord(character)
    is_noncharacter = (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    # U+FFFD stands where some program could not read the character that was there.
    return is_noncharacter or code == 0xFFFD or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co")
