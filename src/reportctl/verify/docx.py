"""Read a DOCX back from its bytes and compare it with the document tree, without any help from the back end."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml import etree
from msgspec import Struct

from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    Bound,
    DocCell,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from reportctl.model.finding import Finding, Related
from reportctl.model.location import CellRef, FileRef
from reportctl.rules.out101_figure_differs_in_output import RULE as FIGURE_DIFFERS
from reportctl.rules.out102_text_differs_in_output import RULE as TEXT_DIFFERS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_RUN, _TEXT, _TAB_STOP, _BREAK = (f"{_W}{name}" for name in ("r", "t", "tab", "br"))
_ROW, _CELL, _SPAN, _MERGE = (f"{_W}{name}" for name in ("tr", "tc", "gridSpan", "vMerge"))
_TABLE = "〔表格〕"
"""Stands for a table among the lines of text."""
_TAB = "\0"
"""Stands for a tab of the page; no text of an XML file can hold it."""
_STANDING = {_TAB_STOP: _TAB, _BREAK: "\n"}
"""What stands for an element of a run that is no text."""
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, ValueError, EOFError, NotImplementedError,
    RuntimeError, OSError,
)  # fmt: skip
"""What zipfile and lxml raise for bytes that are no DOCX: damaged, cut short, encrypted, or without a main part."""


class _Line(Struct, frozen=True):
    """A paragraph as the tree wants it."""

    text: str
    at: CellRef | None = None
    bound: tuple[Bound, ...] = ()


class _Cell(Struct):
    """A cell as it was read: its spans and its text; `merge` says if it begins or continues a span of rows."""

    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    merge: str = ""


_Grid = dict[tuple[int, int], _Cell]


def verify(document: Document, data: bytes, file: str) -> tuple[Finding, ...]:
    """Compare every paragraph in order, and every table cell by its place and spans, with the tree.

    A figure that differs is OUT101, any other text OUT102; bytes that cannot be read are one OUT102 for the title.
    """
    judge = _Judge(document, file)
    try:
        lines, grids = _read(data)
    except _DAMAGE:
        return (judge.text(document.title, "", None),)
    return (*_compare_lines(judge, list(_lines(document)), lines), *_compare_tables(judge, document, grids))


class _Judge(Struct, frozen=True):
    """Makes the findings of one file."""

    document: Document
    file: str

    def text(self, wanted: str, found: str, at: CellRef | None) -> Finding:
        """A text that differs."""
        related = (Related(at, wanted, None),) if at else ()
        return Finding(
            TEXT_DIFFERS, FileRef(self.file), {"format": "DOCX", "wanted": wanted, "found": found},
            year=self.document.year, agency=self.document.agency, expected=wanted, actual=found, related=related,
        )  # fmt: skip

    def figure(self, name: str, wanted: str, found: str, at: CellRef | None) -> Finding:
        """A figure that differs."""
        related = (Related(at, name, wanted, name),) if at else ()
        return Finding(
            FIGURE_DIFFERS, FileRef(self.file), {"format": "DOCX", "figure": name, "wanted": wanted, "found": found},
            figure=name, year=self.document.year, agency=self.document.agency, expected=wanted, actual=found,
            related=related,
        )  # fmt: skip


def _lines(document: Document) -> Iterator[_Line]:
    """The paragraphs that the tree asks for, in order, with a mark in the place of each table."""
    yield _Line(document.title)
    for block in document.blocks:
        match block:
            case Heading(text=text, at=at, bound=bound) | Paragraph(text=text, at=at, bound=bound):
                yield _Line(text, at, bound)
            case Signature(agency=agency, date=date):
                yield from (_Line(agency), _Line(date))
            case AttachmentNote(names=names):
                numbers = [f"{n}." for n in range(1, len(names) + 1)] if len(names) > 1 else [""]
                for opening, number, name in zip(["附件：", *[""] * len(names)], numbers, names, strict=False):
                    yield _Line(f"{opening}{number}{name}")
            case Attachment(mark=mark):
                yield _Line(mark)
            case TableBlock():
                yield from _lines_around(block)


def _lines_around(block: TableBlock) -> Iterator[_Line]:
    for text in (block.title, block.subtitle, block.head_left, block.head_right, _TABLE, *block.foot):
        if text:
            yield _Line(text)


def _read(data: bytes) -> tuple[list[str], list[_Grid]]:
    """The paragraphs of the body in order, with a mark for each table, and the tables' grids.

    What stands between tabs is a line of its own; the lines of the title are one.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # Each part is read, for that compares it with its check sum.
        parts = {name: archive.read(name) for name in archive.namelist()}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    root = etree.fromstring(parts["word/document.xml"], parser)
    title, lines, grids = "", [], []
    for child in root.iterfind(f"{_W}body/*"):
        if child.tag == f"{_W}tbl":
            lines.append(_TABLE)
            grids.append(_grid(child))
        elif child.tag == f"{_W}p" and not lines and child.find(f"{_W}pPr/{_W}pStyle[@{_W}val='Title']") is not None:
            title += _text(child)
        elif child.tag == f"{_W}p":
            lines += [text for text in _text(child).split(_TAB) if text.strip()]
    return ([title, *lines] if title else lines), grids


