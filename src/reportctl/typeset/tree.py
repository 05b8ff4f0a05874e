"""The structure tree while it grows."""

from __future__ import annotations

from reportctl.model.pages import Element, Tag

_HEADINGS = (Tag.H2, Tag.H3, Tag.H4, Tag.H5)


class Tree:
    """Structure elements by number; the first is the document."""

    def __init__(self) -> None:
        """Begin with the document element."""
        self._elements = [Element(Tag.DOCUMENT, None)]

    def add(self, tag: Tag, parent: int = 0, *, rowspan: int = 1, colspan: int = 1, scope: str = "") -> int:
        """Add an element and return its number."""
        self._elements.append(Element(tag, parent, rowspan, colspan, scope))
        return len(self._elements) - 1

    def elements(self) -> tuple[Element, ...]:
        """All elements, parents before their children."""
        return tuple(self._elements)


def heading_tag(level: int) -> Tag:
    """The tag of a heading of level 1 to 4: one below the title, which is H1."""
    return _HEADINGS[min(max(level, 1), len(_HEADINGS)) - 1]
