"""What follows the rows of a sheet in every workbook made from one form, judged once.

A form has more to say of its cells than a clerk fills into them: what may be entered, and when a cell turns red. The
text of that is the same to the byte in all workbooks made from it. Once expat has found it right by itself, the next
workbook's is taken out before expat reads the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reportctl.read.markup import MAX_DEPTH, walk
from reportctl.read.package import Package, Refusal

_FOOTER = "<headerFooter>"
"""Begins what has the agency's name in it."""
_LEAST, _MOST = 4 * 1024, 64 * 1024
"""Characters of an end that is remembered: a shorter one is read as quickly, and none may take much memory."""
_REMEMBERED = 4
_LEVELS = 5
"""How deep an end that is remembered may be. What stands for the rows is as deep, and expat always gets that."""


class End(Struct, frozen=True):
    """The end of a sheet up to its footer: how many elements it has, and the merged ranges among them.

    It is `plain` where it may be taken out of any sheet with the same tag, and has nothing else that is read.
    """

    elements: int
    merges: tuple[str, ...]
    plain: bool = True


_ends: dict[tuple[str, str], End | None] = {}
"""The ends seen last, by the tag of the sheet, which says what the names in them mean, and by their text. Where an end
was seen only once it has not been judged: None. Most ends of workbooks from elsewhere never come again."""


def known_end(package: Package, part: str, head: str, tail: str) -> tuple[End | None, str]:
    """What was found of the same end in an earlier sheet, and the rest of the sheet; else None, and all of the tail.

    `head` and `tail` are what stands before and behind the rows, bytes as characters.
    """
    end, footer, rest = tail.partition(_FOOTER)
    sheet = head.find(">", head.find("<worksheet")) + 1
    if not (footer and _LEAST <= len(end) <= _MOST and sheet) or "xmlns" in head[sheet:]:
        return None, tail
    key = head[:sheet], end
    if key not in _ends:
        while len(_ends) >= _REMEMBERED:
            del _ends[next(iter(_ends))]
        _ends[key] = None
        return None, tail
    known = _ends[key]
    if known is None:
        known = _ends[key] = _judged(package, part, *key)
    return (known, footer + rest) if known.plain else (None, tail)


def _judged(package: Package, part: str, sheet: str, end: str) -> End:
    """What an end is, read by itself; not plain where it is not right by itself, or too deep."""
    before, around, noted = package.elements, MAX_DEPTH - 1 - _LEVELS, _Noted()
    content = f"{sheet}{'<_>' * around}{end}{'</_>' * around}</worksheet>".encode("latin-1")
    try:
        walk(package, part, noted, root="worksheet", content=content)
        elements = package.elements - before - around - 1
    except Refusal:
        return End(0, (), plain=False)
    finally:
        package.elements = before
    return End(elements, tuple(noted.merges), not noted.others)


class _Noted:
    """Notes the merged ranges, and whether there is more that counts."""

    names = frozenset(("sheetData", "row", "c", "col", "mergeCell"))

    def __init__(self) -> None:
        self.merges: list[str] = []
        self.others = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "mergeCell":
            self.merges.append(attributes.get("ref", ""))
        else:
            self.others = True

    def end(self, name: str) -> None:
        """Merged ranges have no content."""

    def text(self, text: str) -> None:
        """Nor has the end of a sheet any text that is read."""
