"""A slug: a line of type, set but not yet in its place on a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from reportctl.faces import Faces
from reportctl.model.pages import Line, Run
from reportctl.typeset.classes import Kind
from reportctl.typeset.lines import Span, spread
from reportctl.typeset.strip import Strip

_DASH = "—"


@dataclass(frozen=True, slots=True)
class Slug:
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
        drawn = [i for i in range(self.line.start, self.line.end) if self._is_drawn(i)]
        runs = tuple(self._run(list(group), x, baseline, faces) for _, group in groupby(drawn, key=self._style))
        return Line(runs, self.element)

    def _is_drawn(self, i: int) -> bool:
        """Controls and wide spaces leave no glyph; a word space does, so that words stay apart when copied."""
        return self.strip.kinds[i] not in (Kind.NONE, Kind.SPACE) or self.strip.text[i] == " "

    def _style(self, i: int) -> tuple[int, str, bool]:
        return self.strip.faces[i], self.strip.roles[i], self._is_long_dash(i)

    def _is_long_dash(self, i: int) -> bool:
        text = self.strip.text
        return text[i] == _DASH and _DASH in (text[i - 1 : i], text[i + 1 : i + 2])

    def _run(self, drawn: list[int], x: float, baseline: float, faces: Faces) -> Run:
        number = self.strip.faces[drawn[0]]
        face = faces.all[number]
        stroke = faces.stroke(self.strip.roles[drawn[0]]) * self.size
        text = "".join(self.strip.text[i] for i in drawn)
        stretch, lead = 1.0, [self._lead(i, faces) for i in drawn]
        if self._is_long_dash(drawn[0]):
            ink = face.ink(face.glyph(_DASH) or 0)
            if ink.width:
                stretch = self.unit / (ink.width * self.size)
                lead = [-ink.left * self.size * stretch] * len(drawn)
        origins = [self.places[i - self.line.start] + before for i, before in zip(drawn, lead, strict=True)]
        first = origins[0]
        return Run(text, number, self.size, x + first, baseline, tuple(o - first for o in origins), stroke, stretch)

    def _lead(self, i: int, faces: Faces) -> float:
        """From a character's cell to its glyph's origin: in the middle, a narrow mark on its own side."""
        face = faces.all[self.strip.faces[i]]
        glyph = face.glyph(self.strip.text[i])
        spare = self.strip.widths[i] * self.unit - (face.advance(glyph) if glyph else 1.0) * self.size
        match self.strip.kinds[i]:
            case Kind.OPENING if spare > self.size / 4:
                return spare
            case Kind.CLOSING if spare > self.size / 4:
                return 0.0
            case _:
                return spare / 2


def set_line(
    strip: Strip, line: Span, *, room: float, unit: float, size: float, element: int | None, justify: bool = False
) -> Slug:
    """Set a line into `room` characters of `unit` points each."""
    places = tuple(place * unit for place in spread(strip, line, room, justify=justify))
    return Slug(strip, line, places, unit, size, element)
