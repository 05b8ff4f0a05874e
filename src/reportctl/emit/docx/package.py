"""The package around the body: our own template, core properties, and bytes that are the same on every machine."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from functools import cache
from importlib import resources

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from reportctl.emit.docx.elements import element
from reportctl.model.document import Document

_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/footer1.xml": "footer_odd.xml",
    "word/footer2.xml": "footer_even.xml",
    "word/header1.xml": "header_draft.xml",
    "word/header2.xml": "header_draft.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/theme/theme1.xml": "theme.xml",
}
"""The parts of the template and the files of this package that hold them."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP entry can state, in place of a clock."""


def open_template() -> WordDocument:
    """Open a fresh copy of the template: styles, settings, footers and the draft's headers, with an empty body."""
    return docx.Document(io.BytesIO(_template()))


def set_properties(word: WordDocument, document: Document) -> None:
    """State title, agency, hash and date of the report. No person is named: the author is the agency."""
    properties = word.core_properties
    issued = datetime.combine(document.issued, time())
    properties.title = document.title
    properties.subject = document.name
    properties.author = document.agency
    properties.keywords = f"figures:{document.figures_sha256[:12]}"
    properties.language = "zh-CN"
    properties.created = issued
    properties.modified = issued


def mirror_margins(word: WordDocument) -> None:
    """Have the margins of even pages change sides."""
    zoom = word.settings.element.find(qn("w:zoom"))
    if zoom is None:
        raise AssertionError("the template's settings begin with zoom")
    zoom.addnext(element("mirrorMargins"))


def saved(word: WordDocument) -> bytes:
    """Save with fixed times and sorted entries, which puts [Content_Types].xml in front, as streaming readers ask."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


@cache
def _template() -> bytes:
    folder = resources.files(__package__) / "template"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, file in _PARTS.items():
            archive.writestr(name, (folder / file).read_bytes())
    return buffer.getvalue()
