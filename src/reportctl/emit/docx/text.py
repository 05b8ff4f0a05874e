"""Blocks of running text. Distances are in twips, twentieths of a point."""

from __future__ import annotations

from lxml import etree

from reportctl.emit.docx.elements import element, paragraph, run
from reportctl.model.document import Attachment, AttachmentNote, Heading, Paragraph, Signature
from reportctl.model.measure import title_lines, width

LINE = 579
"""The line pitch: 22 lines in 225 mm, rounded down, because 580 leaves room for 21 only (GB/T 9704-2012 5.2.2)."""
CHARACTER = 315
"""The character pitch of 16 pt type in the style Normal: 320 less its spacing of 5, for 28 characters in 156 mm."""
LINE_CHARACTERS = 28

_NOTE_LABEL = "附件："
_BLANK_LINES_ABOVE_TITLE = 2


def title(words: tuple[str, ...]) -> list[etree._Element]:
    """The report's title: a paragraph for each line, because a line break inside one gets in the way of editing."""
    lines = title_lines(words)
    made = []
    for index, line in enumerate(lines):
        before = _BLANK_LINES_ABOVE_TITLE * LINE if index == 0 else 0
        after = LINE if index == len(lines) - 1 else 0
        made.append(paragraph("Title", run(line), properties=_space(before, after)))
    return made


def heading(block: Heading) -> etree._Element:
    """A heading in the style of its level; the style keeps it with what follows."""
    return paragraph(f"Heading{block.level}", run(block.text))


def body(block: Paragraph, *, keep: bool) -> etree._Element:
    """A paragraph of body text; `keep` ties its end to the page of what follows."""
    properties = (element("keepNext"),) if keep else ()
    if not block.lead:
        return paragraph("BodyText", run(block.text), properties=properties)
    lead = run(block.text[: block.lead], style=f"Heading{block.lead_level}Char")
    return paragraph("BodyText", lead, run(block.text[block.lead :]), properties=properties)


def attachment_note(block: AttachmentNote, *, keep: bool) -> list[etree._Element]:
    """附件：… one blank line below the body, two characters in, by GB/T 9704-2012 7.3.4.

    A long name wraps to its own first character.
    """
    label = width(_NOTE_LABEL)
    made = []
    for index, name in enumerate(block.names):
        number = f"{index + 1}." if len(block.names) > 1 else ""
        text = (_NOTE_LABEL if index == 0 else "") + number + name
        left = 2 + label + width(number)
        hanging = width(number) + (label if index == 0 else 0)
        properties = (
            *((element("keepNext"),) if keep else ()),
            *_space(LINE if index == 0 else 0, 0),
            element("ind", left=_twips(left), hanging=_twips(hanging)),
        )
        made.append(paragraph("AttachmentNote", run(text), properties=properties))
    return made


def signature(block: Signature) -> list[etree._Element]:
    """The agency's name and the date without a seal, one blank line below the body (GB/T 9704-2012 7.3.5.2).

    The date begins two characters to the right of the name's beginning; where it is the longer of the two, the date
    stands two characters from the right edge and the name moves left instead.
    """
    name = min(width(block.agency), float(LINE_CHARACTERS - 2))
    date = width(block.date)
    name_right, date_right = (2.0, name - date) if date <= name else (date - name + 4, 2.0)
    return [
        paragraph("Signature", run(block.agency), properties=(*_space(LINE, 0), _right(name_right))),
        paragraph("Date", run(block.date), properties=(_right(date_right),)),
    ]


def attachment(block: Attachment) -> etree._Element:
    """The mark of an attachment on the first line of a new page; the style breaks the page."""
    return paragraph("Attachment", run(block.mark))


def _space(before: int, after: int) -> tuple[etree._Element, ...]:
    attributes = {name: value for name, value in (("before", before), ("after", after)) if value}
    return (element("spacing", **attributes),) if attributes else ()


def _right(characters: float) -> etree._Element:
    return element("ind", right=_twips(characters))


def _twips(characters: float) -> int:
    return round(characters * CHARACTER)
