"""The structure tree: what each piece of marked content is, in reading order (PDF 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence

from reportctl.emit.pdf.objects import PdfFile, array, dictionary, reference
from reportctl.model.pages import Element, Pages


def structure(pdf: PdfFile, pages: Pages, marks: Sequence[Sequence[int]], references: Sequence[str]) -> str:
    """Write the structure tree; `marks` has, for each page, the elements of its marked content by id."""
    root = pdf.reserve()
    start = pdf.reserve(len(pages.elements))
    places = list(map(reference, range(start, start + len(pages.elements))))
    kids: list[list[str]] = [[] for _ in places]
    for place, element in zip(places, pages.elements, strict=True):
        if element.parent is not None:
            kids[element.parent].append(place)
    first = _first_pages(pages, marks)
    for page, elements in enumerate(marks):
        for mark, index in enumerate(elements):
            # On the page that the element is on, the mark says it all.
            here = page == first[index]
            kids[index].append(str(mark) if here else f"<</Type/MCR/Pg {references[page]}/MCID {mark}>>")
    top = reference(root)
    bodies = []
    for element, on, below in zip(pages.elements, first, kids, strict=True):
        parent = top if element.parent is None else places[element.parent]
        shown = "" if on is None else f"/Pg {references[on]}"
        kept = f"/K[{' '.join(below)}]" if below else ""
        bodies.append(f"<</Type/StructElem/S/{element.tag}/P {parent}{shown}{kept}{_attributes(element)}>>")
    pdf.put(start, *bodies)
    tree = (part for page, elements in enumerate(marks) for part in (str(page), array(places[n] for n in elements)))
    entries = {
        "Type": "/StructTreeRoot",
        "K": array(places[:1]),
        "ParentTree": pdf.add(dictionary({"Nums": array(tree)})),
        "ParentTreeNextKey": str(len(marks)),
    }
    return pdf.put(root, dictionary(entries))


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


def _attributes(element: Element) -> str:
    """How a cell of a table spans, and what it is the head of."""
    attributes = f"/RowSpan {element.rowspan}" if element.rowspan > 1 else ""
    if element.colspan > 1:
        attributes += f"/ColSpan {element.colspan}"
    if element.scope:
        attributes += f"/Scope/{element.scope}"
    return f"/A<</O/Table{attributes}>>" if attributes else ""
