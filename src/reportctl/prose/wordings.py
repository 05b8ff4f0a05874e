"""Closed lists of words, looked up by their first character: nothing has to be compiled for them.

Where several wordings may stand at one place, they are tried in the order in which they are listed, as the branches of
a pattern are. A wording may have choices in brackets, as the phrases of a layout have; an empty choice leaves out what
the others say: 本年[度|].
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

Pieces = tuple[tuple[str, ...], ...]
"""A wording piece by piece: the choices that there are for each."""


def pieces_of(wording: str) -> Pieces:
    """A wording with choices in brackets, piece by piece."""
    head, *rest = wording.split("[")
    pieces: list[tuple[str, ...]] = [(head,)] if head else []
    for part in rest:
        choices, closed, tail = part.partition("]")
        if closed:
            pieces.append(tuple(choices.split("|")))
        else:
            tail = f"[{part}"
        if tail:
            pieces.append((tail,))
    return tuple(pieces)


def ends_of(pieces: Pieces, text: str, start: int) -> Iterator[int]:
    """Where a wording that begins at a place ends, the preferred choices first."""
    if len(pieces) == 1:
        # By far most wordings.
        for choice in pieces[0]:
            if text.startswith(choice, start):
                yield start + len(choice)
        return
    if not pieces:
        yield start
        return
    choices, further = pieces[0], pieces[1:]
    for choice in choices:
        if text.startswith(choice, start):
            yield from ends_of(further, text, start + len(choice))


def spells(pieces: Pieces, text: str) -> bool:
    """Whether a text is a wording from beginning to end."""
    ends = {0}
    for choices in pieces:
        ends = {end + len(choice) for end in ends for choice in choices if text.startswith(choice, end)}
        if not ends:
            return False
    return len(text) in ends


def runs(step: Callable[[int], Iterator[int]], start: int, *, shortest: bool = False) -> Iterator[int]:
    """The places that any number of steps from a place lead to, each once, those of most steps or of fewest first."""
    seen = {start}
    if shortest:
        yield start
    way = [(start, step(start))]
    while way:
        at, ends = way[-1]
        end = next((end for end in ends if end not in seen), None)
        if end is not None:
            seen.add(end)
            if shortest:
                yield end
            way.append((end, step(end)))
            continue
        way.pop()
        if not shortest:
            yield at


class Wordings:
    """A closed list of wordings. The table of first characters is made when it is first needed."""

    __slots__ = ("_listed", "_table")

    def __init__(self, *wordings: str) -> None:
        """List the wordings, those first that are tried first."""
        self._listed = wordings
        self._table: dict[str, tuple[Pieces, ...]] | None = None

    @property
    def table(self) -> dict[str, tuple[Pieces, ...]]:
        """The wordings by each character that they may begin with."""
        if self._table is None:
            found: dict[str, list[Pieces]] = {}
            for wording in self._listed:
                if "[" not in wording:
                    found.setdefault(wording[0], []).append(((wording,),))
                    continue
                pieces = pieces_of(wording)
                for first in _beginnings(pieces):
                    found.setdefault(first, []).append(pieces)
            self._table = {first: tuple(wordings) for first, wordings in found.items()}
        return self._table

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Where the wordings that begin at a place end, the preferred one first."""
        for pieces in self.table.get(text[start : start + 1], ()):
            yield from ends_of(pieces, text, start)

    def end(self, text: str, start: int) -> int:
        """Where the preferred wording that begins at a place ends; the place itself where none does."""
        for pieces in self.table.get(text[start : start + 1], ()):
            for end in ends_of(pieces, text, start):
                return end
        return start

    def removed_from(self, text: str) -> str:
        """A text without the wordings, and without the blanks, in it."""
        table, kept, behind = self.table, [], 0
        if table.keys().isdisjoint(text):
            return "".join(text.split())
        for place, first in enumerate(text):
            if place < behind:
                continue
            if first in table:
                behind = self.end(text, place)
            if place >= behind and not first.isspace():
                kept.append(first)
        return "".join(kept)


def _beginnings(pieces: Pieces) -> Iterable[str]:
    """The characters that a wording may begin with, each once."""
    firsts: dict[str, None] = {}
    for choices in pieces:
        firsts.update(dict.fromkeys(choice[0] for choice in choices if choice))
        if all(choices):
            break
    return firsts


class Words:
    """A closed list of words of which the longest that stands at a place counts."""

    __slots__ = ("_listed", "_table")

    def __init__(self, *words: str) -> None:
        """List the words, in any order."""
        self._listed = words
        self._table: dict[str, tuple[str, ...]] = {}

    def at(self, text: str, start: int) -> str:
        """The longest word that stands at a place; empty where none does."""
        for word in self._beginning_with(text[start : start + 1]):
            if text.startswith(word, start):
                return word
        return ""

    def all_at(self, text: str, start: int) -> list[str]:
        """The words that stand at a place, the longest first."""
        return [word for word in self._beginning_with(text[start : start + 1]) if text.startswith(word, start)]

    def _beginning_with(self, first: str) -> tuple[str, ...]:
        if not self._table:
            for word in sorted(self._listed, key=len, reverse=True):
                self._table[word[0]] = (*self._table.get(word[0], ()), word)
        return self._table.get(first, ())