def _text(paragraph: etree._Element) -> str:
    """The characters of a paragraph's runs."""
    return "".join(_piece(node) for node in paragraph.iter(_TEXT, _TAB_STOP, _BREAK))


def _piece(node: etree._Element) -> str:
    """The characters that a part of a run stands for; stops in a paragraph's properties are tabs too, but no text."""
    run = node.getparent()
    if run is None or run.tag != _RUN:
        return ""
    return _STANDING.get(str(node.tag)) or node.text or ""


def _grid(table: etree._Element) -> _Grid:
    """The cells of a table by their place in the physical grid; a vertically merged cell belongs to its first row."""
    grid: _Grid = {}
    open_below: dict[int, _Cell] = {}
    for row, cells in enumerate(_rows(table)):
        open_above, open_below = open_below, {}
        column = 0
        for cell in cells:
            above = open_above.get(column)
            if cell.merge == "continue" and above is not None and above.colspan == cell.colspan:
                above.rowspan += 1
                above.text += cell.text
                owner = above
            else:
                owner = grid[row, column] = cell
            if cell.merge:
                open_below[column] = owner
            column += cell.colspan
    return grid


def _rows(table: etree._Element) -> list[list[_Cell]]:
    """The cells of each row in one walk through the table, which is much faster than to look for the parts of each."""
    rows: list[list[_Cell]] = []
    for node in table.iter(_ROW, _CELL, _SPAN, _MERGE, _TEXT, _TAB_STOP, _BREAK):
        tag = node.tag
        if tag == _ROW:
            rows.append([])
        elif tag == _CELL:
            rows[-1].append(_Cell())
        elif tag == _SPAN:
            rows[-1][-1].colspan = int(node.get(_VALUE) or 1)
        elif tag == _MERGE:
            rows[-1][-1].merge = node.get(_VALUE, "continue")
        else:
            rows[-1][-1].text += _piece(node)
    return rows


def _compare_lines(judge: _Judge, wanted: Sequence[_Line], found: Sequence[str]) -> Iterator[Finding]:
    texts = [line.text for line in wanted if line.text.strip()]
    lines = [line for line in wanted if line.text.strip()]
    for kind, i, j, k, m in SequenceMatcher(None, texts, found, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for offset in range(max(j - i, m - k)):
            line = lines[i + offset] if i + offset < j else _Line("")
            yield _line_differs(judge, line, found[k + offset] if k + offset < m else "")


def _line_differs(judge: _Judge, line: _Line, found: str) -> Finding:
    """A line that differs; the first difference decides whether a figure is at fault."""
    wanted = line.text
    pairs = enumerate(zip(wanted, found, strict=False))
    first = next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(found)))
    for bound in line.bound if found else ():
        if bound.start <= first <= bound.end:
            end = bound.end + len(found) - len(wanted)
            return judge.figure(bound.name, wanted[bound.start : bound.end], found[bound.start : end], line.at)
    return judge.text(_excerpt(wanted, first), _excerpt(found, first), line.at)


def _excerpt(text: str, position: int) -> str:
    start, end = max(0, position - 10), position + 20
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _compare_tables(judge: _Judge, document: Document, grids: Sequence[_Grid]) -> Iterator[Finding]:
    for number, block in enumerate(document.tables()):
        if number >= len(grids):
            break
        grid = dict(grids[number])
        for cell in block.cells:
            read = grid.pop((cell.row, cell.column), None)
            if read is None or read.text != cell.text:
                yield _cell_differs(judge, cell, read.text if read else "")
            elif (read.rowspan, read.colspan) != (cell.rowspan, cell.colspan):
                wanted = f"{cell.text}（{cell.rowspan}×{cell.colspan}）"
                yield judge.text(wanted, f"{read.text}（{read.rowspan}×{read.colspan}）", cell.at)
        yield from (judge.text("", cell.text, None) for cell in grid.values() if cell.text)


def _cell_differs(judge: _Judge, cell: DocCell, found: str) -> Finding:
    if cell.figure is not None:
        return judge.figure(cell.figure, cell.text, found, cell.at)
    return judge.text(cell.text, found, cell.at)
