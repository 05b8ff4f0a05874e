"""A strip: a text measured for setting, in units of one full-width character, before it is broken into lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from reportctl.faces import Faces, Role
from reportctl.typeset.classes import BRACKET_CLOSING, STOPS, Kind, breaks, glued, kind_of

LATIN_GAP = 0.2
"""Between Chinese and a Western word or number; the W3C's clreq allows an eighth to a half."""
_LATIN_GAP_LEAST = 0.125
_HALF = 0.5
_NO_SPACE = (0.0, 0.0, 0)
_UNKNOWN = (0, 1.0, 1.0)
"""The cell of a character that no face has."""

Missing = Callable[[str], None]
"""Told of each character that no face has."""


@dataclass(frozen=True)
class Strip:
    """A measured text.

    For character i: `roles` and `faces` it is set in (-1: not drawn), `widths` of its cell and `advances` of its glyph,
    the natural space `gaps` before it (less than 0 between marks), how far that space can be squeezed (`slacks`) and in
    which turn (`ranks`), whether a line may begin with it (`allowed`), and whether the space before it must not be
    stretched (`glue`).
    """

    text: str
    kinds: list[Kind]
    roles: list[Role]
    faces: list[int]
    widths: list[float]
    advances: list[float]
    gaps: list[float]
    slacks: list[float]
    ranks: list[int]
    allowed: list[bool]
    glue: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def _reach(self) -> list[float]:
        return list(accumulate((w + g for w, g in zip(self.widths, self.gaps, strict=True)), initial=0.0))

    @cached_property
    def _squeeze(self) -> list[float]:
        return list(accumulate(self.slacks, initial=0.0))

    @property
    def reach(self) -> Sequence[float]:
        """The natural width of all characters before i, never decreasing."""
        return self._reach

    def natural(self, start: int, end: int) -> float:
        """The natural width of the characters from `start` to before `end` on a line of their own."""
        return self._reach[end] - self._reach[start] - self.gaps[start] if end > start else 0.0

    def slack(self, start: int, end: int) -> float:
        """How much narrower that line can become by squeezing marks, the one at its end included."""
        inner = self._squeeze[end] - self._squeeze[start] - self.slacks[start] if end > start else 0.0
        return inner + self.tail(end)

    def tail(self, end: int) -> float:
        """What a mark before `end` gives back at a line's end, where it takes half a character (GB/T 15834 5.1.10)."""
        return _HALF if end and self.kinds[end - 1] is Kind.CLOSING else 0.0

    @cached_property
    def _next(self) -> list[int]:
        following = [len(self.text)] * (len(self.text) + 1)
        for i in range(len(self.text) - 1, -1, -1):
            following[i] = i if self.allowed[i] else following[i + 1]
        return following

    def next_break(self, position: int) -> int:
        """The first place at or after `position` where a line may end."""
        return self._next[position]


Known = dict[Role, dict[str, tuple[int, float, float]]]
"""What is known of characters by role: face, width of the cell, and advance of the glyph."""


def measure(spans: Sequence[tuple[str, Role]], faces: Faces, missing: Missing, known: Known | None = None) -> Strip:
    """Measure a text of one or more spans, each in the face of a role; `known` remembers characters between texts."""
    known = {} if known is None else known
    text = "".join(part for part, _ in spans)
    roles: list[Role] = []
    cells: list[tuple[int, float, float]] = []
    for part, role in spans:
        seen = known.setdefault(role, {})
        found = {character: seen.get(character) or _learn(character, role, faces, seen) for character in part}
        for character, cell in found.items():
            if cell is None:
                missing(character)
        roles += [role] * len(part)
        cells += [found[character] or _UNKNOWN for character in part]
    kinds = [kind_of(c) for c in text]
    gaps, slacks, ranks = _spaces(text, kinds)
    return Strip(
        text, kinds, roles,
        [face for face, _, _ in cells], [width for _, width, _ in cells], [advance for _, _, advance in cells],
        gaps, slacks, ranks, breaks(text, kinds), glued(text, kinds),
    )  # fmt: skip


def _learn(
    character: str, role: Role, faces: Faces, seen: dict[str, tuple[int, float, float]]
) -> tuple[int, float, float] | None:
    found = _look_up(character, role, faces)
    if found is not None:
        seen[character] = found
    return found


def _look_up(character: str, role: Role, faces: Faces) -> tuple[int, float, float] | None:
    """A character's face, the width of its cell, and the advance of its glyph; None if no face has it."""
    kind = kind_of(character)
    if kind is Kind.NONE:
        return -1, 0.0, 0.0
    if kind is Kind.SPACE:
        width = 1.0 if character == "\u3000" else 0.25
        return (faces.find(role, " ") or 0), width, width
    face = faces.find(role, character)
    if face is None:
        return None
    advance = faces.all[face].advance(faces.all[face].glyph(character) or 0)
    match kind:
        case Kind.WESTERN:
            return face, advance, advance
        case Kind.MIDDLE:
            return face, _HALF, advance
        case _:
            return face, 1.0, advance


def _spaces(text: str, kinds: list[Kind]) -> tuple[list[float], list[float], list[int]]:
    """The space before each character; between two Chinese ones, as nearly everywhere, there is none."""
    gaps, slacks, ranks = [0.0] * len(text), [0.0] * len(text), [0] * len(text)
    wide = Kind.WIDE
    for i, (before, after) in enumerate(pairwise(kinds), 1):
        if before is not wide or after is not wide:
            gaps[i], slacks[i], ranks[i] = _space(text, kinds, i)
    return gaps, slacks, ranks


def _space(text: str, kinds: list[Kind], i: int) -> tuple[float, float, int]:
    """The space before character i: its natural width, how far it can be squeezed, and in which turn.

    The turns are those of GB practice: brackets, then commas, then Western words, then full stops.
    """
    before, after = kinds[i - 1], kinds[i]
    blank = _HALF * (before is Kind.CLOSING) + _HALF * (after is Kind.OPENING)
    if not blank:
        if {before, after} == {Kind.WIDE, Kind.WESTERN} and text[i - 1].isalnum() and text[i].isalnum():
            return LATIN_GAP, LATIN_GAP - _LATIN_GAP_LEAST, 2
        return _NO_SPACE
    marks = (Kind.OPENING, Kind.CLOSING)
    rank = 0 if after is Kind.OPENING or text[i - 1] in BRACKET_CLOSING else 3 if text[i - 1] in STOPS else 1
    if before in marks and after in marks:
        return -_HALF, blank - _HALF, rank
    return 0.0, blank, rank
