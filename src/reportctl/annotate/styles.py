"""The cell styles of the list of findings, added behind those that the workbook has; none of those changes."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from reportctl.annotate.notes import MAIN
from reportctl.model.finding import Severity

_FACE = "宋体"
_FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7", None: "FFEDEDED"}
_INKS = {Severity.ERROR: "FF9C0006", Severity.WARNING: "FF7F6000", Severity.INFO: "FF1F4E79", None: "FF595959"}


class Styles(Struct, frozen=True):
    """Numbers of cell styles: the title, the verdict, the heads, texts, links, and one for each severity."""

    title: int
    verdict: int
    head: int
    text: int
    link: int
    grades: dict[Severity | None, int]


PLAIN = Styles(0, 0, 0, 0, 0, dict.fromkeys(_FILLS, 0))
"""What serves in a workbook that has no styles."""


def add_styles(root: etree._Element) -> Styles:
    """Add what the list needs to the tree of a workbook's styles."""
    fonts, fills, borders, formats = (_collection(root, name) for name in ("fonts", "fills", "borders", "cellXfs"))
    regular = _append(fonts, _font(10))
    bold = _append(fonts, _font(10, bold=True))
    large = _append(fonts, _font(16, bold=True))
    link = _append(fonts, _font(10, ink="FF0563C1", underlined=True))
    none = 0 if len(fills) else _append(fills, _fill(None))
    frame = _append(borders, _border())
    head = _append(fills, _fill("FFD9E1F2"))

    def add(font: int, fill: int = none, border: int = frame, align: str = "left") -> int:
        return _append(formats, _format(font, fill, border, align))

    inks = {grade: _append(fonts, _font(10, bold=True, ink=ink)) for grade, ink in _INKS.items()}
    colours = {grade: _append(fills, _fill(colour)) for grade, colour in _FILLS.items()}
    return Styles(
        title=add(large, border=0),
        verdict=add(bold, border=0),
        head=add(bold, head, align="center"),
        text=add(regular),
        link=add(link),
        grades={grade: add(inks[grade], colours[grade], align="center") for grade in _FILLS},
    )


def _collection(root: etree._Element, name: str) -> etree._Element:
    """The list of fonts, fills, borders or formats; an empty one in its place where there is none."""
    found = root.find(_tag(name))
    if found is not None:
        return found
    order = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
    before = {_tag(other) for other in order[: order.index(name)]}
    place = max((i for i, child in enumerate(root, start=1) if child.tag in before), default=0)
    made = etree.Element(_tag(name))
    root.insert(place, made)
    return made


def _append(collection: etree._Element, element: etree._Element) -> int:
    """Add an entry and return its number."""
    collection.append(element)
    collection.set("count", str(len(collection)))
    return len(collection) - 1


def _font(size: int, *, bold: bool = False, ink: str = "FF000000", underlined: bool = False) -> etree._Element:
    font = etree.Element(_tag("font"))
    if bold:
        etree.SubElement(font, _tag("b"))
    if underlined:
        etree.SubElement(font, _tag("u"))
    etree.SubElement(font, _tag("sz"), {"val": str(size)})
    etree.SubElement(font, _tag("color"), {"rgb": ink})
    etree.SubElement(font, _tag("name"), {"val": _FACE})
    return font


def _fill(colour: str | None) -> etree._Element:
    fill = etree.Element(_tag("fill"))
    pattern = etree.SubElement(fill, _tag("patternFill"), {"patternType": "solid" if colour else "none"})
    if colour:
        etree.SubElement(pattern, _tag("fgColor"), {"rgb": colour})
        etree.SubElement(pattern, _tag("bgColor"), {"indexed": "64"})
    return fill


def _border() -> etree._Element:
    border = etree.Element(_tag("border"))
    for side in ("left", "right", "top", "bottom"):
        edge = etree.SubElement(border, _tag(side), {"style": "thin"})
        etree.SubElement(edge, _tag("color"), {"rgb": "FFBFBFBF"})
    etree.SubElement(border, _tag("diagonal"))
    return border


def _format(font: int, fill: int, border: int, align: str) -> etree._Element:
    """A format of text, marked as such: what begins with = stays text even after it has been edited."""
    numbers = {"numFmtId": "49", "fontId": str(font), "fillId": str(fill), "borderId": str(border), "xfId": "0"}
    applied = dict.fromkeys(
        ("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment", "quotePrefix"), "1"
    )
    format_ = etree.Element(_tag("xf"), {**numbers, **applied})
    vertical = "top" if align == "left" else "center"
    etree.SubElement(format_, _tag("alignment"), {"horizontal": align, "vertical": vertical, "wrapText": "1"})
    return format_


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"
