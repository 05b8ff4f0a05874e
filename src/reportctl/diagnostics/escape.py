"""Text from workbooks made safe to show, and measured as terminals show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WIDE = frozenset({"W", "F", "A"})
_NO_LINE_START = frozenset("，。、；：？！）》」』】〉”’…—,.;:?!)]}%/")


def visible(text: str) -> str:
    """Text in which control, format and bidirectional characters are written out as <U+XXXX>.

    They can move the cursor of a terminal, reorder a line or hide a part of it.
    """
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in _HIDDEN else c for c in text)


def width(text: str) -> int:
    """The columns of a terminal that a text takes: two for each wide, full-width or ambiguous character."""
    return sum(_columns(c) for c in text)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Break a text into lines of at most `columns` columns.

    Chinese breaks between any two characters, except before a closing mark; other words break at spaces unless one is
    longer than a line.
    """
    line = ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            yield line.rstrip()
            line, piece = "", piece.lstrip()
        while width(piece) > columns:
            head = _fitting(piece, columns)
            yield head
            piece = piece[len(head) :]
        line += piece
    if line.strip():
        yield line.rstrip()


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _pieces(text: str) -> Iterator[str]:
    """The unbreakable pieces of a text: a wide character with the closing marks after it, or a word with its spaces."""
    piece = ""
    for character in text:
        wide = _columns(character) == 2
        starts = wide or (bool(piece) and (piece[-1].isspace() or _columns(piece[-1]) == 2))
        if piece and starts and character not in _NO_LINE_START and not character.isspace():
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _fitting(text: str, columns: int) -> str:
    taken = 0
    for i, character in enumerate(text):
        taken += _columns(character)
        if taken > columns and i > 0:
            return text[:i]
    return text
