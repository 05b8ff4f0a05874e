"""The structure tree while it grows."""

from __future__ import annotations

from reportctl.model.pages import Element, Tag

_HEADINGS = (Tag.H1, Tag.H2, Tag.H3, Tag.H4, Tag.H5)
"""The title, and headings of level 1 to 4."""


class Tree:
    """Structure elements by number; the first is the document."""

    def __init__(self) -> None:
        """Begin with the document element."""
        self._elements = [Element(Tag.DOCUMENT, None)]
        self._level = -1

    def add(self, tag: Tag, parent: int = 0, *, rowspan: int = 1, colspan: int = 1, scope: str = "") -> int:
        """Add an element and return its number."""
        self._elements.append(Element(tag, parent, rowspan, colspan, scope))
        return len(self._elements) - 1

    def heading(self, level: int) -> int:
        """Add a heading of level 1 to 4, or the title (0), and return its number.

        Where the text skips a level, the tags do not: readers move through the text by them.
        """
        self._level = min(max(level, 0), len(_HEADINGS) - 1, self._level + 1)
        return self.add(_HEADINGS[self._level])

    def elements(self) -> tuple[Element, ...]:
        """All elements, parents before their children."""
        return tuple(self._elements)
