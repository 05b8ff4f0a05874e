"""Mirrored margins: for sheets printed on both sides, the binding edge is on the right of even pages."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reportctl.model.pages import Line, Page
from reportctl.typeset.geometry import LEFT, PAGE_WIDTH, WIDTH

_SHIFT = PAGE_WIDTH - WIDTH - 2 * LEFT
"""From the left margin of an odd page, 28 mm, to that of an even one, 26 mm."""


def mirrored(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Move everything on even pages so that the 28 mm of the binding edge are on the right."""
    return tuple(_moved(page) if number % 2 == 0 else page for number, page in enumerate(pages, start=1))


def _moved(page: Page) -> Page:
    return Page(
        tuple(map(_line, page.lines)),
        tuple(map(_line, page.artifacts)),
        tuple(replace(rule, x1=rule.x1 + _SHIFT, x2=rule.x2 + _SHIFT) for rule in page.rules),
        tuple(replace(box, left=box.left + _SHIFT, right=box.right + _SHIFT) for box in page.boxes),
    )


def _line(line: Line) -> Line:
    return replace(line, runs=tuple(replace(run, x=run.x + _SHIFT) for run in line.runs))
