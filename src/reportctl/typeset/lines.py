"""Breaking a strip into lines, and placing the characters of a line.

First fit in linear time: a line is filled at its natural width; where it may not end there, marks are squeezed to take
in what belongs to it, and only where they cannot give enough is something pushed to the next line (先挤进，后推出).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, chain

from msgspec import Struct

from reportctl.typeset.classes import NO_START, Kind
from reportctl.typeset.strip import Strip

_TURNS = 4
_MOST_STRETCH = 0.5
"""A line that would need wider gaps than this, in characters, keeps its natural spacing and a ragged end."""
_LOOSE = 0.3
"""An address is broken after one of its marks rather than leave wider gaps than this in the line before it."""
_ROUNDING = 1e-6
_BREAK_AFTER = frozenset("/.-_?&=@:,")


class Span(Struct, frozen=True):
    """The characters of a line: from `start` to before `end`."""

    start: int
    end: int


def break_lines(strip: Strip, width: float, indent: float = 0.0) -> list[Span]:
    """Break a strip into lines of `width` characters, the first of them shorter by `indent`."""
    lines: list[Span] = []
    start, length = 0, len(strip)
    while start < length:
        room = width - indent if not lines else width
        end = _line_end(strip, start, room)
        lines.append(Span(start, end))
        start = end
        while start < length and strip.kinds[start] is Kind.SPACE:
            start += 1
    if len(lines) > 1:
        last, before = lines[-1], lines[-2]
        room = width - indent if len(lines) == 2 else width
        if _is_lone(strip, last) and _fits(strip, before.start, last.end, room):
            lines[-2:] = [Span(before.start, last.end)]
    return lines


def _line_end(strip: Strip, start: int, room: float) -> int:
    reach, length = strip.reach, len(strip)
    full = bisect_right(reach, room + reach[start] + strip.gaps[start] + _ROUNDING) - 1
    if full >= length:
        return length
    full = max(full, start)
    if full > start and (strip.allowed[full] or strip.kinds[full] is Kind.SPACE):
        return full
    following = strip.next_break(full + 1)
    if _fits(strip, start, following, room):
        return following
    end = full
    while end > start and not strip.allowed[end]:
        end -= 1
    if end == start:
        full = max(full, start + 1)
        return next(_after_marks(strip, start, full), full)
    return next(_after_marks(strip, end, full), end) if _gap(strip, start, end, room) > _LOOSE else end


def _gap(strip: Strip, start: int, end: int, room: float) -> float:
    """How much each place that can be stretched has to give for a line to fill its room."""
    able = strip.glue[start + 1 : end].count(False)
    return (room - strip.natural(start, end)) / max(able, 1)


def _after_marks(strip: Strip, start: int, full: int) -> Iterator[int]:
    """Where an address that begins at `start` can be broken before it is too long: after its marks, in no number."""
    text = strip.text
    for i in range(full, start + 1, -1):
        number = text[i - 2].isdigit() and text[i : i + 1].isdigit()
        if text[i - 1] in _BREAK_AFTER and strip.kinds[i] is Kind.WESTERN and text[i] not in NO_START and not number:
            yield i


def _fits(strip: Strip, start: int, end: int, room: float) -> bool:
    end = _visible_end(strip, Span(start, end))
    return strip.natural(start, end) - strip.slack(start, end) <= room + _ROUNDING


def _is_lone(strip: Strip, line: Span) -> bool:
    """Whether a line has a single character, apart from marks."""
    kinds = strip.kinds[line.start : line.end]
    return sum(kind in (Kind.WIDE, Kind.WESTERN) for kind in kinds) <= 1


def _visible_end(strip: Strip, line: Span) -> int:
    end = line.end
    while end > line.start and strip.kinds[end - 1] in (Kind.SPACE, Kind.NONE):
        end -= 1
    return end


def natural_width(strip: Strip, line: Span) -> float:
    """The natural width of a line in characters, without spaces at its end."""
    return strip.natural(line.start, _visible_end(strip, line))


def spread(strip: Strip, line: Span, room: float, *, justify: bool) -> list[float]:
    """Place the characters of a line: the left edge of each, in characters from the line's start.

    A line that is too wide is squeezed in turns; one that is too narrow is stretched evenly if `justify` is set.
    """
    start, end = line.start, _visible_end(strip, line)
    gaps = [0.0, *strip.gaps[start + 1 : line.end]]
    excess = strip.natural(start, end) - room
    if excess > _ROUNDING:
        _squeeze(strip, start, end, excess - min(excess, strip.tail(end)), gaps)
    elif justify and excess < 0:
        glue = strip.glue[start + 1 : end]
        able = glue.count(False)
        if able and -excess / able <= _MOST_STRETCH:
            more = -excess / able
            gaps[1 : end - start] = [gap if held else gap + more for gap, held in zip(gaps[1:], glue, strict=False)]
    edges = accumulate(chain.from_iterable(zip(gaps, strip.widths[start : line.end], strict=False)))
    return list(edges)[::2]


def _squeeze(strip: Strip, start: int, end: int, excess: float, gaps: list[float]) -> None:
    """Take `excess` from the gaps of a line, in turns."""
    for turn in range(_TURNS):
        able = [i for i in range(start + 1, end) if strip.ranks[i] == turn and strip.slacks[i] > 0]
        total = sum(strip.slacks[i] for i in able)
        share = min(1.0, excess / total) if total else 0.0
        for i in able:
            gaps[i - start] -= strip.slacks[i] * share
        excess -= total * share
