"""A slug: a line of type, set but not yet in its place on a page."""

from __future__ import annotations

from itertools import groupby, pairwise

from msgspec import Struct

from reportctl.faces import Faces
from reportctl.model.pages import Line, Run, SetLine
from reportctl.typeset.classes import Kind
from reportctl.typeset.lines import Span, spread
from reportctl.typeset.strip import LATIN_GAP, Strip

_DASH = "—"
_BLANK = (Kind.NONE, Kind.SPACE)
"""Controls and wide spaces leave no glyph; a word space does, so that words stay apart when copied."""


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
        strip, start, end = self.strip, self.line.start, self.line.end
        drawn = [i for i in range(start, end) if strip.kinds[i] not in _BLANK or strip.text[i] == " "]
        dashes = self._long_dashes()
        styles = groupby(drawn, key=lambda i: (strip.faces[i], strip.roles[i], i in dashes))
        runs = tuple(self._run(list(group), x, baseline, faces, dash=dash) for (_, _, dash), group in styles)
        return Line(runs, self.element)

    def record(self, page: int = 0, moved: int = 0, left: float = 0.0) -> SetLine:
        """The line as back ends that flow text want it."""
        start, end = self.line.start, self.line.end
        width = sum(self.strip.advances[start:end]) * self.size
        western = [kind is Kind.WESTERN for kind in self.strip.kinds[start:end]]
        stretches = 1 + sum(before != after for before, after in pairwise(western))
        dashes = self._long_dashes()
        width += sum(self.strip.widths[i] - self.strip.advances[i] for i in dashes) * self.size
        joins = [gap == LATIN_GAP for gap in self.strip.gaps[start + 1 : end + 1]]
        joined = end > start and len(joins) == end - start and joins.pop()
        return SetLine(start, end, page, width, stretches, len(dashes) // 2, sum(joins), joined, moved, left)

    def _long_dashes(self) -> frozenset[int]:
        """Where the line has the characters of dashes of two."""
        text, start, end = self.strip.text, self.line.start, self.line.end
        if 2 * _DASH not in text[start:end]:
            return frozenset()
        return frozenset(
            i for i in range(start, end) if text[i] == _DASH and _DASH in (text[i - 1 : i], text[i + 1 : i + 2])
        )

    def _run(self, drawn: list[int], x: float, baseline: float, faces: Faces, *, dash: bool) -> Run:
        number = self.strip.faces[drawn[0]]
        face = faces.all[number]
        stroke = faces.stroke(self.strip.roles[drawn[0]]) * self.size
        text = "".join(self.strip.text[i] for i in drawn)
        stretch, lead = 1.0, self._leads(drawn)
        if dash:
            ink = face.ink(face.glyph(_DASH) or 0)
            if ink.width:
                stretch = self.unit / (ink.width * self.size)
                lead = [-ink.left * self.size * stretch] * len(drawn)
        origins = [self.places[i - self.line.start] + before for i, before in zip(drawn, lead, strict=True)]
        first = origins[0]
        return Run(text, number, self.size, x + first, baseline, tuple(o - first for o in origins), stroke, stretch)

    def _leads(self, drawn: list[int]) -> list[float]:
        """From each character's cell to its glyph's origin: in the middle, a narrow mark on its own side."""
        widths, advances, kinds = self.strip.widths, self.strip.advances, self.strip.kinds
        unit, size, narrow = self.unit, self.size, self.size / 4
        opening, closing = Kind.OPENING, Kind.CLOSING
        leads: list[float] = []
        for i in drawn:
            spare = widths[i] * unit - advances[i] * size
            if spare > narrow and kinds[i] is opening:
                leads.append(spare)
            elif spare > narrow and kinds[i] is closing:
                leads.append(0.0)
            else:
                leads.append(spare / 2)
        return leads


def set_line(
    strip: Strip, line: Span, *, room: float, unit: float, size: float, element: int | None, justify: bool = False
) -> Slug:
    """Set a line into `room` characters of `unit` points each."""
    places = tuple(place * unit for place in spread(strip, line, room, justify=justify))
    return Slug(strip, line, places, unit, size, element)
