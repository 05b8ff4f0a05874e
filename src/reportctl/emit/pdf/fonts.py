"""Embedded fonts: Type 0 with Identity-H over subsets, each character with a code and a Unicode value of its own."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import groupby

from msgspec import Struct

from reportctl.emit.pdf.objects import PdfFile, array, dictionary, name, number, string
from reportctl.faces import Face, Faces, Subset
from reportctl.model.pages import Pages

_SYMBOLIC = 4
_STEM = 80
_WIDTH = 1000
"""The width of a glyph that the font says nothing else of: that of a Chinese character."""
_ENTRIES = 100
"""A bfchar section may have no more lines (PDF 32000-1, 9.10.3)."""


class Font(Struct, frozen=True):
    """A font of the file: a face and the characters set in it, no two of which share a glyph.

    `name` is that of the resource. `codes` are four hexadecimal digits, `advances` in em/1000.
    """

    name: str
    face: Face
    subset: Subset
    codes: Mapping[str, str]
    advances: Mapping[str, float]


class FontBook:
    """All fonts of a file.

    Where a face has one glyph for two characters, the second goes into another subset of that face,
    for a code of a font stands for one character only when it is copied or searched. The characters that are used most
    have the lowest codes: readers that look up what a glyph is like remember it for the first 256.
    """

    def __init__(self, pages: Pages, faces: Faces) -> None:
        """Collect the characters of the pages."""
        texts: dict[int, list[str]] = {}
        for page in pages.pages:
            for line in (*page.lines, *page.artifacts):
                for run in line.runs:
                    texts.setdefault(run.face, []).append(run.text)
        self._fonts: dict[int, list[Font]] = {}
        count = 0
        for index in sorted(texts):
            used = [character for character, _ in Counter("".join(texts[index])).most_common()]
            layers = _layers(faces.all[index], used)
            self._fonts[index] = [_font(f"F{count + i}", faces.all[index], layer) for i, layer in enumerate(layers, 1)]
            count += len(layers)

    @property
    def characters(self) -> set[str]:
        """All characters that are shown."""
        return set().union(*(font.codes for fonts in self._fonts.values() for font in fonts))

    def split(self, face: int, text: str) -> Iterable[tuple[Font, str]]:
        """A text in a face, in pieces that are in one font each."""
        fonts = self._fonts[face]
        if len(fonts) == 1:
            return ((fonts[0], text),) if text else ()
        pieces = groupby(text, key=lambda character: next(i for i, font in enumerate(fonts) if character in font.codes))
        return ((fonts[i], "".join(piece)) for i, piece in pieces)

    def write(self, pdf: PdfFile) -> dict[str, str]:
        """Write all fonts; the resource dictionary's entries."""
        return {font.name: _write(pdf, font) for fonts in self._fonts.values() for font in fonts}


def _layers(face: Face, characters: list[str]) -> list[list[str]]:
    """The characters of a face in layers without a glyph that occurs twice."""
    glyphs = face.glyphs(characters)
    if len(set(glyphs)) == len(glyphs):
        return [characters]
    layers: list[list[str]] = []
    uses: Counter[int] = Counter()
    for character, glyph in zip(characters, glyphs, strict=True):
        if uses[glyph] == len(layers):
            layers.append([])
        layers[uses[glyph]].append(character)
        uses[glyph] += 1
    return layers


def _font(name: str, face: Face, characters: Sequence[str]) -> Font:
    subset = face.subset(characters)
    codes = {character: f"{cid:04X}" for character, cid in subset.cids.items()}
    advances = {c: face.advance(glyph) * 1000 for c, glyph in zip(characters, face.glyphs(characters), strict=True)}
    return Font(name, face, subset, codes, advances)


def _write(pdf: PdfFile, font: Font) -> str:
    subset = font.subset
    base = name(f"{_tag(subset)}+{font.face.name}")
    collection = {"Registry": string("Adobe"), "Ordering": string("Identity"), "Supplement": "0"}
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if subset.cff else "/CIDFontType2",
        "BaseFont": base,
        "CIDSystemInfo": dictionary(collection),
        "FontDescriptor": _descriptor(pdf, font.face, subset, base),
        "DW": str(_WIDTH),
        "W": _widths(font),
    }
    if not subset.cff:
        descendant["CIDToGIDMap"] = pdf.packed(struct.pack(f">{len(subset.glyphs)}H", *subset.glyphs))
    composite = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": f"{base}-Identity-H" if subset.cff else base,
        "Encoding": "/Identity-H",
        "DescendantFonts": array((pdf.add(dictionary(descendant)),)),
        "ToUnicode": pdf.packed(_to_unicode(font.codes)),
    }
    return pdf.add(dictionary(composite))


def _tag(subset: Subset) -> str:
    """Six capital letters that name a subset, by its characters (PDF 32000-1, 9.6.4)."""
    characters = "".join(subset.cids).encode("utf-8", "surrogatepass")
    return "".join(chr(ord("A") + byte % 26) for byte in sha256(characters).digest()[:6])


def _widths(font: Font) -> str:
    """The widths that differ from the default."""
    advances = {code: font.advances[character] for character, code in font.subset.cids.items()}
    widths = {code: number(advance) for code, advance in advances.items() if advance != _WIDTH}
    return array(f"{code}[{widths[code]}]" for code in sorted(widths) if widths[code] != str(_WIDTH))


def _descriptor(pdf: PdfFile, face: Face, subset: Subset, base: str) -> str:
    ascent, descent = (str(round(1000 * part)) for part in face.vertical)
    if subset.cff:
        key, entries = "FontFile3", {"Subtype": "/CIDFontType0C"}
    else:
        key, entries = "FontFile2", {"Length1": str(len(subset.data))}
    descriptor = {
        "Type": "/FontDescriptor",
        "FontName": base,
        "Flags": str(_SYMBOLIC),
        "FontBBox": array(str(round(1000 * side)) for side in face.box),
        "ItalicAngle": "0",
        "Ascent": ascent,
        "Descent": descent,
        "CapHeight": ascent,
        "StemV": str(_STEM),
        key: pdf.stream(subset.data, entries),
    }
    return pdf.add(dictionary(descriptor))


def _to_unicode(codes: Mapping[str, str]) -> bytes:
    """A CMap from codes to UTF-16, right beyond the basic plane too."""
    lines = sorted([f"<{code}> <{_utf16(character)}>" for character, code in codes.items()])
    sections = [_section(lines[i : i + _ENTRIES]) for i in range(0, len(lines), _ENTRIES)]
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{''.join(sections)}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _section(lines: Sequence[str]) -> str:
    return "\n".join((f"{len(lines)} beginbfchar", *lines, "endbfchar\n"))


def _utf16(character: str) -> str:
    point = ord(character)
    return f"{point:04X}" if point < 0x10000 else character.encode("utf-16-be").hex().upper()
