"""Typeset: a document becomes pages of lines at their places, by GB/T 9704-2012 and GB/T 15834-2011."""

from __future__ import annotations

from msgspec.structs import replace

from reportctl.faces import Faces, Role
from reportctl.model.document import Attachment, AttachmentNote, Document, Heading, Paragraph, Signature, TableBlock
from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, FileRef
from reportctl.model.pages import Pages, Tag
from reportctl.rules import out103_character_in_no_face as out103
from reportctl.typeset.blocks import Row, Setter
from reportctl.typeset.ends import foot_rows, head_rows
from reportctl.typeset.flow import Break, Flow, Item, PlacedTable
from reportctl.typeset.furniture import draft_mark
from reportctl.typeset.geometry import BODY_SIZE, HEIGHT, PAGE_HEIGHT, PAGE_WIDTH, TITLE_SIZE, TOP
from reportctl.typeset.grid import set_table
from reportctl.typeset.mirror import mirrored
from reportctl.typeset.tree import Tree


def typeset(document: Document, faces: Faces, *, mirror: bool = False) -> tuple[Pages, tuple[Finding, ...]]:
    """Set a document. A character that no face has is a finding (OUT103), once for each cell that it came from.

    With `mirror` even pages have the binding edge on their right.
    """
    tree = Tree()
    missing: dict[tuple[str, CellRef | None], None] = {}
    setter = Setter(faces, tree, lambda character, at: missing.setdefault((character, at)))
    flow = Flow(faces)
    flow.fill(_items(document, setter))
    pages = Pages(
        PAGE_WIDTH,
        PAGE_HEIGHT,
        TOP,
        TOP + HEIGHT,
        mirrored(flow.pages) if mirror else tuple(flow.pages),
        tree.elements(),
        tuple(flow.bookmarks),
        draft_mark(faces) if document.draft else None,
        tuple(tuple(flow.texts[source]) for source in sorted(flow.texts, reverse=True) if source < 0),
        tuple(tuple(flow.texts.get(index, ())) for index in range(len(document.blocks))),
        tuple(flow.tables),
        mirror,
    )
    return pages, tuple(_finding(document, character, at) for character, at in missing)


def _finding(document: Document, character: str, at: CellRef | None) -> Finding:
    args = {"character": character, "codepoint": f"U+{ord(character):04X}"}
    return Finding(out103.RULE, at or FileRef(document.name), args, year=document.year, agency=document.agency)


def _items(document: Document, setter: Setter) -> list[Item]:
    items: list[Item] = [*setter.title(document.title_words)]
    tables = 0
    for index, block in enumerate(document.blocks):
        match block:
            case TableBlock():
                items += _table(block, tables, setter)
                tables += 1
            case Signature():
                items = _tied(items, [replace(row, source=index) for row in setter.signature(block)])
            case AttachmentNote():
                items = _tied(items, setter.note(block))
            case Attachment():
                items += [Break.PAGE, *setter.attachment(block)]
            case Heading():
                items += [replace(row, source=index) for row in setter.heading(block)]
            case Paragraph():
                items += [replace(row, source=index) for row in setter.paragraph(block)]
    return items


def _tied(items: list[Item], rows: list[Row]) -> list[Item]:
    """Add rows that may not stand on a page without the end of what is before them."""
    match items[-1] if items else None:
        case Row() as last:
            items[-1] = replace(last, keep=True)
        case PlacedTable() as last:
            items[-1] = replace(last, after=last.after + len(rows))
        case _:
            pass
    return [*items, *rows]


def _table(block: TableBlock, number: int, setter: Setter) -> list[Item]:
    items: list[Item] = []
    title = setter.caption(block.title, Role.TITLE, TITLE_SIZE, setter.tree.heading(1)) if block.title else []
    items += title
    if block.subtitle:
        items += setter.caption(block.subtitle, Role.HEADING2, BODY_SIZE, setter.tree.add(Tag.P))
    items += head_rows(block, setter)
    lines = tuple(slug.record() for row in title for _, slug in row.slugs)
    items.append(PlacedTable(set_table(block, setter, setter.tree.add(Tag.TABLE)), number, lines))
    return _tied(items, foot_rows(block, setter))
