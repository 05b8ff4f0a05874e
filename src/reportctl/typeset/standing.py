"""Standing type: the lines of labels that each report of a form has again, kept from one report to the next."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from msgspec import Struct

from reportctl.faces import Faces, Role
from reportctl.model.pages import Run, SetLine
from reportctl.model.recent import Recent
from reportctl.typeset.lines import Span, break_lines, natural_width
from reportctl.typeset.slug import set_line
from reportctl.typeset.strip import Strip, measure

_MOST = 1024
"""How many texts are kept: those of all forms, and what there is of figures between two reports of one of them."""
_LONGEST = 64
"""A longer text is no label."""


class CellLine(Struct, frozen=True):
    """A line in a cell: `runs` are placed from the line's own start, which is `indent` from the cell's left edge."""

    indent: float
    runs: tuple[Run, ...]
    record: SetLine


class Place(Struct, frozen=True):
    """Where a cell's text is set: the cell's width, the type size, both in points, and the room for a line in em.

    `left` is where lines begin, in points; None puts them in the middle.
    """

    width: float
    size: float
    room: float
    left: float | None


class Standing:
    """What was set of cells' texts in the same faces."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._strips: Recent[tuple[str, Role], Strip] = Recent(_MOST)
        self._lines: Recent[tuple[str, Role, float, float, float, float | None], tuple[CellLine, ...]] = Recent(_MOST)

    def strip(self, text: str, role: Role, faces: Faces) -> Strip:
        """Measure the text of a cell."""
        key = text, role
        if len(text) > _LONGEST:
            return measure([key], faces)
        return self._strips.ask(key, lambda: measure([key], faces))

    def lines(self, strip: Strip, role: Role, place: Place, faces: Faces) -> tuple[CellLine, ...]:
        """Set the text of a cell, which was measured in this role."""
        if len(strip) > _LONGEST:
            return _set(strip, place, faces)
        key = strip.text, role, place.width, place.size, place.room, place.left
        return self._lines.ask(key, lambda: _set(strip, place, faces))


_STANDING: WeakKeyDictionary[Faces, Standing] = WeakKeyDictionary()


def standing(faces: Faces) -> Standing:
    """The standing type of these faces."""
    return _STANDING.get(faces) or _STANDING.setdefault(faces, Standing())


def _set(strip: Strip, place: Place, faces: Faces) -> tuple[CellLine, ...]:
    size, room, left = place.size, place.room, place.left
    lines = break_lines(strip, room)
    if len(lines) > 1:
        lines = _balanced(strip, len(lines), room) if left is None else _without_lone(strip, lines, room)
    made = []
    for line in lines:
        slug = set_line(strip, line, room=room, unit=size, size=size, element=None)
        indent = (place.width - natural_width(strip, line) * size) / 2 if left is None else left
        made.append(CellLine(indent, slug.at(0.0, 0.0, faces).runs, slug.record()))
    return tuple(made)


def _without_lone(strip: Strip, lines: list[Span], room: float) -> list[Span]:
    """Break one character earlier where the last line would have a single one."""
    if natural_width(strip, lines[-1]) > 1.0:
        return lines
    closer = break_lines(strip, room - 1.0)
    return closer if len(closer) == len(lines) else lines


def _balanced(strip: Strip, count: int, room: float) -> list[Span]:
    """Break into no more lines than needed, of about equal width."""
    width = max(strip.natural(0, len(strip)) / count, 1.0)
    while width < room:
        lines = break_lines(strip, width)
        if len(lines) <= count and max(natural_width(strip, line) for line in lines) <= room:
            return lines
        width += 0.5
    return break_lines(strip, room)
