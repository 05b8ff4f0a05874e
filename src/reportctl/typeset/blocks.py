"""Blocks of text as rows of the grid: title, headings, paragraphs, signature, attachment marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportctl.faces import Faces, Role
from reportctl.model.document import Attachment, AttachmentNote, Heading, Paragraph, Signature
from reportctl.model.location import CellRef
from reportctl.model.measure import title_lines
from reportctl.model.pages import Tag
from reportctl.typeset.geometry import BODY_SIZE, CELL, CHARACTERS, TITLE_SIZE, WIDTH
from reportctl.typeset.lines import Span, break_lines, natural_width
from reportctl.typeset.slug import Slug, set_line
from reportctl.typeset.standing import standing
from reportctl.typeset.strip import Strip, measure
from reportctl.typeset.tree import Tree

INDENT = 2.0
"""左空二字."""
_LEVEL_ROLES = (Role.HEADING1, Role.HEADING2, Role.BODY, Role.BODY)
_TIGHTEST = 0.93
"""A title a little wider than the line is set closer, down to this part of its natural width, before it is broken."""
_NOTE = "附件："


class Row(Struct, frozen=True):
    """A row of the grid: slugs with their distance from the left edge of the type area in points.

    `keep` ties it to the row after it. A blank row at a page's top is dropped unless it is `fixed`. `source` numbers
    the text that the row is a line of: a block of the document, or a part of the title below 0.
    """

    slugs: tuple[tuple[float, Slug], ...] = ()
    keep: bool = False
    fixed: bool = False
    bookmark: tuple[int, str] | None = None
    source: int | None = None


class Setter:
    """Sets blocks of text. It knows the faces, the structure tree, and whom to tell of a character that no face has."""

    def __init__(self, faces: Faces, tree: Tree, missing: Callable[[str, CellRef | None], None]) -> None:
        """Take the faces, the tree to add to, and the function that is told of missing characters."""
        self.faces = faces
        self.tree = tree
        self._missing = missing
        self.standing = standing(faces)

    def strip(self, text: str, role: Role, at: CellRef | None = None) -> Strip:
        """Measure a text in one role."""
        return self._told(measure([(text, role)], self.faces), at)

    def label(self, text: str, role: Role, at: CellRef | None) -> Strip:
        """Measure the text of a table's cell in one role; other cells and reports often have the same."""
        return self._told(self.standing.strip(text, role, self.faces), at)

    def _told(self, strip: Strip, at: CellRef | None) -> Strip:
        for character in strip.lacking:
            self._missing(character, at)
        return strip

    def title(self, words: Sequence[str]) -> list[Row]:
        """The title: two blank rows, its lines in the middle, and a blank row (GB/T 9704-2012 7.3.1)."""
        element = self.tree.heading(0)
        lines = [
            replace(row, keep=True, source=-1 - part)
            for part, text in enumerate(title_lines(words))
            for row in self._centred(text, Role.TITLE, TITLE_SIZE, element)
        ]
        return [Row(fixed=True), Row(fixed=True), *lines, Row(keep=True)]

    def caption(self, text: str, role: Role, size: float, element: int) -> list[Row]:
        """A centred line above a table; it stays with the table."""
        return [replace(row, keep=True) for row in self._centred(text, role, size, element)]

    def _centred(self, text: str, role: Role, size: float, element: int) -> list[Row]:
        """Centred lines, of about equal width where there must be several."""
        strip = self.strip(text, role)
        natural, room = strip.natural(0, len(strip)), WIDTH / size
        if natural * _TIGHTEST <= room:
            lines, unit = [Span(0, len(strip))], min(size, WIDTH / max(natural, 1.0))
        else:
            lines, unit = self._even(strip, room), size
        rows = []
        for line in lines:
            width = natural_width(strip, line)
            slug = set_line(strip, line, room=width, unit=unit, size=size, element=element)
            rows.append(Row((((WIDTH - width * unit) / 2, slug),)))
        return rows

    @staticmethod
    def _even(strip: Strip, room: float) -> list[Span]:
        """As few lines as can be, of about equal width."""
        natural = strip.natural(0, len(strip))
        return break_lines(strip, min(room, natural / -(-natural // room) + 1) if natural > room else room)

    def heading(self, heading: Heading) -> list[Row]:
        """A heading in the face of its level; it stays with what follows it."""
        role = _LEVEL_ROLES[min(max(heading.level, 1), 4) - 1]
        strip = self.strip(heading.text, role, heading.at)
        rows = [replace(row, keep=True) for row in self._body(strip, self.tree.heading(max(heading.level, 1)))]
        return [replace(rows[0], bookmark=(heading.level - 1, heading.text)), *rows[1:]] if rows else []

    def paragraph(self, paragraph: Paragraph) -> list[Row]:
        """A paragraph, its run-in heading in the face of that level."""
        spans = [(paragraph.text, Role.BODY)]
        if paragraph.lead and paragraph.lead_level:
            role = _LEVEL_ROLES[min(paragraph.lead_level, 4) - 1]
            spans = [(paragraph.text[: paragraph.lead], role), (paragraph.text[paragraph.lead :], Role.BODY)]
        return self._body(self._told(measure(spans, self.faces), paragraph.at), self.tree.add(Tag.P))

    def _body(self, strip: Strip, element: int) -> list[Row]:
        """Lines of body text: the first indented by two characters, all but the last justified."""
        lines = break_lines(strip, CHARACTERS, INDENT)
        rows = []
        for number, line in enumerate(lines):
            indent = INDENT if number == 0 else 0.0
            slug = set_line(
                strip, line, room=CHARACTERS - indent, unit=CELL, size=BODY_SIZE, element=element,
                justify=number < len(lines) - 1,
            )  # fmt: skip
            rows.append(Row(((indent * CELL, slug),)))
        return rows

    def note(self, note: AttachmentNote) -> list[Row]:
        """附件说明: a blank row, then the names, a long one wrapped below its own first character (7.3.4)."""
        element = self.tree.add(Tag.P)
        prefix = self.strip(_NOTE, Role.BODY)
        rows = [Row(keep=True)]
        for number, name in enumerate(note.names, start=1):
            left = INDENT + len(_NOTE)
            slugs = [(INDENT, self._piece(prefix, element))] if number == 1 else []
            if len(note.names) > 1:
                count = self.strip(f"{number}.", Role.BODY)
                slugs.append((left, self._piece(count, element)))
                left += count.natural(0, len(count))
            strip = self.strip(name, Role.BODY)
            for line in break_lines(strip, CHARACTERS - left):
                piece = set_line(strip, line, room=CHARACTERS - left, unit=CELL, size=BODY_SIZE, element=element)
                rows.append(Row(tuple((x * CELL, slug) for x, slug in (*slugs, (left, piece))), keep=True))
                slugs = []
        return [*rows[:-1], replace(rows[-1], keep=False)]

    def _piece(self, strip: Strip, element: int) -> Slug:
        return set_line(strip, Span(0, len(strip)), room=CHARACTERS, unit=CELL, size=BODY_SIZE, element=element)

    def signature(self, signature: Signature) -> list[Row]:
        """署名 and 成文日期 without a seal, by 7.3.5.2: a blank row, the name two characters from the right, the date.

        The date begins two characters right of the name; where it is longer than the name, it stands two characters
        from the right and the name moves left.
        """
        element = self.tree.add(Tag.P)
        name, date = self.strip(signature.agency, Role.BODY), self.strip(signature.date, Role.BODY)
        lines = self._even(name, CHARACTERS - INDENT)
        name_width = max((natural_width(name, line) for line in lines), default=0.0)
        date_width = date.natural(0, len(date))
        date_left = CHARACTERS - (name_width if date_width <= name_width else INDENT + date_width)
        rows = [Row(keep=True)]
        for line in lines:
            slug = set_line(name, line, room=CHARACTERS, unit=CELL, size=BODY_SIZE, element=element)
            rows.append(Row((((date_left - INDENT) * CELL, slug),), keep=True))
        return [*rows, Row(((date_left * CELL, self._piece(date, self.tree.add(Tag.P))),))]

    def attachment(self, attachment: Attachment) -> list[Row]:
        """附件 in 黑体 at the left on the page's first line, and a blank row: the title is on line 3 (7.3.7)."""
        strip = self.strip(attachment.mark, Role.HEADING1)
        slug = self._piece(strip, self.tree.heading(1))
        return [Row(((0.0, slug),), keep=True, bookmark=(0, attachment.mark)), Row(keep=True, fixed=True)]
