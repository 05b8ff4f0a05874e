"""A report's text, passage by passage, with every placeholder filled in."""

from __future__ import annotations

from msgspec import Struct

from reportctl.model.document import Bound
from reportctl.model.location import CellRef
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.placeholder import fill
from reportctl.model.report import Report, Text
from reportctl.prose.items import Paragraph, read_paragraph
from reportctl.prose.scan import Quantity

QUOTE = 80
"""Characters of a sentence that a message quotes."""
_CLAUSE = regex(r"[，；：]")
_INNER = str.maketrans("“”", "‘’")
_TORN = regex(r"^[\d.]+")
_BLANKS = regex(r"\s+")


class Passage(Struct, frozen=True):
    """A paragraph or heading as it will be printed: its text, its cell, its section, and the numbers filled in.

    `under` is the section's heading.
    """

    text: str
    at: CellRef
    section: str | None
    bound: tuple[Bound, ...]
    read: Paragraph
    under: str = ""
    heading: bool = False

    def is_bound(self, quantity: Quantity) -> bool:
        """Whether a number was filled in from a cell, and so is right by construction."""
        return self.source(quantity) is not None

    def source(self, quantity: Quantity) -> str | None:
        """The figure or breakdown that a number was filled in from, None where it was written by hand."""
        return next((b.name for b in self.bound if b.start < quantity.end and quantity.start < b.end), None)

    def quote(self, quantity: Quantity) -> str:
        """The sentence around a number as a message quotes it: with inner quotation marks."""
        return self.sentence(quantity).translate(_INNER)

    def sentence(self, quantity: Quantity) -> str:
        """The sentence around a number, cut to a length that a message can hold."""
        start = max((end for end in self.read.ends if end <= quantity.start), default=0)
        end = min((end for end in self.read.ends if end >= quantity.end), default=len(self.text))
        left, right = start, end
        if end - start > QUOTE:
            left = max(start, min(quantity.start - QUOTE // 2, end - QUOTE))
            right = min(end, left + QUOTE)
            mark = _CLAUSE.search(self.text, left, min(left + QUOTE // 3, quantity.start)) if left > start else None
            left = mark.end() if mark else left
        piece = _BLANKS.sub("", self.text[left:right]).rstrip("。")
        return f"{'…' * (left > start)}{piece}{'…' * (right < end)}"


@once
def passages(report: Report) -> tuple[Passage, ...]:
    """Every passage in the order of the report: preamble, headings, paragraphs."""
    found: list[Passage] = []
    torn = False
    for text in report.preamble or ():
        found.append(_passage(report, text, None, "", torn=torn))
        torn = _ends_in_digit(text)
    for section in report.sections:
        under = section.heading.text
        found.append(_passage(report, section.heading, section.id or None, under, heading=True))
        torn = False
        for text in section.paragraphs:
            found.append(_passage(report, text, section.id or None, under, torn=torn))
            torn = _ends_in_digit(text)
    return tuple(found)


def _ends_in_digit(text: Text) -> bool:
    return text.text[-1:].isdigit()


def _passage(
    report: Report, text: Text, section: str | None, under: str, *, heading: bool = False, torn: bool = False
) -> Passage:
    """A passage; digits at its start that go on from the cell above (`torn`) are half a number, and read as none."""
    filled, bound = fill(report, text.text)
    readable = _TORN.sub(lambda match: " " * len(match[0]), filled, count=1) if torn else filled
    return Passage(filled, text.at, section, bound, read_paragraph(readable), under, heading)
