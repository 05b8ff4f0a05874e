"""The outline (bookmarks): headings and attachments, nested by level."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFName, PDFObjectReference, PDFString

from reportctl.emit.pdf.objects import Array, Dictionary, PdfFile, number
from reportctl.model.pages import Pages


def outline(pdf: PdfFile, pages: Pages, references: Sequence[PDFObjectReference]) -> PDFObjectReference:
    """Write the outline. A level that was skipped is left out, for an entry hangs below the one before it."""
    root = Dictionary({"Type": PDFName("Outlines")})
    open_levels: list[tuple[int, Dictionary, PDFObjectReference]] = [(-1, root, pdf.refer(root))]
    last: dict[int, tuple[Dictionary, PDFObjectReference]] = {}
    for bookmark in pages.bookmarks:
        while open_levels[-1][0] >= bookmark.level:
            open_levels.pop()
        _, parent, parent_reference = open_levels[-1]
        top = number(pages.height - bookmark.top)
        entry = Dictionary(
            {
                "Title": PDFString(bookmark.title),
                "Parent": parent_reference,
                "Dest": Array([references[bookmark.page], PDFName("XYZ"), 0, top, "null"]),
            }
        )
        reference = pdf.refer(entry)
        if id(parent) in last:
            before, before_reference = last[id(parent)]
            before["Next"], entry["Prev"] = reference, before_reference
        else:
            parent["First"] = reference
        parent["Last"] = reference
        last[id(parent)] = entry, reference
        for _, above, _ in open_levels:
            above["Count"] = above.dict.get("Count", 0) + 1
        open_levels.append((bookmark.level, entry, reference))
    return open_levels[0][2]
