"""The outline (bookmarks): headings and attachments, nested by level."""

from __future__ import annotations

from collections.abc import Sequence

from reportctl.emit.pdf.objects import PdfFile, array, dictionary, number, reference, string
from reportctl.model.pages import Pages


class _Entry:
    """An entry of the outline, or its root: its number, its own content, and what hangs below it."""

    def __init__(self, place: int, level: int, content: dict[str, str]) -> None:
        self.place, self.level, self.content = place, level, content
        self.below: list[_Entry] = []

    def count(self) -> int:
        """How many entries hang below, on all levels."""
        return len(self.below) + sum(entry.count() for entry in self.below)


def outline(pdf: PdfFile, pages: Pages, references: Sequence[str]) -> str:
    """Write the outline. A level that was skipped is left out, for an entry hangs below the one before it."""
    root = _Entry(pdf.reserve(), -1, {"Type": "/Outlines"})
    open_entries = [root]
    for bookmark in pages.bookmarks:
        while open_entries[-1].level >= bookmark.level:
            open_entries.pop()
        top = number(pages.height - bookmark.top)
        target = array((references[bookmark.page], "/XYZ", "0", top, "null"))
        parent = open_entries[-1]
        content = {"Title": string(bookmark.title), "Parent": reference(parent.place), "Dest": target}
        entry = _Entry(pdf.reserve(), bookmark.level, content)
        parent.below.append(entry)
        open_entries.append(entry)
    return _write(pdf, root)


def _write(pdf: PdfFile, entry: _Entry) -> str:
    """Write an entry and all below it; the reference to it."""
    below = entry.below
    for before, after in zip(below, below[1:], strict=False):
        before.content["Next"], after.content["Prev"] = reference(after.place), reference(before.place)
    if below:
        ends = {"First": reference(below[0].place), "Last": reference(below[-1].place), "Count": str(entry.count())}
        entry.content |= ends
    for part in below:
        _write(pdf, part)
    return pdf.put(entry.place, dictionary(entry.content))
