"""The page of GB/T 9704-2012 in points, from its millimetres (clauses 5.2 and 7.5)."""

from __future__ import annotations

MM = 72 / 25.4
"""One millimetre in points."""

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, TOP = 28 * MM, 37 * MM
"""Where the type area begins; the left margin is the same on every page."""
WIDTH, HEIGHT = 156 * MM, 225 * MM
"""The type area (版心)."""
LINES, CHARACTERS = 22, 28
PITCH = HEIGHT / LINES
"""From one baseline to the next: 28.99 pt."""
CELL = WIDTH / CHARACTERS
"""From one character to the next: 15.79 pt, a little less than the 16 pt of the type, so that 28 fill the line."""

BODY_SIZE = 16.0
"""三号."""
TITLE_SIZE = 22.0
"""二号."""
NUMBER_SIZE = 14.0
"""四号."""
NUMBER_DROP = 7 * MM
"""From the type area's lower edge to the top of the dashes beside the page number."""
NUMBER_INDENT = 16.0
"""一字: the page number's distance from the outer edge of the type area."""

ASCENT = 0.88
"""Where the baseline lies in the em box of a Chinese face, from its top."""


def baseline(top: float, height: float, size: float) -> float:
    """The baseline of type that stands in the middle of a line of this height."""
    return top + (height - size) / 2 + ASCENT * size
