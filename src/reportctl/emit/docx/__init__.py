"""The DOCX back end: the document tree becomes a Word document in named styles, set to GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import assert_never

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from reportctl.emit.docx import tables, text
from reportctl.emit.docx.package import open_template, saved, set_properties
from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)


def emit(document: Document) -> bytes:
    """Set a document as DOCX. The same document gives the same bytes."""
    word = open_template()
    section = word.element.body[-1]
    for made in _content(document):
        section.addprevious(made)
    if not document.draft:
        _remove_headers(word, section)
    set_properties(word, document)
    return saved(word)


def _content(document: Document) -> Iterator[etree._Element]:
    yield from text.title(document.title_words)
    for block, after in zip_longest(document.blocks, document.blocks[1:]):
        yield from _block(block, after)


def _block(block: Block, after: Block | None) -> Iterator[etree._Element]:
    match block:
        case Heading():
            yield text.heading(block)
        case Paragraph():
            yield text.body(block, keep=isinstance(after, AttachmentNote | Signature))
        case TableBlock():
            yield from tables.table(block, closed=after is None or isinstance(after, Attachment))
        case Signature():
            yield from text.signature(block)
        case AttachmentNote():
            yield from text.attachment_note(block, keep=isinstance(after, Signature))
        case Attachment():
            yield text.attachment(block)
        case _:
            assert_never(block)


def _remove_headers(word: WordDocument, section: etree._Element) -> None:
    """Take out the headers, which hold nothing but the draft's 草稿."""
    for reference in section.findall(qn("w:headerReference")):
        section.remove(reference)
        word.part.drop_rel(reference.get(qn("r:id"), ""))
