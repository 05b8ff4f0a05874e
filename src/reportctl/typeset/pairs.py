"""What lies between two characters that follow each other: space, and whether a line may be broken there.

It depends on their classes alone, which are few, so that each pair of them is worked out once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from reportctl.typeset.classes import BRACKET_CLOSING, NO_END, NO_START, STOPS, Kind, kind_of

LATIN_GAP = 0.2
"""Between Chinese and a Western word or number; the W3C's clreq allows an eighth to a half."""
_LATIN_GAP_LEAST = 0.125
_HALF = 0.5
_NO_SPACE = (0.0, 0.0, 0)
_DOUBLED = frozenset("—…")

Between = tuple[float, float, int, bool, bool, bool]
"""The space between two characters, how far it can be squeezed, and in which turn.

Then whether a line may be broken there, whether the space must not be stretched, and whether Western script begins or
ends.
"""
_BEFORE_ALL: Between = (*_NO_SPACE, True, False, False)
"""What lies before the first character of a text."""


def betweens(stand_ins: tuple[str, ...]) -> list[Between]:
    """What lies before each character of a text, whose characters are given by their stand-ins."""
    return [_BEFORE_ALL, *map(_PAIRS.__getitem__, pairwise(stand_ins))] if stand_ins else []


@lru_cache(maxsize=4096)
def stand_in(character: str) -> str:
    """A character that takes part in lines as this one does, the same for all that are alike."""
    marks = [character in members for members in (NO_START, NO_END, BRACKET_CLOSING, STOPS)]
    itself = character if character in _DOUBLED else ""
    return _STAND_INS.setdefault((kind_of(character), character.isalnum(), *marks, itself), character)


_STAND_INS: dict[tuple[object, ...], str] = {}
"""The first character seen of each class."""


class _Pairs(dict[tuple[str, str], Between]):
    """What lies between two stand-ins, worked out when they are first met."""

    def __missing__(self, pair: tuple[str, str]) -> Between:
        made = self[pair] = _between(*pair)
        return made


_PAIRS = _Pairs()


def _between(before: str, after: str) -> Between:
    kinds = kind_of(before), kind_of(after)
    western = [kind is Kind.WESTERN for kind in kinds]
    unseen = kinds[1] is Kind.NONE
    apart = after in NO_START or before in NO_END or unseen or kinds[1] is Kind.SPACE or all(western)
    glue = unseen or all(western) or (before == after and after in _DOUBLED)
    return (*_space(before, after), not apart, glue, western[0] != western[1])


def _space(before: str, after: str) -> tuple[float, float, int]:
    """The space between two characters: its natural width, how far it can be squeezed, and in which turn.

    The turns are those of GB practice: brackets, then commas, then Western words, then full stops.
    """
    kinds = kind_of(before), kind_of(after)
    blank = _HALF * (kinds[0] is Kind.CLOSING) + _HALF * (kinds[1] is Kind.OPENING)
    if not blank:
        if set(kinds) == {Kind.WIDE, Kind.WESTERN} and before.isalnum() and after.isalnum():
            return LATIN_GAP, LATIN_GAP - _LATIN_GAP_LEAST, 2
        return _NO_SPACE
    marks = (Kind.OPENING, Kind.CLOSING)
    rank = 0 if kinds[1] is Kind.OPENING or before in BRACKET_CLOSING else 3 if before in STOPS else 1
    if kinds[0] in marks and kinds[1] in marks:
        return -_HALF, blank - _HALF, rank
    return 0.0, blank, rank
