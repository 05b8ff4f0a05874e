"""The lines above and below a table: who fills it in, and who signs for it."""

from __future__ import annotations

from reportctl.faces import Role
from reportctl.model.document import TableBlock
from reportctl.model.pages import Tag
from reportctl.typeset.blocks import Row, Setter
from reportctl.typeset.geometry import WIDTH
from reportctl.typeset.lines import break_lines, natural_width
from reportctl.typeset.slug import Slug, set_line

_SIZE = 12.0
"""小四."""
_GAP = 1.0


def head_rows(block: TableBlock, setter: Setter) -> list[Row]:
    """The line above a table, its two ends left and right; it stays with the table."""
    slugs = []
    for text, right in ((block.head_left, False), (block.head_right, True)):
        for width, slug in _lines(text, WIDTH / _SIZE, setter):
            slugs.append((WIDTH - width if right else 0.0, slug, width))
    if len(slugs) == 2 and sum(width for _, _, width in slugs) + _GAP * _SIZE <= WIDTH:
        return [Row(tuple((x, slug) for x, slug, _ in slugs), keep=True)]
    return [Row(((x, slug),), keep=True) for x, slug, _ in slugs]


def foot_rows(block: TableBlock, setter: Setter) -> list[Row]:
    """The items below a table, evenly across its width; where they are too wide, one after the other over more rows."""
    if not block.foot:
        return []
    column = WIDTH / len(block.foot)
    slugs = [piece for text in block.foot for piece in _lines(text, WIDTH / _SIZE, setter)]
    if len(slugs) == len(block.foot) and all(width <= column - _GAP * _SIZE for width, _ in slugs[:-1]):
        return [Row(tuple((i * column, slug) for i, (_, slug) in enumerate(slugs)))]
    rows: list[list[tuple[float, Slug]]] = [[]]
    x = 0.0
    for width, slug in slugs:
        if rows[-1] and x + width > WIDTH:
            rows.append([])
            x = 0.0
        rows[-1].append((x, slug))
        x += width + 2 * _SIZE
    return [Row(tuple(row)) for row in rows]


def _lines(text: str, room: float, setter: Setter) -> list[tuple[float, Slug]]:
    """The lines of a text with their widths in points."""
    if not text:
        return []
    strip = setter.strip(text, Role.TABLE)
    element = setter.tree.add(Tag.P)
    return [
        (
            min(natural_width(strip, line), room) * _SIZE,
            set_line(strip, line, room=room, unit=_SIZE, size=_SIZE, element=element),
        )
        for line in break_lines(strip, room)
    ]
