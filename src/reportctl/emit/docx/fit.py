"""Make a word processor break a text where the page layout broke it, without line breaks in it. Lengths in twips.

Each line gets the character spacing with which it just fits and nothing more does: in Word, in WPS and in LibreOffice,
whatever their rules for the ends of lines are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby

from msgspec import Struct
from msgspec.structs import replace

from reportctl.emit.docx.elements import Xml, run
from reportctl.model.pages import SetLine

_LIBREOFFICE_JOIN, _WORD_JOIN = 0.2, 0.25
"""What they add where Chinese meets a Western word or number, in em."""
_ROUNDING = 8
"""By how much a stretch of a line that has Western letters may come out wider."""
_LEAST, _MOST = 8, 110
"""What a justified line may leave free: less might not fit after rounding, with more another character might fit."""
_TIGHTEST, _LOOSEST = -1 / 6, 8
"""The limits of character spacing in em: LibreOffice takes no less; a line that is justified is as loose anyway."""
_NEAR = 2
"""How far from its estimate the character spacing of most lines is, in twips."""


class Piece(Struct, frozen=True):
    """Characters of a text in one character style, the paragraph's own where it is empty."""

    text: str
    style: str = ""


def breadth(line: SetLine, em: int, space: int = 0) -> int:
    """The width of a line in type of this size with this character spacing: the greater of LibreOffice's and Word's.

    Nobody widens a dash.
    """
    count = line.end - line.start
    word = _natural(line) + _WORD_JOIN * em * line.joins + space * (count if space < 0 else count - 2 * line.dashes)
    return max(_libreoffice(line, em, space), round(word))


def _libreoffice(line: SetLine, em: int, space: int) -> int:
    """LibreOffice's width.

    It narrows a dash of two characters once, the last character of a stretch not at all, and asks for the space of a
    join at the line's end.
    """
    count = line.end - line.start
    count -= line.stretches + line.dashes if space < 0 else 2 * line.dashes
    return round(_natural(line) + _LIBREOFFICE_JOIN * em * (line.joins + line.joined) + space * count)


def _natural(line: SetLine) -> float:
    return line.width * 20 + _ROUNDING * line.stretches * (line.stretches > 1)


def spacing(
    lines: Sequence[SetLine], pieces: Sequence[Piece], rooms: Iterable[int], *, em: int, base: int, justified: bool
) -> list[int]:
    """The character spacing of each character of a text; `base` is the style's.

    If `justified`, all lines but the last are spaced to fill their rooms. Any other line is narrowed if it must be.
    """
    text = "".join([piece.text for piece in pieces])
    ends = list(accumulate(len(piece.text) for piece in pieces[:-1]))
    spaces = [base] * len(text)
    for number, (line, room) in enumerate(zip(lines, rooms, strict=False)):
        inner = sum(line.start < end < line.end for end in ends)
        line = replace(line, stretches=line.stretches + inner) if inner else line
        free = room - breadth(line, em, base)
        ragged = not justified or number == len(lines) - 1
        if not ragged and text[line.end - 1 : line.end + 1].isascii():
            spaces[line.start : line.end] = _within_address(line, room, em)
            continue
        if free >= _LEAST and (free <= _MOST or ragged):
            continue
        space = _widest(line, room, em)
        for i in range(line.start, line.end):
            if space < 0 or not _in_dash(text, i):
                spaces[i] = space
    return spaces


def _within_address(line: SetLine, room: int, em: int) -> list[int]:
    """The spacing of a line that ends within an address.

    The next letter may be narrow, and LibreOffice breaks an address anywhere: there the line must be full to the twip,
    so that some characters have one more than the others.
    """
    able = range(round(_TIGHTEST * em), round(_LOOSEST * em))
    fits = bisect_right(able, room - _LEAST, key=lambda space: _libreoffice(line, em, space))
    space = able[max(0, fits - 1)]
    count = line.end - line.start
    wider = min(max(0, room - _LEAST - _libreoffice(line, em, space)), count)
    return [space + 1] * wider + [space] * (count - wider)


def _in_dash(text: str, i: int) -> bool:
    return text[i] == "—" and "—" in (text[i - 1 : i], text[i + 1 : i + 2])


def _widest(line: SetLine, room: int, em: int) -> int:
    """The widest character spacing with which a line fits its room."""
    able = range(round(_TIGHTEST * em), round(_LOOSEST * em))
    most = room - _LEAST
    low, high = 0, len(able)
    # Each character takes its share of what is free, all but those of dashes: the answer is near by.
    near = (most - breadth(line, em)) // max(line.end - line.start, 1) - able.start
    inside = _NEAR <= near < high - _NEAR
    if inside and breadth(line, em, able[near - _NEAR]) <= most < breadth(line, em, able[near + _NEAR]):
        low, high = near - _NEAR, near + _NEAR
    return able[max(0, bisect_right(able, most, low, high, key=lambda space: breadth(line, em, space)) - 1)]


def runs(pieces: Sequence[Piece], spaces: Sequence[int], *, base: int, size: int = 0) -> list[Xml]:
    """The runs of a text: a new one wherever the style or the spacing changes. `size` is in half-points."""
    made = []
    begin = 0
    for piece in pieces:
        at = 0
        for space, same in groupby(spaces[begin : begin + len(piece.text)]):
            start, at = at, at + len(list(same))
            own = None if space == base else space
            made.append(run(piece.text[start:at], style=piece.style, size=size, spacing=own))
        begin += len(piece.text)
    return made
