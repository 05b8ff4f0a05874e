"""Statutory tables with their spans. Distances are in twips, twentieths of a point; type sizes in half-points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import assert_never

from reportctl.emit.docx.columns import LEAST_REST, LINE, STYLE_SIZE, TEXT_WIDTH, Filling, Frame, Place, leading
from reportctl.emit.docx.elements import Xml, element, mark_size, paragraph, run, tab
from reportctl.emit.docx.fit import Piece, runs
from reportctl.emit.docx.text import centred
from reportctl.model.document import DocCell, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.measure import width
from reportctl.model.pages import SetLine, TableFrame

_LINE_EM = 240
"""A character of the lines above and below a table, 12 pt."""


def table(block: TableBlock, measures: TableFrame, *, closed: bool) -> list[Xml]:
    """A table with its title, the lines above and below it, and a gap; `closed` says that nothing else follows it.

    The gap takes what follows back to the grid of the page.
    """
    chosen = Frame(block, measures)
    made = list(_above(block, measures.title))
    made.append(
        element(
            "tbl",
            _table_properties(block, chosen),
            element("tblGrid", *(element("gridCol", w=breadth) for breadth in chosen.columns)),
            *(_row(block, row, chosen) for row in range(block.rows)),
        )
    )
    if block.foot or not closed:
        made.append(_gap(chosen.rest))
    else:
        # Word asks for a paragraph behind the last table; this one cannot open a page of its own.
        made.append(_gap(LEAST_REST))
    return [*made, *_below(block.foot)] if block.foot else made


def _gap(height: int) -> Xml:
    """An empty paragraph of this height."""
    return paragraph("TableGap", properties=(element("spacing", line=height, lineRule="exact"), mark_size(2)))


def _above(block: TableBlock, title: tuple[SetLine, ...]) -> Iterator[Xml]:
    if block.title:
        yield centred("AttachmentTitle", block.title, title, (element("spacing", before=LINE),))
    if block.subtitle:
        yield paragraph("AttachmentSubtitle", run(block.subtitle))
    ends = [text for text in (block.head_left, block.head_right) if text]
    right = element("jc", val="right")
    if len(ends) == 2 and (sum(map(width, ends)) + 1) * _LINE_EM <= TEXT_WIDTH:
        stop = element("tabs", element("tab", val="right", pos=TEXT_WIDTH))
        yield paragraph("TableLine", run(ends[0]), tab(), run(ends[1]), properties=(element("keepNext"), stop))
        return
    for text in ends:
        place = (right,) if text == block.head_right else ()
        yield paragraph("TableLine", run(text), properties=(element("keepNext"), *place))


def _below(items: Sequence[str]) -> Iterator[Xml]:
    """The items evenly on one line; where they are too wide, one after the other over several lines."""
    column = TEXT_WIDTH // len(items)
    widths = [round(width(item) * _LINE_EM) for item in items]
    if all(wide + _LINE_EM <= column for wide in widths):
        yield _spread(items, [index * column for index in range(len(items))])
        return
    begun: list[tuple[str, int]] = []
    end = 0
    for item, wide in zip(items, widths, strict=True):
        if begun and end + wide > TEXT_WIDTH:
            yield _spread(*zip(*begun, strict=True))
            begun, end = [], 0
        begun.append((item, end))
        end += wide + 2 * _LINE_EM
    yield _spread(*zip(*begun, strict=True))


def _spread(items: Sequence[str], places: Sequence[int]) -> Xml:
    """Items on one line, each at its place; the first place is the line's beginning."""
    stops = [element("tab", val="left", pos=place) for place in places[1:]]
    content = [run(items[0])]
    for item in items[1:]:
        content += [tab(), run(item)]
    return paragraph("TableLine", *content, properties=(element("tabs", *stops),) if stops else ())


