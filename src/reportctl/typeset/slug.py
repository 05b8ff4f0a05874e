"""A slug: a line of type, set but not yet in its place on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from msgspec import Struct

from reportctl.faces import Faces
from reportctl.model.pages import Line, Run, SetLine
from reportctl.typeset.classes import BLANK
from reportctl.typeset.lines import Span, spread
from reportctl.typeset.pairs import LATIN_GAP
from reportctl.typeset.strip import Strip

T = TypeVar("T")

_DASH = "—"


class Slug(Struct, frozen=True):
    """A line of a strip.

    `places` are the left edges of its characters in points from the line's start, `unit` is the width of a full-width
    character's cell and `size` that of the type.
    """

    strip: Strip
    line: Span
    places: tuple[float, ...]
    unit: float
    size: float
    element: int | None

    def at(self, x: float, baseline: float, faces: Faces) -> Line:
        """Put the line on a page."""
        dashes = self._long_dashes()
        runs = [self._run(drawn, x, baseline, faces, dash=drawn[0] in dashes) for drawn in self._alike(dashes)]
        return Line(tuple(runs), self.element)

    def _alike(self, dashes: frozenset[int]) -> Iterable[Sequence[int]]:
        """The characters that are drawn, parted where the face or the way of drawing changes."""
        strip, every = self.strip, range(self.line.start, self.line.end)
        if strip.plain and not dashes:
            return (every,) if every else ()
        # A word space is drawn, so that words stay apart when copied.
        kinds, text, faces, roles = strip.kinds, strip.text, strip.faces, strip.roles
        drawn = [i for i in every if kinds[i] not in BLANK or text[i] == " "]
        styles = groupby(drawn, key=lambda i: (faces[i], roles[i], i in dashes))
        return (list(group) for _, group in styles)

    def record(self, page: int = 0, moved: int = 0, left: float = 0.0) -> SetLine:
        """The line as back ends that flow text want it."""
        strip, start, end = self.strip, self.line.start, self.line.end
        dashes = self._long_dashes()
        width = sum(strip.advances[start:end]) * self.size
        width += sum(strip.widths[i] - strip.advances[i] for i in dashes) * self.size
        stretches = 1 + strip.turns[start + 1 : end].count(True)
        joins = strip.gaps[start + 1 : end].count(LATIN_GAP)
        joined = start < end < len(strip) and strip.gaps[end] == LATIN_GAP
        return SetLine(start, end, page, width, stretches, len(dashes) // 2, joins, joined, moved, left)

    def _long_dashes(self) -> frozenset[int]:
        """Where the line has the characters of dashes of two."""
        text, start, end = self.strip.text, self.line.start, self.line.end
        if 2 * _DASH not in text[start:end]:
            return frozenset()
        return frozenset(
            i for i in range(start, end) if text[i] == _DASH and _DASH in (text[i - 1 : i], text[i + 1 : i + 2])
        )

    def _run(self, drawn: Sequence[int], x: float, baseline: float, faces: Faces, *, dash: bool) -> Run:
        strip = self.strip
        number, role = strip.faces[drawn[0]], strip.roles[drawn[0]]
        picked = _picked(strip.text, drawn)
        text = picked if isinstance(picked, str) else "".join(picked)
        places = _picked(self.places, drawn, self.line.start)
        stretch, ink = 1.0, faces.all[number].ink(faces.all[number].glyph(_DASH) or 0) if dash else None
        if ink and ink.width:
            stretch = self.unit / (ink.width * self.size)
            origins = [place - ink.left * self.size * stretch for place in places]
        else:
            origins = self._origins(drawn, places)
        first = origins[0]
        moved = tuple([origin - first for origin in origins])
        return Run(text, number, self.size, x + first, baseline, moved, faces.stroke(role) * self.size, stretch)

    def _origins(self, drawn: Sequence[int], places: Sequence[float]) -> list[float]:
        """The origins of glyphs: in the middle of their cells, those of narrow marks on their own side."""
        strip, unit, size, narrow = self.strip, self.unit, self.size, self.size / 4
        cells = [_picked(values, drawn) for values in (strip.widths, strip.advances, strip.sides)]
        return [
            place + (spare * side if (spare := width * unit - advance * size) > narrow else spare / 2)
            for place, width, advance, side in zip(places, *cells, strict=True)
        ]


def _picked(values: Sequence[T], places: Sequence[int], first: int = 0) -> Sequence[T]:
    """The values of some places; `first` is the place of the first value."""
    start, end = places[0] - first, places[-1] + 1 - first
    return values[start:end] if len(places) == end - start else [values[i - first] for i in places]


def set_line(
    strip: Strip, line: Span, *, room: float, unit: float, size: float, element: int | None, justify: bool = False
) -> Slug:
    """Set a line into `room` characters of `unit` points each."""
    places = tuple([place * unit for place in spread(strip, line, room, justify=justify)])
    return Slug(strip, line, places, unit, size, element)
