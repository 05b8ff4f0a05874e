"""The word across the pages of a draft, as a pale shape."""

from __future__ import annotations

from math import cos, pi, sin

from reportctl.emit.pdf.objects import PdfFile, array, number
from reportctl.faces import Face
from reportctl.model.pages import DraftMark, Pages

_GREY = 0.9
_TURN = pi / 4


def draft_form(pdf: PdfFile, pages: Pages, mark: DraftMark, face: Face) -> str:
    """Write a form that is drawn on every page: the word in the middle, turned by 45 degrees; the reference to it."""
    cosine, sine = cos(_TURN), sin(_TURN)
    middle = f"{number(pages.width / 2)} {number(pages.height / 2)}"
    turn = f"{number(cosine)} {number(sine)} {number(-sine)} {number(cosine)} {middle} cm"
    paths: list[str] = []
    x = -mark.size * len(mark.text) / 2
    for character in mark.text:
        paths += _paths(face, character, x, -0.38 * mark.size, mark.size)
        x += mark.size
    content = "\n".join([f"{_GREY} g", turn, *paths, "f"])
    box = array(("0", "0", number(pages.width), number(pages.height)))
    return pdf.packed(content.encode("ascii"), {"Type": "/XObject", "Subtype": "/Form", "BBox": box})


def _paths(face: Face, character: str, x: float, y: float, size: float) -> list[str]:
    operators = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h"}
    drawn = []
    at = (0.0, 0.0)
    for name, points in face.outline(face.glyph(character) or 0):
        if name == "qCurveTo":
            (cx, cy), end = points
            thirds = [(px + 2 * (cx - px) / 3, py + 2 * (cy - py) / 3) for px, py in (at, end)]
            name, points = "curveTo", (*thirds, end)
        numbers = [number(part) for px, py in points for part in (x + px * size, y + py * size)]
        drawn.append(" ".join([*numbers, operators[name]]))
        at = points[-1] if points else at
    return drawn
