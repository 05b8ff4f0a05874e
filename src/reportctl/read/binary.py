"""Workbooks of the old binary format (BIFF: .xls, .et), read with xlrd.

xlrd keeps apart what matters here: errors, truth values, dates and empty texts. Its parsing is plain Python under a
bound on the file's size, so that nothing in a file can take the process down.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet as Page

from reportctl.model.finding import Words
from reportctl.model.source import Cell, Content, ErrorValue, Sheet, Uncalculated
from reportctl.read.cells import MAX_CELLS, MAX_MERGES, MAX_ROWS, Raw, as_shown, clipped, exact_number, hidden_among
from reportctl.read.package import MIB, Refusal, damaged, too_large
from reportctl.read.parts import MAX_TEXT, Shown, shown_by, shown_by_number
from reportctl.rules import rule

MAX_BINARY = 8 * MIB
"""Bytes of a file; a report in this format has some hundred thousand."""

_RECALCULATION = 0x01C1
"""The record of the program that calculated last; libraries that write formulas without results write none."""
_SHEET = 0x0085
_FORMULAS = (0x0006, 0x0206, 0x0406)
_BEGINNINGS = (0x0009, 0x0209, 0x0409, 0x0809)
_END = 0x000A
_ZERO = bytes(8)
_EMPTY_TEXT = b"\x03\x00\x00\x00\x00\x00\xff\xff"
_FIRST_OWN_FORMAT = 164


class _Silence(io.StringIO):
    """Where xlrd's remarks go, which are not kept; findings say what a user has to know."""

    def write(self, text: str, /) -> int:
        return len(text)


def read_binary(data: bytes) -> Sequence[Raw]:
    """Read the bytes of a workbook in the old binary format.

    Raises:
        Refusal: It is protected by a password, damaged, too large, or has no sheet.
    """
    if len(data) > MAX_BINARY:
        raise too_large(f"旧格式的文件超过 {MAX_BINARY // MIB} MiB", f"it is larger than {MAX_BINARY // MIB} MiB")
    with _asking_xlrd():
        book = xlrd.open_workbook(
            file_contents=data, logfile=_Silence(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    never = _uncalculated(book)
    sheets: list[Raw] = []
    for number in range(book.nsheets):
        room = MAX_CELLS - sum(len(raw.sheet.cells) for raw in sheets)
        with _asking_xlrd():
            page = book.sheet_by_index(number)
        sheets.append(_sheet(book, page, room, never.get(number, frozenset())))
        book.unload_sheet(number)
    if not sheets:
        raise Refusal(rule("FIL102"), Words("其中没有工作表", "it has no sheet"))
    return sheets


@contextmanager
def _asking_xlrd() -> Iterator[None]:
    """Where xlrd parses; what we make of it stands outside, so that a fault of ours is not called a damaged file."""
    try:
        yield
    except XLRDError as error:
        if "encrypted" in str(error):
            raise Refusal(rule("FIL103"), Words("设有密码", "it is protected by a password")) from error
        raise damaged("不能按旧的 .xls 格式读出", "it cannot be read as an .xls file") from error
    except Exception as error:  # xlrd meets damage with whatever its parsing runs into: some ten unrelated classes
        raise damaged("不能按旧的 .xls 格式读出", "it cannot be read as an .xls file") from error


def _uncalculated(book: Book) -> Mapping[int, frozenset[tuple[int, int]]]:
    """The formulas of each sheet, by row and column from 0, if nobody ever calculated them.

    Each formula stores a result, and libraries that do not calculate store 0 or an empty text. They leave no mark of a
    calculation among the workbook's records either; where that is missing and no formula has another result, none is
    believed.
    """
    places: dict[int, frozenset[tuple[int, int]]] = {}
    sheets: list[int] = []
    for kind, content in _records(book.mem or b"", book.base):
        if kind == _RECALCULATION:
            return {}
        if kind == _SHEET and len(content) > 5 and content[5] == 0:
            sheets.append(book.base + struct.unpack_from("<L", content)[0])
    for number, start in enumerate(sheets):
        found: set[tuple[int, int]] = set()
        for kind, content in _records(book.mem or b"", start):
            if kind in _FORMULAS and len(content) >= 14:
                if content[6:14] not in (_ZERO, _EMPTY_TEXT):
                    return {}
                found.add(struct.unpack_from("<HH", content))
        places[number] = frozenset(found)
    return places


def _records(memory: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of the workbook's part or sheet that begins there."""
    depth = 0
    while place + 4 <= len(memory):
        kind, length = struct.unpack_from("<HH", memory, place)
        depth += 1 if kind in _BEGINNINGS else -1 if kind == _END else 0
        if depth <= 0:
            return
        yield kind, memory[place + 4 : place + 4 + length]
        place += 4 + length


def _sheet(book: Book, page: Page, room: int, never: frozenset[tuple[int, int]]) -> Raw:
    if page.nrows > MAX_ROWS:
        raise too_large(
            f"工作表“{page.name}”超过 {MAX_ROWS} 行", f"the sheet {page.name} has more than {MAX_ROWS} rows"
        )
    cells: dict[tuple[int, int], Cell] = {}
    cut: list[tuple[int, int]] = []
    for row in range(page.nrows):
        for column in range(page.row_len(row)):
            content = Uncalculated("=…") if (row, column) in never else _content(book, page, row, column)
            if content is None:
                continue
            if isinstance(content, str) and len(content) > MAX_TEXT:
                cut.append((row + 1, column + 1))
                content = content[:MAX_TEXT]
            cells[row + 1, column + 1] = Cell(row + 1, column + 1, content)
        if len(cells) > room:
            raise too_large(f"内容超过 {MAX_CELLS} 格", f"it holds more than {MAX_CELLS} cells")
    if len(page.merged_cells) > MAX_MERGES:
        raise too_large(f"合并单元格超过 {MAX_MERGES} 处", f"it has more than {MAX_MERGES} merged ranges")
    return Raw(_shown(page, cells), {}, tuple(cut))


def _shown(page: Page, cells: Mapping[tuple[int, int], Cell]) -> Sheet:
    bottom = max((row for row, _ in cells), default=0)
    right = max((column for _, column in cells), default=0)
    merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in page.merged_cells]
    rows = {row for row, _ in cells if (info := page.rowinfo_map.get(row - 1)) is not None and info.hidden}
    columns = [(number + 1, number + 1) for number, info in page.colinfo_map.items() if info.hidden]
    return Sheet(
        page.name, page.visibility == 0, cells, clipped(merges, bottom, right), frozenset(rows),
        hidden_among(columns, right),
    )  # fmt: skip


def _content(book: Book, page: Page, row: int, column: int) -> Content | None:
    kind, value = page.cell_type(row, column), page.cell_value(row, column)
    match kind:
        case xlrd.XL_CELL_TEXT:
            return str(value) or None
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            number = exact_number(repr(value))
            if number is None:
                return ErrorValue(str(value))
            return as_shown(number, _format(book, page, row, column), epoch_1904=book.datemode == 1)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_ERROR:
            return ErrorValue(xlrd.error_text_from_code.get(int(value), f"#{value}"))
        case _:
            return None


def _format(book: Book, page: Page, row: int, column: int) -> Shown:
    with _asking_xlrd():
        # A damaged file has cells of a style that it does not have.
        number = book.xf_list[page.cell_xf_index(row, column)].format_key
    if number < _FIRST_OWN_FORMAT:
        return shown_by_number(number)
    own = book.format_map.get(number)
    return shown_by(own.format_str) if own else Shown.NUMBER
