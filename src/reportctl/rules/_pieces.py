"""The report's own words, piece by piece, for rules that look at how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from reportctl.model.finding import Finding, Rule
from reportctl.model.location import CellRef
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.placeholder import placeholders
from reportctl.model.report import Report, Text

if TYPE_CHECKING:
    import re

BLANKED = "\x00"
"""What stands in `Piece.opaque` for each character of an address or document number: nothing that a rule looks for."""

_CONTEXT = 12
"""Characters on either side of a fault that a message quotes."""
_LONGEST = 24
"""Characters of the fault itself that a message quotes."""
_NAMED = 8
"""So many further cells are named before a message says that there are more."""
_INNER = str.maketrans("“”", "‘’")
_ADDRESS = regex(r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]{1,200}")
_DOCUMENT = regex(r"[〔(\[（【]\s*(?:19|20)\d\d\s*[〕)\]）】]\s*第?\s*\d+\s*号")


def is_hanzi(character: str) -> bool:
    """Whether a character (or none, at the end of a line) is a Chinese one."""
    return bool(character) and ("\u3400" <= character <= "\u9fff" or character in "〇々" or character >= "\U00020000")


class Role(StrEnum):
    """What a piece of text is in the report."""

    PREAMBLE = "preamble"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


class Piece(Struct, frozen=True):
    """A line of the report with its place.

    `raw` is the line as written. `text` has digits for each placeholder, as long as the placeholder; in `opaque`,
    addresses of the net and document numbers are blanked out too, character for character.
    """

    text: str
    opaque: str
    raw: str
    at: CellRef
    section: str | None
    role: Role

    def around(self, start: int, end: int) -> str:
        """What stands around a fault, on one line and with inner quotation marks."""
        left, right = max(0, start - _CONTEXT), min(len(self.raw), min(end, start + _LONGEST) + _CONTEXT)
        quoted = f"{'…' * (left > 0)}{self.raw[left:right]}{'…' * (right < len(self.raw))}"
        return quoted.translate(_INNER)


class Hit(Struct, frozen=True):
    """A fault in a piece of text, from `start` to `end`."""

    piece: Piece
    start: int
    end: int

    @property
    def text(self) -> str:
        """The faulty characters."""
        return self.piece.raw[self.start : self.end]


Finder = Callable[[Piece], Iterable[tuple[int, int]]]
"""Where in a piece of text a fault is."""


@once
def pieces(report: Report) -> tuple[Piece, ...]:
    """Every line of the report in its order: preamble, then headings and paragraphs."""
    found = [_piece(text, None, Role.PREAMBLE) for text in report.preamble or ()]
    for section in report.sections:
        found.append(_piece(section.heading, section.id, Role.HEADING))
        found += (_piece(text, section.id, Role.PARAGRAPH) for text in section.paragraphs)
    return tuple(found)


def _piece(line: Text, section: str | None, role: Role) -> Piece:
    text = line.text
    for found in placeholders(line.text):
        text = text[: found.start] + "0" * (found.end - found.start) + text[found.end :]
    return Piece(text, _without_addresses(text), line.text, line.at, section or None, role)


def _without_addresses(text: str) -> str:
    """The text with addresses of the net and numbers of documents blanked out; most texts have neither."""
    if "http" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(_blanked, text)
    if any(before.rstrip()[-1:].isdecimal() for before in text.split("号")[:-1]):
        text = _DOCUMENT.sub(_blanked, text)
    return text


def _blanked(match: re.Match[str]) -> str:
    return BLANKED * len(match[0])


@once
def whole_text(report: Report) -> str:
    """All lines of the report, as in `Piece.opaque`, one below the other."""
    return "\n".join(piece.opaque for piece in pieces(report))


@once
def characters(report: Report) -> frozenset[str]:
    """Which characters the report has, as in `Piece.opaque`: few marks are in no text at all."""
    return frozenset(whole_text(report))


def hits_by_section(report: Report, finder: Finder) -> Iterator[tuple[Hit, ...]]:
    """All that a finder finds, the hits of one section together: one habit is one finding, not fifty."""
    found: dict[str | None, list[Hit]] = {}
    for piece in pieces(report):
        for start, end in finder(piece):
            found.setdefault(piece.section, []).append(Hit(piece, start, end))
    yield from (tuple(hits) for hits in found.values())


def of_hits(rule: Rule, hits: tuple[Hit, ...], **args: str) -> Finding:
    """A finding at the first of several hits; `quote` quotes it, `more` says how many there are and in which cells."""
    first = hits[0]
    places = list(dict.fromkeys(hit.piece.at.a1 for hit in hits))
    more = more_en = ""
    if len(hits) > 1:
        rest = len(places) > _NAMED
        named = places[:_NAMED]
        more = f"等 {len(hits)} 处（{'、'.join(named)}{' 等' if rest else ''}）"
        more_en = f" and {len(hits) - 1} more ({', '.join(named)}{', …' if rest else ''})"
    quote = first.piece.around(first.start, first.end)
    filled = {"quote": quote, "more": more, "more_en": more_en, **args}
    return Finding(rule, first.piece.at, filled, section=first.piece.section, actual=quote)
