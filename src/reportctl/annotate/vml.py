"""The drawing that holds the boxes of a sheet's notes.

Office programs write it as XML that need not be well-formed (`<br>`), so it is changed as text: boxes are added before
its end, and nothing else is touched but the boxes of notes that change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from reportctl.annotate.notes import Note
from reportctl.annotate.package import Unsuited
from reportctl.annotate.sheet import Geometry
from reportctl.model.finding import Severity
from reportctl.model.location import column_letters

_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(r"<v:shape\b(?!type).*?</v:shape>", re.DOTALL)
_ROW = re.compile(r"<x:Row>\s*(\d{1,7})\s*</x:Row>")
_COLUMN = re.compile(r"<x:Column>\s*(\d{1,5})\s*</x:Column>")
_ANCHOR = re.compile(r"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_NUMBER = re.compile(r"_x0000_s(\d{1,7})")
_FIRST = 1025
_FILLS = {Severity.ERROR: "#ffd9d9", Severity.WARNING: "#fff2cc", Severity.INFO: "#dce9f9"}
_WIDTH = 360
"""Pixels of a note's width."""
_LINE, _LETTER, _PADDING = 17, 6.2, 14
"""Pixels of a line, of half a Chinese character, and of a note's padding."""
_TALLEST = 600
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575


def empty_drawing() -> str:
    """A drawing without boxes."""
    return _EMPTY


def decoded(data: bytes) -> str:
    """The text of a drawing.

    Raises:
        Unsuited: It is no text.
    """
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unsuited("批注的图形不是合格的 XML", "the drawing of the notes is no well-formed XML") from None


def redrawn(
    drawing: str, gone: frozenset[str], lengthened: Mapping[str, Note], added: Mapping[str, Note], geometry: Geometry
) -> str:
    """The drawing without the boxes of notes that are gone, with longer and with new ones.

    Raises:
        Unsuited: The drawing has no end that boxes could be added before.
    """
    kept = _SHAPE.sub(lambda match: _kept(match[0], gone, lengthened, geometry), drawing)
    end = kept.rfind("</xml>")
    if end < 0:
        raise Unsuited("批注的图形不完整", "the drawing of the notes is incomplete")
    number = max([_FIRST - 1, *(int(found) for found in _NUMBER.findall(kept))])
    boxes = [] if 'id="_x0000_t202"' in kept or not added else [_TYPE]
    for offset, note in enumerate(added.values(), start=1):
        boxes.append(_box(note, number + offset, geometry))
    return kept[:end] + "".join(boxes) + kept[end:]


def _kept(shape: str, gone: frozenset[str], lengthened: Mapping[str, Note], geometry: Geometry) -> str:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if 'ObjectType="Note"' not in shape or row is None or column is None:
        return shape
    ref = f"{column_letters(int(column[1]) + 1)}{int(row[1]) + 1}"
    if ref in gone:
        return ""
    if ref in lengthened:
        return _ANCHOR.sub(lambda match: match[1] + _taller(match[2], lengthened[ref], geometry) + match[3], shape)
    return shape


def _taller(anchor: str, note: Note, geometry: Geometry) -> str:
    """The anchor of a box that has to hold a further text; one that is not understood stays as it is."""
    numbers = [part.strip() for part in anchor.split(",")]
    if len(numbers) != 8 or not all(part.isdecimal() and len(part) < 8 for part in numbers):
        return anchor
    row, inside = _walk(geometry.height, int(numbers[6]), int(numbers[7]) + _height(note), _LAST_ROW)
    return ", ".join((*numbers[:6], str(row), str(inside)))


def _box(note: Note, number: int, geometry: Geometry) -> str:
    row, column = _place(note.ref)
    left, top = min(column + 1, _LAST_COLUMN), max(row - 1, 0)
    right, right_inside = _walk(geometry.width, left, 12 + _WIDTH, _LAST_COLUMN)
    bottom, bottom_inside = _walk(geometry.height, top, 4 + _height(note), _LAST_ROW)
    anchor = f"{left}, 12, {top}, 4, {right}, {right_inside}, {bottom}, {bottom_inside}"
    return (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
        "style='position:absolute;visibility:hidden' "
        f'fillcolor="{_FILLS[note.grade]}" o:insetmode="auto"><v:fill color2="{_FILLS[note.grade]}"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        "<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _height(note: Note) -> int:
    """The pixels that a note's text needs."""
    per_line = (_WIDTH - _PADDING) / _LETTER
    lines = sum(max(1, -int(-_columns(line) // per_line)) for line in note.text.split("\n"))
    return min(lines * _LINE + _PADDING, _TALLEST)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _walk(size: Callable[[int], int], first: int, pixels: int, last: int) -> tuple[int, int]:
    """The row or column, from 0, and the pixels inside it, that lie `pixels` behind the start of `first`."""
    index = first
    while index < last and pixels >= size(index + 1):
        pixels -= size(index + 1)
        index += 1
    return index, pixels


def _place(ref: str) -> tuple[int, int]:
    """Row and column of an address, from 0."""
    letters = ref.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(ref[len(letters) :]) - 1, column - 1
