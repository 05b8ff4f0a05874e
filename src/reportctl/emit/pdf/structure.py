"""The structure tree: what each piece of marked content is, in reading order (PDF 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFName, PDFObject, PDFObjectReference

from reportctl.emit.pdf.objects import Array, Dictionary, PdfFile
from reportctl.model.pages import Element, Pages


def structure(
    pdf: PdfFile, pages: Pages, marks: Sequence[Sequence[int]], references: Sequence[PDFObjectReference]
) -> PDFObjectReference:
    """Write the structure tree; `marks` has, for each page, the elements of its marked content by id."""
    root = Dictionary({"Type": PDFName("StructTreeRoot")})
    root_reference = pdf.refer(root)
    nodes = [Dictionary(_entries(element)) for element in pages.elements]
    places = [pdf.refer(node) for node in nodes]
    kids: list[list[PDFObject | int]] = [[] for _ in nodes]
    for place, element in zip(places, pages.elements, strict=True):
        if element.parent is not None:
            kids[element.parent].append(place)
    for page, elements in enumerate(marks):
        for mark, number in enumerate(elements):
            kids[number].append(Dictionary({"Type": PDFName("MCR"), "Pg": references[page], "MCID": mark}))
    for node, first in zip(nodes, _first_pages(pages, marks), strict=True):
        if first is not None:
            node["Pg"] = references[first]
    for node, element, below in zip(nodes, pages.elements, kids, strict=True):
        node["P"] = root_reference if element.parent is None else places[element.parent]
        if below:
            node["K"] = Array(below)
    tree = Array([part for page, elements in enumerate(marks) for part in (page, Array([places[n] for n in elements]))])
    root.dict.update(
        {
            "K": Array([places[0]]),
            "ParentTree": pdf.refer(Dictionary({"Nums": tree})),
            "ParentTreeNextKey": len(marks),
        }
    )
    return root_reference


def _first_pages(pages: Pages, marks: Sequence[Sequence[int]]) -> list[int | None]:
    """The page on which each element begins, None for one without content."""
    first: list[int | None] = [None] * len(pages.elements)
    for page in range(len(marks) - 1, -1, -1):
        for number in marks[page]:
            first[number] = page
    for number in range(len(first) - 1, 0, -1):
        parent, page_of = pages.elements[number].parent, first[number]
        if parent is not None and page_of is not None:
            known = first[parent]
            first[parent] = page_of if known is None else min(known, page_of)
    return first


def _entries(element: Element) -> dict[str, PDFObject | str | int]:
    entries: dict[str, PDFObject | str | int] = {"Type": PDFName("StructElem"), "S": PDFName(element.tag)}
    attributes: dict[str, str | int] = {}
    if element.rowspan > 1:
        attributes["RowSpan"] = element.rowspan
    if element.colspan > 1:
        attributes["ColSpan"] = element.colspan
    if element.scope:
        attributes["Scope"] = PDFName(element.scope)
    if attributes:
        entries["A"] = Dictionary({"O": PDFName("Table"), **attributes})
    return entries
