"""Text files of cells (.csv): one file holds the whole workbook, sheet below sheet.

A line whose only cell is a name in square brackets opens the sheet of that name. Where there is no such line, the lines
at the beginning whose first cell is a label of the particulars are that sheet, and what follows is one other sheet.
Rows keep the numbers that they have in the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from reportctl.model.finding import Words
from reportctl.model.form import PARTICULARS, SHEET_PARTICULARS
from reportctl.model.pattern import regex
from reportctl.model.source import Cell, Content, ErrorValue, Sheet
from reportctl.read.cells import MAX_CELLS, MAX_ROWS, Raw, exact_number
from reportctl.read.package import Refusal, damaged, too_large
from reportctl.read.parts import MAX_CHARACTERS, MAX_TEXT
from reportctl.rules import rule

DELIMITERS = (",", "\t", ";")
OTHER_SHEET = "CSV"
"""The name of the sheet that is not named in the file."""

_NUMBER = regex(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?", re.ASCII)
_ERROR = regex(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]{3}", re.ASCII)
_NAME = regex(r"\[([^\[\]]{1,31})\]")
_CONTROL = regex("[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 64 * 1024
_LABELS = frozenset(particular.label for particular in PARTICULARS)

Row = tuple[int, Sequence[str]]
"""The number of a row in the file, from 1, and its cells."""


def read_delimited(data: bytes) -> Sequence[Raw]:
    """Read a text file of cells.

    Raises:
        Refusal: It is in an unknown encoding, is no table, has a quotation mark that is not closed, or is too large.
    """
    text = _decoded(data)
    rows = _rows(text, _delimiter(text))
    if sum(len(cells) > 1 for _, cells in rows) < 2:
        raise Refusal(rule("FIL102"), Words("这是文本文件，不是工作簿", "it is a text file, not a workbook"))
    return [_sheet(name, part) for name, part in _sheets(rows)]


def _decoded(data: bytes) -> str:
    """The text of the file, in UTF-8, in UTF-16 with its mark, or in GB 18030, which office programs in China write."""
    if len(data) > MAX_CHARACTERS:
        raise too_large("文字太多", "it holds too much text")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise Refusal(rule("FIL102"), Words("不是工作簿，或已损坏", "it is no workbook, or it is damaged"))


def _delimiter(text: str) -> str:
    """The character between cells: what the first line says (sep=;), else what parts most lines."""
    if re.match(r"sep=[,;\t]\s", text):
        return text[4]
    lines = text[:_SAMPLE].splitlines()
    return max(DELIMITERS, key=lambda mark: sum(mark in line for line in lines))


def _rows(text: str, delimiter: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cells) and not (number == 1 and text.startswith("sep=")):
                rows.append((number, cells))
            if len(rows) > MAX_ROWS:
                raise too_large(f"内容超过 {MAX_ROWS} 行", f"it holds more than {MAX_ROWS} rows")
    except csv.Error as error:
        line = reader.line_num
        raise damaged(f"第 {line} 行的引号不成对或内容过长", f"line {line}: {error}") from error
    return rows


def _sheets(rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    """The sheets by name, each with its rows."""
    starts = [(i, match[1]) for i, (_, cells) in enumerate(rows) if (match := _opening(cells))]
    if not starts:
        cut = next((i for i, (_, cells) in enumerate(rows) if cells[0].strip(" :：") not in _LABELS), len(rows))
        yield from ((name, part) for name, part in ((SHEET_PARTICULARS, rows[:cut]), (OTHER_SHEET, rows[cut:])) if part)
        return
    seen: set[str] = set()
    if starts[0][0] > 0:
        starts.insert(0, (-1, OTHER_SHEET))
    for (start, name), end in zip(starts, [*(i for i, _ in starts[1:]), len(rows)], strict=True):
        if name.casefold() in seen:
            raise damaged(f"有两张工作表都叫“{name}”", f"two sheets are called {name}")
        seen.add(name.casefold())
        yield name, rows[start + 1 : end]


def _opening(cells: Sequence[str]) -> re.Match[str] | None:
    return _NAME.fullmatch(cells[0].strip()) if not any(cells[1:]) else None


def _sheet(name: str, rows: Sequence[Row]) -> Raw:
    cells: dict[tuple[int, int], Cell] = {}
    cut: list[tuple[int, int]] = []
    for row, texts in rows:
        for column, text in enumerate(texts, start=1):
            if not text:
                continue
            if len(text) > MAX_TEXT:
                cut.append((row, column))
            cells[row, column] = Cell(row, column, _content(text[:MAX_TEXT]))
        if len(cells) > MAX_CELLS:
            raise too_large(f"内容超过 {MAX_CELLS} 格", f"it holds more than {MAX_CELLS} cells")
    return Raw(Sheet(name, True, cells), {}, tuple(cut))


def _content(text: str) -> Content:
    """What a cell of text states. A number with leading zeros is a text: postcodes and telephone numbers have them."""
    if _ERROR.fullmatch(text):
        return ErrorValue(text)
    number = exact_number(text) if _NUMBER.fullmatch(text) else None
    return text if number is None else number
