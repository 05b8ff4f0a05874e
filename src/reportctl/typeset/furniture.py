"""What stands on a page beside the text: the page number, and the word across a draft."""

from __future__ import annotations

from reportctl.faces import Faces, Role
from reportctl.model.pages import DraftMark, Line, Run
from reportctl.typeset.geometry import HEIGHT, LEFT, NUMBER_DROP, NUMBER_INDENT, NUMBER_SIZE, TOP, WIDTH

_DASH = "—"
_DRAFT = "草稿"
_DRAFT_SIZE = 200.0


def page_number(number: int, faces: Faces) -> Line:
    """The page number between two dashes, by GB/T 9704-2012 7.5.

    The top of the dashes is 7 mm below the type area; odd numbers stand right and even ones left, one character in.
    """
    text = f"{_DASH} {number} {_DASH}"
    chosen = [faces.find(Role.NUMBER, character) or 0 for character in text]
    face = faces.all[chosen[0]]
    dash = face.ink(face.glyph(_DASH) or 0)
    places = [0.0]
    for character, index in zip(text, chosen, strict=True):
        glyph = faces.all[index].glyph(character) or 0
        places.append(places[-1] + faces.all[index].advance(glyph) * NUMBER_SIZE)
    ink_right = places[-1] - (face.advance(face.glyph(_DASH) or 0) - dash.left - dash.width) * NUMBER_SIZE
    odd, even = LEFT + WIDTH - NUMBER_INDENT - ink_right, LEFT + NUMBER_INDENT - dash.left * NUMBER_SIZE
    x = odd if number % 2 else even
    baseline = TOP + HEIGHT + NUMBER_DROP + dash.top * NUMBER_SIZE
    runs = [
        Run(character, index, NUMBER_SIZE, x + place, baseline, (0.0,))
        for character, index, place in zip(text, chosen, places[:-1], strict=True)
    ]
    return Line(tuple(runs), None)


def draft_mark(faces: Faces) -> DraftMark | None:
    """The word across each page of a draft."""
    face = faces.find(Role.HEADING1, _DRAFT[0])
    return None if face is None else DraftMark(_DRAFT, face, _DRAFT_SIZE)
