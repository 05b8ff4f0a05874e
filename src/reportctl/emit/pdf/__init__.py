"""PDF: the set pages as a tagged PDF/A-2 file.

The bytes are a function of the document, the pages and the faces alone: no clock, no path, no random name.
"""

from __future__ import annotations

from hashlib import sha256

from reportlab.pdfbase.pdfdoc import PDFName, PDFObjectReference, PDFString

from reportctl.emit.pdf.content import Painter
from reportctl.emit.pdf.draft import draft_form
from reportctl.emit.pdf.fonts import FontBook
from reportctl.emit.pdf.metadata import info, level_of, output_intent, xmp
from reportctl.emit.pdf.objects import Array, Dictionary, Entry, PdfFile, number, stream
from reportctl.emit.pdf.outline import outline
from reportctl.emit.pdf.structure import structure
from reportctl.faces import Faces
from reportctl.model.document import Document
from reportctl.model.pages import Pages


def emit(document: Document, pages: Pages, faces: Faces) -> bytes:
    """Write the pages as a PDF file."""
    pdf = PdfFile()
    book = FontBook(pages, faces)
    painter = Painter(book, pages)
    contents = [painter.page(page) for page in pages.pages]
    for content in contents:
        pdf.updateSignature(sha256(content).digest())
    pdf.updateSignature(document.figures_sha256)
    parent, references = _page_tree(pdf, pages, contents, _resources(pdf, book, pages, faces))
    catalog: dict[str, Entry] = {
        "Type": PDFName("Catalog"),
        "Pages": parent,
        "Lang": PDFString("zh-CN"),
        "MarkInfo": Dictionary({"Marked": "true"}),
        "StructTreeRoot": structure(pdf, pages, painter.marks, references),
        "ViewerPreferences": Dictionary({"DisplayDocTitle": "true"}),
        "PageLabels": Dictionary({"Nums": Array([0, Dictionary({"S": PDFName("D")})])}),
        "Metadata": pdf.refer(xmp(document, level_of(pages))),
        "OutputIntents": Array([output_intent(pdf)]),
    }
    if pages.bookmarks:
        catalog |= {"Outlines": outline(pdf, pages, references), "PageMode": PDFName("UseOutlines")}
    return pdf.finish(catalog, info(document))


def _resources(pdf: PdfFile, book: FontBook, pages: Pages, faces: Faces) -> PDFObjectReference:
    resources = Dictionary({"Font": Dictionary(book.write(pdf))})
    if pages.draft is not None:
        form = pdf.refer(draft_form(pages, pages.draft, faces.all[pages.draft.face]))
        resources["XObject"] = Dictionary({"Draft": form})
    return pdf.refer(resources)


def _page_tree(
    pdf: PdfFile, pages: Pages, contents: list[bytes], resources: PDFObjectReference
) -> tuple[PDFObjectReference, list[PDFObjectReference]]:
    """Write the page tree; its root and its pages."""
    root = Dictionary({"Type": PDFName("Pages")})
    parent = pdf.refer(root)
    references: list[PDFObjectReference] = []
    for index, content in enumerate(contents):
        page = {
            "Type": PDFName("Page"),
            "Parent": parent,
            "MediaBox": Array([0, 0, number(pages.width), number(pages.height)]),
            "Resources": resources,
            "Contents": pdf.refer(stream(content)),
            "StructParents": index,
            "Tabs": PDFName("S"),
        }
        references.append(pdf.refer(Dictionary(page)))
    root["Kids"], root["Count"] = Array(references), len(references)
    return parent, references
