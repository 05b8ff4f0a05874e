"""The document tree: a closed set of blocks, with every number already text. Back ends know nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reportctl.model.grid import CellRole
from reportctl.model.location import CellRef


class Bound(Struct, frozen=True):
    """A number that was filled into a paragraph.

    It is characters `start` to `end` of the text, from the figure or breakdown named `name`.
    """

    start: int
    end: int
    name: str


class Heading(Struct, frozen=True):
    """A heading of level 1 (一、), 2 (（一）), 3 (1.) or 4 (（1））; `text` has its number."""

    level: int
    text: str
    at: CellRef | None = None
    bound: tuple[Bound, ...] = ()


class Paragraph(Struct, frozen=True):
    """A paragraph of body text; GB/T 9704 indents its first line by two characters.

    `lead` is the length of a run at its start that is set as a heading of `lead_level` (a numbered sentence that opens
    a paragraph), 0 where there is none.
    """

    text: str
    at: CellRef | None = None
    bound: tuple[Bound, ...] = ()
    lead: int = 0
    lead_level: int = 0


class DocCell(Struct, frozen=True):
    """A cell of a table: its place in the physical grid, its spans, its role and its text.

    `figure` is the id of the figure that it prints, None for labels. `level` is the indent of a label in an indicator
    list, in characters. `at` is the workbook cell that the value came from.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    role: CellRole
    text: str
    figure: str | None = None
    level: int = 0
    at: CellRef | None = None


class TableBlock(Struct, frozen=True):
    """A table: `columns` and `rows` count its physical grid from 0, the first `head_rows` rows repeat on each page.

    `widths` are the columns' relative widths. `title` and `subtitle` stand above it when it is an attachment's table
    and are empty otherwise; `head_left` and `head_right` are the line above it, `foot` the items of the line below it.
    It is set in the largest type in which it fits, `largest` points at most where that is stated.
    """

    id: str
    title: str
    subtitle: str
    columns: int
    rows: int
    head_rows: int
    widths: tuple[int, ...]
    cells: tuple[DocCell, ...]
    head_left: str = ""
    head_right: str = ""
    foot: tuple[str, ...] = ()
    largest: float | None = None

    def leading_rows(self) -> frozenset[int]:
        """The rows that must not be the last on a page: heads, captions, and labels that the form gives no value."""
        roles: dict[int, set[CellRole]] = {row: set() for row in range(self.rows)}
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                roles[row].add(cell.role)
        heads = {CellRole.CAPTION, CellRole.HEAD, CellRole.CORNER}
        return frozenset(
            row
            for row, found in roles.items()
            if row < self.head_rows or found <= heads or (CellRole.EMPTY in found and CellRole.VALUE not in found)
        )


class Signature(Struct, frozen=True):
    """The agency's name and the date of the report, by GB/T 9704-2012 7.3.5.2 (no seal)."""

    agency: str
    date: str


class AttachmentNote(Struct, frozen=True):
    """The line below the body that names the attachments (附件：…), by GB/T 9704-2012 7.3.4."""

    names: tuple[str, ...]


class Attachment(Struct, frozen=True):
    """The start of an attachment: a new page with `mark` (附件) at its top left."""

    mark: str


Block = Heading | Paragraph | TableBlock | Signature | AttachmentNote | Attachment


class Document(Struct, frozen=True):
    """The whole report, ready to be set.

    `title` is split by `title_words` into pieces that must not be broken; joined they are the title. `name` is the stem
    of the output files. `figures_sha256` is the hash of all figures. `issued` dates the files, in place of a clock.
    `draft` asks for 草稿 across each page.
    """

    title: str
    title_words: tuple[str, ...]
    blocks: tuple[Block, ...]
    agency: str
    year: int
    name: str
    issued: date
    figures_sha256: str
    draft: bool = False

    def tables(self) -> Iterator[TableBlock]:
        """All tables, in order."""
        for block in self.blocks:
            if isinstance(block, TableBlock):
                yield block
