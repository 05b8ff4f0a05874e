"""Paragraphs and headings of the lower levels, recognised by their numbers (GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

import re

from reportctl.compose.front import chinese_number
from reportctl.model.document import Bound, Heading, Paragraph
from reportctl.model.placeholder import fill
from reportctl.model.report import Report, Text

_FIRST = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_LEVELS = (
    (2, re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"^\d{1,2}[.．](?!\d)")),
    (4, re.compile(r"^[（(]\d{1,2}[）)]")),
)
_STOPS = "。；：！？，"
_LONGEST_HEADING = 40
"""A numbered line that is longer, or that has a stop in it, is a paragraph and not a heading."""


def numbered(heading: str, position: int) -> str:
    """The heading of a section with its Chinese number; one that has none gets that of its position."""
    return heading if _FIRST.match(heading) else f"{chinese_number(position)}、{heading}"


def level_of(text: str) -> int:
    """The level that a paragraph's number gives it: 2, 3 or 4; 0 without such a number."""
    return next((level for level, pattern in _LEVELS if pattern.match(text)), 0)


def block_of(report: Report, text: Text) -> Heading | Paragraph:
    """A paragraph with its numbers filled in, or a heading where it is numbered, short and not a sentence.

    A numbered paragraph whose first sentence is short opens with that sentence as a run-in heading.
    """
    filled, bound = fill(report, text.text)
    level = level_of(filled)
    if level and len(filled) <= _LONGEST_HEADING and not any(stop in filled for stop in _STOPS):
        return Heading(level, filled, text.at, bound)
    lead = filled.find("。") + 1 if level else 0
    if not 0 < lead <= _LONGEST_HEADING or lead == len(filled) or _crosses(bound, lead):
        return Paragraph(filled, text.at, bound)
    return Paragraph(filled, text.at, bound, lead, level)


def _crosses(bound: tuple[Bound, ...], position: int) -> bool:
    return any(b.start < position < b.end for b in bound)
