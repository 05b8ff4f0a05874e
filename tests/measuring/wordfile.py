"""Measures of a finished DOCX, from its XML alone: lengths in mm, sizes in points, indents in characters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = {"w": _W}
TWIP = 25.4 / 1440
"""One twip in mm."""
_HALF_WIDE = set("0123456789.")


class Word:
    """A DOCX file."""

    def __init__(self, data: bytes) -> None:
        """Read the parts that say how it is set."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self._parts["word/document.xml"])
        self._styles = etree.fromstring(self._parts["word/styles.xml"])
        self.settings = etree.fromstring(self._parts["word/settings.xml"])

    def _value(self, node: etree._Element, path: str, name: str = "val") -> str | None:
        found = node.find(path, _NS)
        return None if found is None else found.get(f"{{{_W}}}{name}")

    def styled(self, style: str, path: str, name: str = "val") -> str | None:
        """A property of a style, its own or that of the style that it is based on."""
        node = self._styles.find(f"w:style[@w:styleId='{style}']", _NS)
        if node is None:
            return None
        based = self._value(node, "w:basedOn")
        return self._value(node, path, name) or (self.styled(based, path, name) if based else None)

    def number(self, style: str, path: str, name: str = "val") -> int:
        """A property of a style as a number, 0 where it has none."""
        return int(self.styled(style, path, name) or 0)

    def paragraphs(self, style: str) -> Iterator[etree._Element]:
        """The paragraphs of a style."""
        yield from (p for p in self.body.iter(f"{{{_W}}}p") if self._value(p, "w:pPr/w:pStyle") == style)

    def own(self, paragraph: etree._Element, path: str, name: str) -> int:
        """A property that a paragraph has besides its style as a number, 0 where it has none."""
        return int(self._value(paragraph, f"w:pPr/w:{path}", name) or 0)

    def text(self, paragraph: etree._Element) -> str:
        """A paragraph's text."""
        return "".join(t.text or "" for t in paragraph.iter(f"{{{_W}}}t"))

    def section(self, path: str, name: str) -> int:
        """A property of the section in twips."""
        return int(self._value(self.body, f"w:body/w:sectPr/w:{path}", name) or 0)

    @property
    def area(self) -> tuple[float, float]:
        """Width and height of the type area in mm."""
        margin = {side: self.section("pgMar", side) for side in ("left", "right", "top", "bottom")}
        width = self.section("pgSz", "w") - margin["left"] - margin["right"]
        height = self.section("pgSz", "h") - margin["top"] - margin["bottom"]
        return width * TWIP, height * TWIP

    @property
    def line(self) -> int:
        """The line pitch of the style Normal in twips; 0 unless it is exact."""
        exact = self.styled("Normal", "w:pPr/w:spacing", "lineRule") == "exact"
        return self.number("Normal", "w:pPr/w:spacing", "line") if exact else 0

    @property
    def character(self) -> int:
        """The character pitch of the style Normal in twips."""
        return self.number("Normal", "w:rPr/w:sz") * 10 + self.number("Normal", "w:rPr/w:spacing")

    def face(self, style: str) -> str:
        """The face of a style's Chinese text."""
        return self.styled(style, "w:rPr/w:rFonts", "eastAsia") or ""

    def footer(self, kind: str) -> tuple[str, int, str]:
        """The page number of odd (default) or even pages: its side, its indent in twips, and its text with PAGE."""
        reference = self.body.find(f"w:body/w:sectPr/w:footerReference[@w:type='{kind}']", _NS)
        if reference is None or self.settings.find("w:evenAndOddHeaders", _NS) is None:
            return "", 0, ""
        target = self._target(
            str(reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"))
        )
        footer = etree.fromstring(self._parts[f"word/{target}"])
        side = self._value(footer, "w:p/w:pPr/w:jc") or ""
        fields = {str(f.get(f"{{{_W}}}instr")).strip() for f in footer.iter(f"{{{_W}}}fldSimple")}
        shown = "".join(t.text or "" for t in footer.iterfind("w:p/w:r/w:t", _NS))
        indent = int(self._value(footer, "w:p/w:pPr/w:ind", side) or 0)
        return side, indent, shown if fields == {"PAGE"} else ""

    def _target(self, relation: str) -> str:
        tree = etree.fromstring(self._parts["word/_rels/document.xml.rels"])
        return next(str(node.get("Target")) for node in tree if node.get("Id") == relation)

    def tables(self) -> list[etree._Element]:
        """The tables."""
        return self.body.findall("w:body/w:tbl", _NS)

    def columns(self, table: etree._Element) -> list[int]:
        """The widths of a table's columns in twips."""
        return [int(c.get(f"{{{_W}}}w", "0")) for c in table.iterfind("w:tblGrid/w:gridCol", _NS)]

    def rows(self, table: etree._Element, mark: str) -> list[bool]:
        """For each row of a table whether it has a mark, such as tblHeader or cantSplit."""
        return [row.find(f"w:trPr/w:{mark}", _NS) is not None for row in table.iterfind("w:tr", _NS)]

    def size(self, table: etree._Element) -> float:
        """The smallest type in a table in points."""
        sizes = [int(s.get(f"{{{_W}}}val", "0")) for s in table.iterfind(".//w:r/w:rPr/w:sz", _NS)]
        return min([*sizes, self.number("TableText", "w:rPr/w:sz")]) / 2

    def has(self, name: str) -> bool:
        """Whether the settings have an entry."""
        return self.settings.find(f"w:{name}", _NS) is not None


def characters(text: str) -> float:
    """The width of a text in characters, a digit for a half."""
    return sum(0.5 if c in _HALF_WIDE else 1.0 for c in text)
