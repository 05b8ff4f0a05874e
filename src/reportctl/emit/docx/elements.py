"""WordprocessingML elements as text: a body has thousands of them, and an object for each takes most of the time."""

from __future__ import annotations

from typing import NewType
from unicodedata import east_asian_width

from reportctl.model.pattern import regex

Xml = NewType("Xml", str)
"""Elements as they stand in the file; the main namespace has the prefix `w`."""

_NOT_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
_IN_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
_IN_VALUE = (*_IN_TEXT, ('"', "&quot;"), ("\t", "&#9;"), ("\n", "&#10;"))
"""What is markup, and the blanks that readers of XML take for others unless they are written by their numbers."""
_EAST_ASIAN = '<w:rFonts w:hint="eastAsia"/>'
"""Without the hint Word sets quotation marks, dashes and ellipses in the Latin face, half as wide."""


def element(tag: str, *children: Xml, **attributes: str | int) -> Xml:
    """An element; `attributes` are of the same namespace, numbers are written as they are."""
    named = "".join([f' w:{name}="{_value(value)}"' for name, value in attributes.items()])
    return Xml(f"<w:{tag}{named}>{''.join(children)}</w:{tag}>" if children else f"<w:{tag}{named}/>")


def _value(value: str | int) -> str:
    return _escaped(value, _IN_VALUE) if isinstance(value, str) else str(value)


def paragraph(style: str, *content: Xml, properties: tuple[Xml, ...] = ()) -> Xml:
    """A paragraph in a named style; `properties` differ from the style and stand in the order of the schema."""
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"".join(properties)}</w:pPr>{"".join(content)}</w:p>')


def run(text: str, *, style: str = "", size: int = 0, spacing: int | None = None) -> Xml:
    """A run of text, in a named character style, a size in half-points and a spacing in twips where these are given."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if not text.isascii() and "A" in map(east_asian_width, text):
        properties += _EAST_ASIAN
    if spacing is not None:
        properties += f'<w:spacing w:val="{spacing}"/>'
    if size:
        properties += _sized(size)
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    return Xml(f'<w:r>{properties}<w:t xml:space="preserve">{_escaped(text, _IN_TEXT)}</w:t></w:r>')


def _escaped(text: str, special: tuple[tuple[str, str], ...]) -> str:
    """A text as XML can hold it: what it cannot becomes U+FFFD, which is found when the file is read back."""
    if not text.isprintable():
        text = _NOT_XML.sub(_REPLACEMENT, text)
    for character, written in special:
        text = text.replace(character, written)
    return text


def tab() -> Xml:
    """A run that holds a tab."""
    return element("r", element("tab"))


def mark_size(size: int) -> Xml:
    """The properties of a paragraph's own mark: an empty cell is as high as they say. `size` is in half-points."""
    return Xml(f"<w:rPr>{_sized(size)}</w:rPr>")


def _sized(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
