"""Font files of every kind, made for the tests: CFF and TrueType outlines, collections, variable faces."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pylopdf_fonts_zh_cn as bundled
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation


def cff_font(path: Path, characters: str) -> Path:
    """A font with CFF outlines of a few characters."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(ord(c) for c in characters)
    path.write_bytes(hb.subset(hb.Face(hb.Blob.from_file_path(bundled.serif_path())), wanted).blob.data)
    return path


def named_cff_font(path: Path, characters: str, family: str = "Square") -> Path:
    """A font with CFF outlines whose glyphs have names, not CIDs: squares as those of `glyf_font`."""
    names = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    pen = T2CharStringPen(1000, None)
    _square(pen)
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): name for c, name in zip(characters, names[1:], strict=True)})
    builder.setupCFF(family, {}, dict.fromkeys(names, pen.getCharString()), {})
    _finish(builder, names, family, 400)
    builder.save(path)
    return path


def _square(pen: BasePen) -> None:
    pen.moveTo((100, 0))
    for corner in ((100, 700), (900, 700), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()


def _finish(builder: FontBuilder, names: Sequence[str], family: str, weight: int) -> None:
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()


def glyf_font(
    path: Path, characters: str, family: str = "Square", *, weight: int = 400, weights: Sequence[int] = ()
) -> Path:
    """A font with TrueType outlines: each character is a square from 100 to 900 of 1000, and 700 high.

    With `weights` (least, default, most) it is variable: at the most its right edge is 40 further to the right.
    """
    names = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    pen = TTGlyphPen(None)
    _square(pen)
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): name for c, name in zip(characters, names[1:], strict=True)})
    builder.setupGlyf(dict.fromkeys(names, square))
    _finish(builder, names, family, weight)
    if weights:
        builder.setupFvar([("wght", *weights, "Weight")], [])
        deltas = [(0, 0), (0, 0), (40, 0), (40, 0), *[(0, 0)] * 4]
        heavier = TupleVariation({"wght": (0.0, 1.0, 1.0)}, deltas)
        builder.setupGvar({name: [heavier] for name in names})
    builder.save(path)
    return path


def collection(path: Path, fonts: Sequence[Path]) -> Path:
    """A font collection of whole fonts, one after the other."""
    start = 12 + 4 * len(fonts)
    offsets, body = [], b""
    for font in fonts:
        data = bytearray(font.read_bytes())
        base = start + len(body)
        for i in range(struct.unpack(">H", data[4:6])[0]):
            entry = 12 + 16 * i
            (offset,) = struct.unpack(">I", data[entry + 8 : entry + 12])
            data[entry + 8 : entry + 12] = struct.pack(">I", offset + base)
        offsets.append(base)
        body += bytes(data) + bytes(-len(data) % 4)
    path.write_bytes(b"ttcf" + struct.pack(">HHI", 1, 0, len(fonts)) + struct.pack(f">{len(fonts)}I", *offsets) + body)
    return path
