"""What keeps the end of the body with the attachment note or the signature that must not stand without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from reportctl.emit.docx.columns import LINE
from reportctl.emit.docx.text import Tie
from reportctl.model.document import AttachmentNote, Block, Heading, Paragraph, Signature
from reportctl.model.pages import SetLine

_PAGE = 12756
"""The height of the type area in twips, 225 mm."""
_LINES = 22
_OVER = 40
"""By how much the last line must miss the page, in twips."""


def ties(blocks: Sequence[Block], texts: Sequence[Sequence[SetLine]]) -> Mapping[int, Tie]:
    """The ties of headings and paragraphs, by the number of their block; those that are not named have none.

    Word parts a paragraph that is kept with the next one before its last line; LibreOffice moves all of it and leaves a
    hole. So only a paragraph that is on one page with what follows it is kept with it. Where the page layout moved its
    last line alone, the lines before it are set a little wider instead, until that one does not fit
    (GB/T 9704-2012 7.3.5.5 has the spacing of lines adjusted there).
    """
    found: dict[int, Tie] = {}
    for index, after in enumerate(blocks[1:]):
        lines = texts[index]
        if not isinstance(after, AttachmentNote | Signature) or not lines:
            continue
        if lines[0].page == lines[-1].page:
            found[index] = Tie(keep=True)
        elif lines[-1].moved:
            found |= _widened(index, blocks, texts)
    return found


def _widened(last: int, blocks: Sequence[Block], texts: Sequence[Sequence[SetLine]]) -> dict[int, Tie]:
    """Share out the free lines of the page among all lines that begin and end on it."""
    page = texts[last][-2].page
    before = takewhile(
        lambda index: isinstance(blocks[index], Heading | Paragraph) and texts[index][0].page == page,
        range(last - 1, -1, -1),
    )
    chosen = [last, *before]
    count = sum(line.page == page for index in chosen for line in texts[index])
    extra = (texts[last][-1].moved - 1) * LINE + _PAGE - _LINES * LINE + _OVER
    pitch = LINE + -(-extra // count)
    return {index: Tie(pitch=pitch) for index in chosen}
