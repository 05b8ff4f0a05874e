"""A strip: a text measured for setting, in units of one full-width character, before it is broken into lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import add
from weakref import WeakKeyDictionary

from msgspec import Struct

from reportctl.faces import Faces, Role
from reportctl.typeset.classes import BLANK, Kind, keep_whole, kind_of
from reportctl.typeset.pairs import betweens, stand_in

_HALF = 0.5
"""A mark's part of its cell, and where the glyph of any other character stands in a cell that is too wide for it."""


class Strip(Struct, frozen=True, dict=True):
    """A measured text.

    For character i: `roles` and `faces` it is set in (-1: not drawn), `widths` of its cell and `advances` of its glyph,
    the part of what the cell has more that is left of the glyph (`sides`), its kind, the natural space `gaps` before it
    (less than 0 between marks), how far that space can be squeezed (`slacks`) and in which turn (`ranks`), whether a
    line may begin with it (`allowed`), whether the space before it must not be stretched (`glue`), and whether Western
    script begins or ends there (`turns`). `plain` texts are in one role and face and have no blanks. `lacking` are the
    characters that no face has.
    """

    text: str
    roles: Sequence[Role]
    faces: Sequence[int]
    widths: Sequence[float]
    advances: Sequence[float]
    sides: Sequence[float]
    kinds: Sequence[Kind]
    gaps: Sequence[float]
    slacks: Sequence[float]
    ranks: Sequence[int]
    allowed: Sequence[bool]
    glue: Sequence[bool]
    turns: Sequence[bool]
    plain: bool
    lacking: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def reach(self) -> Sequence[float]:
        """The natural width of all characters before i, never decreasing."""
        return list(accumulate(map(add, self.widths, self.gaps), initial=0.0))

    @cached_property
    def _squeeze(self) -> list[float]:
        return list(accumulate(self.slacks, initial=0.0))

    def natural(self, start: int, end: int) -> float:
        """The natural width of the characters from `start` to before `end` on a line of their own."""
        return self.reach[end] - self.reach[start] - self.gaps[start] if end > start else 0.0

    def slack(self, start: int, end: int) -> float:
        """How much narrower that line can become by squeezing marks, the one at its end included."""
        inner = self._squeeze[end] - self._squeeze[start] - self.slacks[start] if end > start else 0.0
        return inner + self.tail(end)

    def tail(self, end: int) -> float:
        """What a mark before `end` gives back at a line's end, where it takes half a character (GB/T 15834 5.1.10)."""
        return _HALF if end and self.kinds[end - 1] is Kind.CLOSING else 0.0

    @cached_property
    def widest(self) -> float:
        """The natural width of the widest part that a line cannot end in; the text is not empty."""
        starts = [i for i, free in enumerate(self.allowed) if free]
        return max([self.natural(start, end) for start, end in pairwise([*starts, len(self.text)])])

    @cached_property
    def _next(self) -> list[int]:
        following = [len(self.text)] * (len(self.text) + 1)
        for i in range(len(self.text) - 1, -1, -1):
            following[i] = i if self.allowed[i] else following[i + 1]
        return following

    def next_break(self, position: int) -> int:
        """The first place at or after `position` where a line may end."""
        return self._next[position]


Cell = tuple[int, float, float, float, Kind, str]
"""What is known of a character: face, width of its cell, advance of its glyph, side, kind, and stand-in."""


class Known:
    """What is known of characters, by the faces that a role takes them from."""

    def __init__(self) -> None:
        """Know nothing."""
        self._cells: dict[Sequence[int], dict[str, Cell]] = {}
        self._lacking: dict[Sequence[int], set[str]] = {}

    def cells(self, text: str, role: Role, faces: Faces) -> tuple[Iterable[Cell], tuple[str, ...]]:
        """The cells of a text's characters, and those of them that no face has."""
        chain = faces.chain(role)
        cells = self._cells.setdefault(chain, {})
        lacking = self._lacking.setdefault(chain, set())
        for character in set(text).difference(cells):
            cells[character], found = _look_up(character, role, faces)
            if not found:
                lacking.add(character)
        return map(cells.__getitem__, text), tuple(c for c in dict.fromkeys(text) if c in lacking) if lacking else ()


_KNOWN: WeakKeyDictionary[Faces, Known] = WeakKeyDictionary()
"""What was learnt of the faces of this process from all texts so far."""


def measure(spans: Sequence[tuple[str, Role]], faces: Faces) -> Strip:
    """Measure a text of one or more spans, each in the face of a role."""
    known = _KNOWN.get(faces) or _KNOWN.setdefault(faces, Known())
    text = "".join([part for part, _ in spans])
    roles: list[Role] = []
    cells: list[Cell] = []
    lacking: list[str] = []
    for part, role in spans:
        found, lacked = known.cells(part, role, faces)
        roles += [role] * len(part)
        cells += found
        lacking += lacked
    numbers, widths, advances, sides, kinds, stand_ins = zip(*cells, strict=True) if cells else ((),) * 6
    gaps, slacks, ranks, free, glue, turns = zip(*betweens(stand_ins), strict=True) if cells else ((),) * 6
    allowed = list(free)
    keep_whole(text, allowed)
    blank = any(kind_of(character) in BLANK for character in set(stand_ins))
    plain = len(spans) == 1 and len(set(numbers)) == 1 and not blank
    return Strip(
        text, roles, numbers, widths, advances, sides, kinds, gaps, slacks, ranks, allowed, glue, turns, plain,
        tuple(dict.fromkeys(lacking)),
    )  # fmt: skip


def _look_up(character: str, role: Role, faces: Faces) -> tuple[Cell, bool]:
    """What is to be known of a character, and whether there is a face that has it."""
    kind = kind_of(character)
    face: int | None
    match kind:
        case Kind.NONE:
            face, advance, width = -1, 0.0, 0.0
        case Kind.SPACE:
            face = faces.find(role, " ") or 0
            advance = width = 1.0 if character == "\u3000" else 0.25
        case _:
            face = faces.find(role, character)
            advance = 1.0 if face is None else faces.all[face].advance(faces.all[face].glyph(character) or 0)
            width = advance if kind is Kind.WESTERN else _HALF if kind is Kind.MIDDLE else 1.0
    side = 1.0 if kind is Kind.OPENING else 0.0 if kind is Kind.CLOSING else _HALF
    found = face is not None
    return (face or 0, width if found else 1.0, advance, side, kind, stand_in(character)), found
