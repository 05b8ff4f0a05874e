"""Embedded fonts: Type 0 with Identity-H over subsets, each character with a code and a Unicode value of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct
from reportlab.pdfbase.pdfdoc import PDFName, PDFObjectReference, PDFString

from reportctl.emit.pdf.objects import Array, Dictionary, PdfFile, number, stream
from reportctl.faces import Face, Faces, Subset
from reportctl.model.pages import Pages

_SYMBOLIC = 4
_STEM = 80
_ENTRIES = 100
"""A bfchar section may have no more lines (PDF 32000-1, 9.10.3)."""


class Code(Struct, frozen=True):
    """How a character is written: the font's resource name, its code as four hexadecimal digits, its advance in em."""

    font: str
    code: str
    advance: float


class _Font(Struct):
    """A font of the file: a face and the characters set in it, no two of which share a glyph."""

    name: str
    face: Face
    glyphs: dict[str, int] = {}
    subset: Subset | None = None


class FontBook:
    """All fonts of a file.

    Where a face has one glyph for two characters, the second goes into another subset of that face,
    for a code of a font stands for one character only when it is copied or searched.
    """

    def __init__(self, pages: Pages, faces: Faces) -> None:
        """Collect the characters of the pages."""
        used: dict[int, set[str]] = {}
        for page in pages.pages:
            for line in (*page.lines, *page.artifacts):
                for run in line.runs:
                    used.setdefault(run.face, set()).update(run.text)
        self._fonts: list[_Font] = []
        self._codes: dict[tuple[int, str], Code] = {}
        for index in sorted(used):
            self._add(index, faces.all[index], sorted(used[index]))

    def _add(self, index: int, face: Face, characters: list[str]) -> None:
        layers: list[_Font] = []
        uses: Counter[int] = Counter()
        for character in characters:
            glyph = face.glyph(character) or 0
            layer = uses[glyph]
            uses[glyph] += 1
            if layer == len(layers):
                layers.append(_Font(f"F{len(self._fonts) + layer + 1}", face))
            layers[layer].glyphs[character] = glyph
        for font in layers:
            font.subset = face.subset(font.glyphs.values())
            for character, glyph in font.glyphs.items():
                code = f"{font.subset.glyphs[glyph]:04X}"
                self._codes[index, character] = Code(font.name, code, face.advance(glyph))
        self._fonts += layers

    def code(self, face: int, character: str) -> Code:
        """How a character is written in a face."""
        return self._codes[face, character]

    def write(self, pdf: PdfFile) -> dict[str, PDFObjectReference]:
        """Write all fonts; the resource dictionary's entries."""
        return {font.name: _write(pdf, font) for font in self._fonts}


def _write(pdf: PdfFile, font: _Font) -> PDFObjectReference:
    face, subset = font.face, font.subset
    if subset is None:
        raise AssertionError(font.name)
    codes = {subset.glyphs[glyph]: (character, face.advance(glyph)) for character, glyph in font.glyphs.items()}
    name = PDFName(f"{_tag(subset.data)}+{face.name}")
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("CIDFontType0" if subset.cff else "CIDFontType2"),
        "BaseFont": name,
        "CIDSystemInfo": Dictionary(
            {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        ),
        "FontDescriptor": pdf.refer(_descriptor(pdf, face, subset, name)),
        "DW": 1000,
        "W": Array([part for code in sorted(codes) for part in (code, f"[{number(codes[code][1] * 1000)}]")]),
    }
    if not subset.cff:
        descendant["CIDToGIDMap"] = PDFName("Identity")
    mapping = _to_unicode({code: character for code, (character, _) in codes.items()})
    return pdf.refer(
        Dictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name + "-Identity-H" if subset.cff else name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": Array([pdf.refer(Dictionary(descendant))]),
                "ToUnicode": pdf.refer(stream(mapping)),
            }
        )
    )


def _tag(data: bytes) -> str:
    """Six capital letters that name a subset, by its content (PDF 32000-1, 9.6.4)."""
    return "".join(chr(ord("A") + byte % 26) for byte in sha256(data).digest()[:6])


def _descriptor(pdf: PdfFile, face: Face, subset: Subset, name: str) -> Dictionary:
    ascent, descent = (round(1000 * part) for part in face.vertical)
    if subset.cff:
        key, program = "FontFile3", stream(subset.data, {"Subtype": PDFName("CIDFontType0C")})
    else:
        key, program = "FontFile2", stream(subset.data, {"Length1": len(subset.data)})
    return Dictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": Array([round(1000 * side) for side in face.box]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": ascent,
            "StemV": _STEM,
            key: pdf.refer(program),
        }
    )


def _to_unicode(characters: Mapping[int, str]) -> bytes:
    """A CMap from codes to UTF-16, right beyond the basic plane too."""
    lines = [f"<{code:04X}> <{characters[code].encode('utf-16-be').hex().upper()}>" for code in sorted(characters)]
    sections = [lines[i : i + _ENTRIES] for i in range(0, len(lines), _ENTRIES)]
    body = "\n".join(f"{len(section)} beginbfchar\n" + "\n".join(section) + "\nendbfchar" for section in sections)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
