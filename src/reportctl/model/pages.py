"""Set pages: every line, rule and box at its place, so that a back end only has to draw.

Lengths are in points (1/72 inch). `x` counts from the left edge of the page, `y` from its top edge downwards.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Tag(StrEnum):
    """What a structure element is, by the standard structure types of PDF."""

    DOCUMENT = "Document"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    P = "P"
    TABLE = "Table"
    TR = "TR"
    TH = "TH"
    TD = "TD"


class Element(Struct, frozen=True):
    """A node of the structure tree; `parent` is its parent's number, None for the root.

    Spans and `scope` ("Row", "Column" or "Both") are set for cells of tables only.
    """

    tag: Tag
    parent: int | None
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""


class Run(Struct, frozen=True):
    """Characters in one face and size on one baseline.

    `face` is the number of the face. `origins` are the places of the glyphs' origins, right of `x`. `stroke` is the
    width of a line drawn around the glyphs to thicken them, 0 for none. `stretch` widens the glyphs.
    """

    text: str
    face: int
    size: float
    x: float
    baseline: float
    origins: tuple[float, ...]
    stroke: float = 0.0
    stretch: float = 1.0


class Line(Struct, frozen=True):
    """A set line: its runs from left to right, and the structure element that it belongs to.

    `element` is None for what is not part of the text, such as a page number.
    """

    runs: tuple[Run, ...]
    element: int | None

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(run.text for run in self.runs)


class Rule(Struct, frozen=True):
    """A straight line of a table's frame."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


class CellBox(Struct, frozen=True):
    """The frame of a table cell on a page. `table` counts the document's tables, `cell` the cells of that table.

    A cell that a page break or a repeated head shows again has a box on each page. `continued` boxes are below a page
    break and empty: the text stands above it.
    """

    table: int
    cell: int
    left: float
    top: float
    right: float
    bottom: float
    continued: bool = False


class Page(Struct, frozen=True):
    """One page. `artifacts` are drawn but do not belong to the text: page numbers, repeated table heads."""

    lines: tuple[Line, ...]
    artifacts: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    boxes: tuple[CellBox, ...] = ()


class SetLine(Struct, frozen=True):
    """A line of a text as it was broken: the characters from `start` to before `end`, on page `page` (from 0).

    `width` is the sum of its characters' advances. `stretches` counts its parts of one script, Chinese or Western,
    `dashes` the dashes of two characters, and `joins` the places where a word or number meets a Chinese character;
    `joined` is true where there is such a place at its end. `moved` is the number of rows left free on the page before,
    because this line may not stand there without what follows it. `left` is where the line of a signature begins, in
    points from the left edge of the type area.
    """

    start: int
    end: int
    page: int
    width: float
    stretches: int
    dashes: int
    joins: int
    joined: bool
    moved: int = 0
    left: float = 0.0


class TableFrame(Struct, frozen=True):
    """The measures of a table: its type size, its columns' edges from the left of the type area, its rows' heights.

    `cells` are the lines in each cell, `title` those of its title. `held` are rows, from the first to before the
    second, that would have fitted on the page before but were moved with what follows them. `rest` is the height that
    is left free below the table, down to the next line of the grid.
    """

    size: float
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[SetLine, ...], ...]
    title: tuple[SetLine, ...]
    held: tuple[tuple[int, int], ...]
    rest: float


class Bookmark(Struct, frozen=True):
    """An entry of the outline: `level` counts from 0, `page` from 0, `top` is where the page is shown from."""

    level: int
    title: str
    page: int
    top: float


class DraftMark(Struct, frozen=True):
    """The word across each page of a draft, drawn as outlines so that it is neither searched nor copied."""

    text: str
    face: int
    size: float


class Pages(Struct, frozen=True):
    """The whole document, set.

    `width` and `height` are the paper's, `top` and `bottom` the edges of the type area. `elements` is the structure
    tree: a parent comes before its children, in reading order. For back ends that flow the text again, `title` has the
    lines of each part of the title, `texts` those of each heading, paragraph and signature among the document's blocks
    (of a signature those of the name, then the date), and
    `tables` the measures of its tables. `mirror` is true where even pages have the binding edge on their right.
    """

    width: float
    height: float
    top: float
    bottom: float
    pages: tuple[Page, ...]
    elements: tuple[Element, ...]
    bookmarks: tuple[Bookmark, ...]
    draft: DraftMark | None = None
    title: tuple[tuple[SetLine, ...], ...] = ()
    texts: tuple[tuple[SetLine, ...], ...] = ()
    tables: tuple[TableFrame, ...] = ()
    mirror: bool = False

    def faces_used(self) -> frozenset[int]:
        """The numbers of all faces that occur."""
        lines = (line for page in self.pages for line in (*page.lines, *page.artifacts))
        return frozenset(run.face for line in lines for run in line.runs)
