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
_TABLE = "〔表格〕"
"""Stands for a table among the lines of text."""
_TAB = "\0"
"""Stands for a tab of the page; no text of an XML file can hold it."""
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, EOFError, NotImplementedError,
    RuntimeError, OSError,
)  # fmt: skip
"""What zipfile and lxml raise for bytes that are no DOCX: damaged, cut short, encrypted, or without a main part."""


class _Line(Struct, frozen=True):
    """A paragraph as the tree wants it."""

    text: str
    at: CellRef | None = None
    bound: tuple[Bound, ...] = ()


class _Cell(Struct):
    """A cell as it was read: its spans and its text."""

    rowspan: int
    colspan: int
    text: str


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
        if archive.testzip() is not None:
            raise zipfile.BadZipFile
        xml = archive.read("word/document.xml")
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    title, lines, grids = "", [], []
    for child in root.iterfind(f"{_W}body/*"):
        if child.tag == f"{_W}tbl":
            lines.append(_TABLE)
            grids.append(_grid(child))
        elif child.tag == f"{_W}p" and child.find(f"{_W}pPr/{_W}pStyle[@{_W}val='Title']") is not None and not lines:
            title += _text(child)
        elif child.tag == f"{_W}p":
            lines += [text for text in _text(child).split(_TAB) if text.strip()]
    return ([title, *lines] if title else lines), grids


def _text(parent: etree._Element) -> str:
    pieces = {f"{_W}tab": _TAB, f"{_W}br": "\n"}
    runs = parent.iterfind(f".//{_W}r/*")
    return "".join(node.text or "" if node.tag == f"{_W}t" else pieces.get(str(node.tag), "") for node in runs)


def _grid(table: etree._Element) -> _Grid:
    """The cells of a table by their place in the physical grid; a vertically merged cell belongs to its first row."""
    grid: _Grid = {}
    open_below: dict[int, _Cell] = {}
    for row, line in enumerate(table.iterfind(f"{_W}tr")):
        open_above, open_below = open_below, {}
        column = 0
        for node in line.iterfind(f"{_W}tc"):
            colspan = int(_property(node, "gridSpan") or 1)
            merge = node.find(f"{_W}tcPr/{_W}vMerge")
            continued = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            above = open_above.get(column)
            if continued and above is not None and above.colspan == colspan:
                above.rowspan += 1
                above.text += _text(node)
                cell = above
            else:
                cell = grid[row, column] = _Cell(1, colspan, _text(node))
            if merge is not None:
                open_below[column] = cell
            column += colspan
    return grid


def _property(cell: etree._Element, name: str) -> str:
    found = cell.find(f"{_W}tcPr/{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


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
