"""The DOCX back end: the document tree becomes a Word document in named styles, set to GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import assert_never

from reportctl.emit.docx import tables, text
from reportctl.emit.docx.elements import Xml
from reportctl.emit.docx.package import package
from reportctl.emit.docx.text import Tie
from reportctl.emit.docx.ties import ties
from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from reportctl.model.pages import Pages


def emit(document: Document, pages: Pages) -> bytes:
    """Set a document as DOCX, with the lines of its pages. The same document and pages give the same bytes."""
    return package(document, list(_content(document, pages)), mirror=pages.mirror)


def _content(document: Document, pages: Pages) -> Iterator[Xml]:
    yield from text.title(document.title_words, pages.title)
    tied = ties(document.blocks, pages.texts)
    frames = iter(pages.tables)
    for index, (block, after) in enumerate(zip_longest(document.blocks, document.blocks[1:])):
        lines, tie = pages.texts[index], tied.get(index, Tie())
        match block:
            case Heading():
                yield text.heading(block, lines, tie)
            case Paragraph():
                yield text.body(block, lines, tie)
            case TableBlock():
                closed = after is None or isinstance(after, Attachment)
                yield from tables.table(block, next(frames), closed=closed)
            case Signature():
                yield from text.signature(block, lines)
            case AttachmentNote():
                yield from text.attachment_note(block, keep=isinstance(after, Signature))
            case Attachment():
                yield text.attachment(block)
            case _:
                assert_never(block)
