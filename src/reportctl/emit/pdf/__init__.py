"""PDF: the set pages as a tagged PDF/A-2 file.

The bytes are a function of the document, the pages and the faces alone: no clock, no path, no random name.
"""

from __future__ import annotations

from reportctl.emit.pdf.content import Painter
from reportctl.emit.pdf.draft import draft_form
from reportctl.emit.pdf.fonts import FontBook
from reportctl.emit.pdf.metadata import info, level_of, output_intent, xmp
from reportctl.emit.pdf.objects import PdfFile, array, dictionary, number, reference, string
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
    parent, references = _page_tree(pdf, pages, contents, _resources(pdf, book, pages, faces))
    catalog = {
        "Type": "/Catalog",
        "Pages": parent,
        "Lang": string("zh-CN"),
        "MarkInfo": dictionary({"Marked": "true"}),
        "StructTreeRoot": structure(pdf, pages, painter.marks, references),
        "ViewerPreferences": dictionary({"DisplayDocTitle": "true"}),
        "PageLabels": dictionary({"Nums": array(("0", dictionary({"S": "/D"})))}),
        "Metadata": xmp(pdf, document, level_of(book.characters)),
        "OutputIntents": array((output_intent(pdf),)),
    }
    if pages.bookmarks:
        catalog |= {"Outlines": outline(pdf, pages, references), "PageMode": "/UseOutlines"}
    return pdf.finish(catalog, info(document))


def _resources(pdf: PdfFile, book: FontBook, pages: Pages, faces: Faces) -> str:
    resources = {"Font": dictionary(book.write(pdf))}
    if pages.draft is not None:
        form = draft_form(pdf, pages, pages.draft, faces.all[pages.draft.face])
        resources["XObject"] = dictionary({"Draft": form})
    return pdf.add(dictionary(resources))


def _page_tree(pdf: PdfFile, pages: Pages, contents: list[bytes], resources: str) -> tuple[str, list[str]]:
    """Write the page tree; its root and its pages."""
    root = pdf.reserve()
    box = array(("0", "0", number(pages.width), number(pages.height)))
    references = []
    for index, content in enumerate(contents):
        page = {
            "Type": "/Page",
            "Parent": reference(root),
            "MediaBox": box,
            "Resources": resources,
            "Contents": pdf.packed(content),
            "StructParents": str(index),
            "Tabs": "/S",
        }
        references.append(pdf.add(dictionary(page)))
    tree = {"Type": "/Pages", "Kids": array(references), "Count": str(len(references))}
    return pdf.put(root, dictionary(tree)), references