def _table_properties(block: TableBlock, chosen: Frame) -> Xml:
    margins = (("top", chosen.margin), ("left", chosen.padding), ("bottom", chosen.margin), ("right", chosen.padding))
    return element(
        "tblPr",
        element("tblStyle", val="ReportTable"),
        element("tblW", w=TEXT_WIDTH, type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=space, type="dxa") for side, space in margins)),
        element("tblLook", val="0420"),
        *((element("tblCaption", val=block.title),) if block.title else ()),
    )


def _row(block: TableBlock, row: int, chosen: Frame) -> Xml:
    heading = "<w:tblHeader/>" if row < block.head_rows else ""
    height = f'<w:trHeight w:val="{chosen.heights[row]}" w:hRule="atLeast"/>'
    covering = chosen.covering[row]
    cells = []
    column = 0
    while column < block.columns:
        cell = covering.get(column)
        cells.append(_blank(column, row, chosen) if cell is None else _cell(cell, row, chosen))
        column += 1 if cell is None else cell.colspan
    return Xml(f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{''.join(cells)}</w:tr>")


def _blank(column: int, row: int, chosen: Frame) -> Xml:
    """A place for which the grid has no cell."""
    properties = element("tcPr", element("tcW", w=chosen.columns[column], type="dxa"))
    return element("tc", properties, _filling("TableText", "", Filling(0, 0, ()), chosen.size, keep=row in chosen.kept))


def _cell(cell: DocCell, row: int, chosen: Frame) -> Xml:
    """One physical cell: the content in the first row of its span, continuations below."""
    left = chosen.stands_left(cell)
    place = Place(
        chosen.size,
        chosen.breadth(cell),
        _style(cell, left=left),
        cell.level if left else 0,
        cell.colspan,
        None if cell.rowspan == 1 else cell.row == row,
        left,
        row in chosen.kept,
    )
    text, lines = (cell.text, chosen.lines(cell)) if cell.row == row else ("", ())
    return _physical(place, text, lines) if len(text) > _LONGEST else _label(place, text, lines)


def _physical(place: Place, text: str, lines: tuple[SetLine, ...]) -> Xml:
    """A cell at its place; a continuation has no lines."""
    across = f'<w:gridSpan w:val="{place.colspan}"/>' if place.colspan > 1 else ""
    down = "" if place.begins is None else '<w:vMerge w:val="restart"/>' if place.begins else "<w:vMerge/>"
    properties = f'<w:tcW w:w="{place.breadth}" w:type="dxa"/>{across}{down}<w:vAlign w:val="center"/>'
    fill = place.filling(text, lines) if place.begins is not False else Filling(0, 0, ())
    content = _filling(place.style, text, fill, place.size, keep=place.keep)
    return Xml(f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")


_label = lru_cache(maxsize=1024)(_physical)
"""The reports of a form have the same labels, and in the same places: each is written once in a process."""
_LONGEST = 64
"""A longer text is no label."""


def _filling(style: str, text: str, fill: Filling, size: int, *, keep: bool) -> Xml:
    """A cell's paragraph."""
    own = 0 if size == STYLE_SIZE else size
    properties: list[Xml] = []
    if keep:
        properties.append(element("keepNext"))
    if own:
        properties.append(element("spacing", line=leading(own), lineRule="exact"))
    sides = {side: value for side, value in (("left", fill.left), ("right", fill.right)) if value}
    if sides:
        properties.append(element("ind", **sides))
    if own:
        properties.append(mark_size(own))
    content = runs([Piece(text)], fill.spaces, base=0, size=own) if text else []
    return paragraph(style, *content, properties=tuple(properties))


def _style(cell: DocCell, *, left: bool) -> str:
    match cell.role:
        case CellRole.HEAD | CellRole.CAPTION:
            return "TableHead"
        case CellRole.CORNER:
            return "TableLabel"
        case CellRole.STUB:
            return "TableLabel" if left else "TableText"
        case CellRole.UNIT | CellRole.VALUE | CellRole.EMPTY:
            return "TableText"
    assert_never(cell.role)
