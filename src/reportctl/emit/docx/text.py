"""Blocks of running text. Distances are in twips, twentieths of a point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat

from msgspec import Struct

from reportctl.emit.docx.columns import LINE, TEXT_WIDTH, filling
from reportctl.emit.docx.elements import Xml, element, paragraph, run
from reportctl.emit.docx.fit import Piece, runs, spacing
from reportctl.model.document import Attachment, AttachmentNote, Heading, Paragraph, Signature
from reportctl.model.measure import title_lines, width
from reportctl.model.pages import SetLine

CHARACTER = 315
"""The character pitch of 16 pt type in the style Normal: 320 less its spacing of 5, for 28 characters in 156 mm."""
_SPACE = -5
"""The character spacing of the style Normal."""
_INDENT = 640
"""左空二字, as the styles have it."""
_EM, _TITLE_EM = 320, 440

_SPARE = 60
"""By how much the room for a signature's name is wider, so that what just fits is not broken after rounding."""
_NOTE_LABEL = "附件："
_BLANK_LINES_ABOVE_TITLE = 2


class Tie(Struct, frozen=True):
    """How a text is tied to what follows: `keep` keeps all of it with that, `pitch` is its line pitch if not LINE."""

    keep: bool = False
    pitch: int = LINE

    def properties(self) -> tuple[Xml, ...]:
        """What the paragraph has besides its style."""
        keep = (element("keepNext"),) if self.keep else ()
        if self.pitch == LINE:
            return keep
        return (*keep, element("snapToGrid", val=0), element("spacing", line=self.pitch, lineRule="exact"))


def title(words: tuple[str, ...], parts: Sequence[tuple[SetLine, ...]]) -> list[Xml]:
    """The report's title: a paragraph for each line, because a line break inside one gets in the way of editing."""
    lines = title_lines(words)
    made = []
    for index, (line, part) in enumerate(zip(lines, parts, strict=True)):
        before = _BLANK_LINES_ABOVE_TITLE * LINE if index == 0 else 0
        after = LINE if index == len(lines) - 1 else 0
        made.append(centred("Title", line, part, _around(before, after)))
    return made


def centred(style: str, text: str, lines: tuple[SetLine, ...], properties: tuple[Xml, ...] = ()) -> Xml:
    """A title, its lines broken like those of the page layout."""
    fill = filling(lines, text, TEXT_WIDTH, em=_TITLE_EM, even=True)
    indent = (element("ind", left=fill.left, right=fill.right),) if fill.left else ()
    return paragraph(style, *runs([Piece(text)], fill.spaces, base=0), properties=(*properties, *indent))


def heading(block: Heading, lines: Sequence[SetLine], tie: Tie) -> Xml:
    """A heading in the style of its level; the style keeps it with what follows."""
    return paragraph(f"Heading{block.level}", *_body([Piece(block.text)], lines), properties=tie.properties())


def body(block: Paragraph, lines: Sequence[SetLine], tie: Tie) -> Xml:
    """A paragraph of body text, a run-in heading in the style of its level."""
    lead = Piece(block.text[: block.lead], f"Heading{block.lead_level}Char" if block.lead else "")
    pieces = [lead, Piece(block.text[block.lead :])]
    return paragraph("BodyText", *_body(pieces, lines), properties=tie.properties())


def _body(pieces: Sequence[Piece], lines: Sequence[SetLine]) -> list[Xml]:
    rooms = chain([TEXT_WIDTH - _INDENT], repeat(TEXT_WIDTH))
    return runs(pieces, spacing(lines, pieces, rooms, em=_EM, base=_SPACE, justified=True), base=_SPACE)


def attachment_note(block: AttachmentNote, *, keep: bool) -> list[Xml]:
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
            *_around(LINE if index == 0 else 0, 0),
            element("ind", left=_twips(left), hanging=_twips(hanging)),
        )
        made.append(paragraph("AttachmentNote", run(text), properties=properties))
    return made


def signature(block: Signature, lines: Sequence[SetLine]) -> list[Xml]:
    """The agency's name and the date without a seal, one blank line below the body (GB/T 9704-2012 7.3.5.2).

    Both begin where the page layout has them begin: the date two characters right of the name, whatever the digits of
    a face and the space beside them take. A name of several lines has the room of its longest.
    """
    longest = max((line.end - line.start for line in lines[:-1]), default=0) * CHARACTER + _SPARE
    right = {"right": max(0, TEXT_WIDTH - longest - round(lines[0].left * 20))} if len(lines) > 2 else {}
    return [
        paragraph("Signature", run(block.agency), properties=(*_around(LINE, 0), _left(lines[:1], **right))),
        paragraph("Date", run(block.date), properties=(_left(lines[-1:]),)),
    ]


def attachment(block: Attachment) -> Xml:
    """The mark of an attachment on the first line of a new page; the style breaks the page."""
    return paragraph("Attachment", run(block.mark))


def _around(before: int, after: int) -> tuple[Xml, ...]:
    attributes = {name: value for name, value in (("before", before), ("after", after)) if value}
    return (element("spacing", **attributes),) if attributes else ()


def _left(lines: Sequence[SetLine], **right: int) -> Xml:
    return element("ind", left=max((round(line.left * 20) for line in lines), default=0), **right)


def _twips(characters: float) -> int:
    return round(characters * CHARACTER)
