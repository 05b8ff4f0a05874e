"""WordprocessingML elements, made with lxml: python-docx's own interface is far slower for a table of many cells."""

from __future__ import annotations

import unicodedata

from lxml import etree

from reportctl.model.pattern import regex

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {"w": W}
_MAKE = etree.Element(f"{{{W}}}document", nsmap=_NAMESPACES).makeelement
"""Makes an element as `etree.Element` does, without asking for a parser each time."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


def element(tag: str, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """An element of the main namespace; `attributes` are of the same namespace, numbers are written as they are."""
    made = _MAKE(f"{{{W}}}{tag}", nsmap=_NAMESPACES)
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", str(value))
    made.extend(children)
    return made


def paragraph(style: str, *content: etree._Element, properties: tuple[etree._Element, ...] = ()) -> etree._Element:
    """A paragraph in a named style; `properties` differ from the style and stand in the order of the schema."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *content)


def run(text: str, *, style: str = "", size: int = 0, spacing: int | None = None) -> etree._Element:
    """A run of text, in a named character style, a size in half-points and a spacing in twips where these are given."""
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    if any(unicodedata.east_asian_width(character) == "A" for character in text):
        # Without the hint Word sets quotation marks, dashes and ellipses in the Latin face, half as wide.
        properties.append(element("rFonts", hint="eastAsia"))
    if spacing is not None:
        properties.append(element("spacing", val=spacing))
    properties.extend(_sized(size))
    content = element("t")
    content.text = valid(text)
    content.set(_SPACE, "preserve")
    made = element("r", content)
    if len(properties):
        made.insert(0, properties)
    return made


def valid(text: str) -> str:
    """A text that XML can hold: other characters become U+FFFD, which is found when the file is read back."""
    return _NOT_XML.sub(_REPLACEMENT, text)


def tab() -> etree._Element:
    """A run that holds a tab."""
    return element("r", element("tab"))


def mark_size(size: int) -> etree._Element:
    """The properties of a paragraph's own mark: an empty cell is as high as they say. `size` is in half-points."""
    return element("rPr", *_sized(size))


def _sized(size: int) -> tuple[etree._Element, ...]:
    return (element("sz", val=size), element("szCs", val=size)) if size else ()
