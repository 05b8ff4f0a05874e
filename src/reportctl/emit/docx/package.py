"""The package around the body: our own template, core properties, and bytes that are the same on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime, time
from functools import cache
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from msgspec import Struct

from reportctl.emit.docx.elements import Xml
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

_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
"""The parts in which one report differs from another."""
_SECTION = b"<w:sectPr"
"""Where the body's content ends."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP entry can state, in place of a clock."""


class _Template(Struct, frozen=True):
    """The template as python-docx has it: `word` is opened, `parts` are its parts by name as it saved them."""

    word: WordDocument
    parts: Mapping[str, bytes]


def package(document: Document, content: list[Xml], *, mirror: bool) -> bytes:
    """The file of a document: the template with this content, in which only a draft has the headers for 草稿.

    With `mirror` the margins of even pages change sides. Times are fixed and entries sorted, which puts
    [Content_Types].xml in front, as streaming readers ask.
    """
    template = _template(draft=document.draft, mirror=mirror)
    before, section, after = template.parts[_BODY].partition(_SECTION)
    own = {
        _BODY: b"".join((before, "".join(content).encode(), section, after)),
        _PROPERTIES: _properties(template.word, document),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in sorted({**template.parts, **own}.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return packed.getvalue()


def _properties(word: WordDocument, document: Document) -> bytes:
    """State title, agency, hash and date of the report. No person is named: the author is the agency.

    Every property is stated anew, so that nothing is left of another report.
    """
    properties = word.core_properties
    issued = datetime.combine(document.issued, time())
    properties.title = document.title
    properties.subject = document.name
    properties.author = document.agency
    properties.keywords = f"figures:{document.figures_sha256[:12]}"
    properties.language = "zh-CN"
    properties.created = issued
    properties.modified = issued
    stated: bytes = word.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).blob
    return stated


@cache
def _template(*, draft: bool, mirror: bool) -> _Template:
    """Our template: styles, settings, footers and a draft's headers, with an empty body; made once in a process."""
    word = docx.Document(io.BytesIO(_packed()))
    if not draft:
        _remove_headers(word)
    if mirror:
        _mirror_margins(word)
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return _Template(word, {name: archive.read(name) for name in archive.namelist()})


def _packed() -> bytes:
    folder = Path(__file__).with_name("template")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, file in _PARTS.items():
            archive.writestr(name, (folder / file).read_bytes())
    return buffer.getvalue()


def _remove_headers(word: WordDocument) -> None:
    """Take out the headers, which hold nothing but the draft's 草稿."""
    section = word.element.body[-1]
    for reference in section.findall(qn("w:headerReference")):
        section.remove(reference)
        word.part.drop_rel(reference.get(qn("r:id"), ""))


def _mirror_margins(word: WordDocument) -> None:
    """Have the margins of even pages change sides."""
    zoom = word.settings.element.find(qn("w:zoom"))
    if zoom is None:
        raise AssertionError("the template's settings begin with zoom")
    zoom.addnext(OxmlElement("w:mirrorMargins"))
