"""Widths in characters (字), and the shape of a title: what every back end must see alike. Standard library only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

TITLE_WIDTH = 20.0
"""Characters of 22 pt in a line of 156 mm: 442.2 pt / 22 pt = 20.1."""

_MOST_WORDS = 12


def width(text: str) -> float:
    """The width of a text in characters: 1 for a full-width character, ½ for a half-width one.

    Characters of ambiguous width (quotation marks, dashes, ellipses) are full width, as Chinese text sets them.
    """
    return sum(0.5 if unicodedata.east_asian_width(c) in ("Na", "H", "N") else 1.0 for c in text)


def title_lines(words: Sequence[str], limit: float = TITLE_WIDTH) -> tuple[str, ...]:
    """Break a title between its words into as few lines as fit `limit` characters, by GB/T 9704-2012 7.3.1.

    Lines form a trapezoid or a diamond (梯形、菱形), no hourglass and no rectangle; where that takes a line more, it is
    taken. A word
    longer than the limit gets a line of its own and is left to the back end to wrap. A title of very many words, which
    no report has, is filled line by line.
    """
    if len(words) > _MOST_WORDS:
        return _filled(words, limit)
    found: list[tuple[tuple[str, ...], ...]] = []
    for count in range(1, len(words) + 1):
        fitting = [lines for lines in _splits(tuple(words), count) if all(_fits(line, limit) for line in lines)]
        if fitting:
            found.append(min(fitting, key=_plainness))
        if len(found) == 2 or (found and not _plainness(found[0])[0]):
            break
    return tuple("".join(line) for line in min(found, key=lambda lines: _plainness(lines)[0], default=()))


def _filled(words: Sequence[str], limit: float) -> tuple[str, ...]:
    lines = [""]
    for word in words:
        if lines[-1] and width(lines[-1] + word) > limit:
            lines.append("")
        lines[-1] += word
    return tuple(lines)


def _splits(words: tuple[str, ...], count: int) -> Iterator[tuple[tuple[str, ...], ...]]:
    if count == 1:
        yield (words,)
        return
    for end in range(1, len(words) - count + 2):
        for rest in _splits(words[end:], count - 1):
            yield (words[:end], *rest)


def _fits(line: tuple[str, ...], limit: float) -> bool:
    return len(line) == 1 or width("".join(line)) <= limit


def _plainness(lines: tuple[tuple[str, ...], ...]) -> tuple[int, float]:
    """How far the lines are from the shapes of the standard: first the shape, then how uneven they are."""
    widths = [width("".join(line)) for line in lines]
    steps = [after - before for before, after in zip(widths, widths[1:], strict=False)]
    hourglass = any(before < 0 < after for before, after in zip(steps, steps[1:], strict=False))
    return 2 * hourglass + (0.0 in steps), max(widths) - min(widths)
