"""OpenDocument workbooks (.ods): the sheets of content.xml, under the same limits as those of Excel workbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from reportctl.model.finding import Words
from reportctl.model.pattern import regex
from reportctl.model.source import Cell, Content, ErrorValue, NotANumber, Percentage, Sheet, Uncalculated
from reportctl.read.cells import (
    LAST_COLUMN,
    LAST_ROW,
    MAX_CELLS,
    MAX_MERGES,
    MAX_ROWS,
    Raw,
    clipped,
    exact_number,
    hidden_among,
    iso_moment,
)
from reportctl.read.markup import walk
from reportctl.read.package import CONTENT, Package, Refusal, damaged, too_large
from reportctl.read.parts import MAX_TEXT
from reportctl.rules import rule

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_NAMES}{name}:1.0 " for name in ("office", "table", "text", "style"))
_EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_DRAWING = f"{_NAMES}drawing:1.0 "
_ROOT = f"{_OFFICE}document-content"
_SPREADSHEET = f"{_OFFICE}spreadsheet"

_ASIDE = (f"{_OFFICE}annotation", f"{_TABLE}shapes", f"{_TEXT}ruby-text", f"{_TEXT}note", f"{_TABLE}tracked-changes")
"""What stands inside a sheet or a cell without being its content: comments, shapes, phonetic guides, old versions."""
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HIDDEN = ("collapse", "filter")
_ERROR = regex(r"#[A-Z0-9/]+[!?]?|Err:[0-9]{3}", re.ASCII)
_DURATION = regex(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S", re.ASCII)
_COUNT = regex(r"[0-9]{1,9}", re.ASCII)
_REFERENCE = regex(r"\[(?:\$?('(?:[^']|'')+'|[^\[\].'#]*))?\.([^\[\]:]+)(?::[^\[\].]*\.([^\[\]]+))?\]")
_FORMULA_PREFIX = regex(r"[a-z]+:=|=", re.ASCII)


def read_open_document(package: Package) -> Sequence[Raw]:
    """Read the sheets of an OpenDocument workbook.

    Raises:
        Refusal: It is damaged, too large, no spreadsheet, or has no sheet.
    """
    handler = _Sheets()
    walk(package, CONTENT, handler, root=_ROOT, namespace="")
    if not handler.sheets:
        raise Refusal(rule("FIL102"), Words("其中没有工作表", "it has no sheet"))
    return handler.sheets


class _Grid:
    """A sheet while it is read."""

    def __init__(self, name: str, style: str, room: int) -> None:
        self.name = name
        self.style = style
        self.room = room
        self.cells: dict[tuple[int, int], Cell] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.cut: list[tuple[int, int]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.rows: set[int] = set()
        self.row = self.column = self.columns = 0
        self.repeat = 1

    def begin_row(self, repeat: int, *, hidden: bool) -> None:
        self.row, self.repeat, self.column = self.row + 1, repeat, 0
        if hidden:
            self.hidden_rows.append((self.row, self.row + repeat - 1))

    def end_row(self) -> None:
        self.row += self.repeat - 1

    def add_columns(self, repeat: int, *, hidden: bool) -> None:
        if hidden:
            self.hidden_columns.append((self.columns + 1, self.columns + repeat))
        self.columns += repeat

    def put(self, content: Content, formula: str, repeat: int) -> None:
        """Put a value into the next cells of the row, and of the rows that repeat it."""
        first = self.column + 1
        if len(self.cells) + repeat * self.repeat > self.room:
            raise too_large(
                f"到工作表“{self.name}”为止，内容已超过 {MAX_CELLS} 格",
                f"up to the sheet {self.name} it holds more than {MAX_CELLS} cells",
            )
        if first + repeat - 1 > LAST_COLUMN or self.row + self.repeat - 1 > LAST_ROW:
            raise damaged(f"工作表“{self.name}”大得不合规定", f"the sheet {self.name} is larger than a sheet can be")
        too_long = isinstance(content, str) and len(content) > MAX_TEXT
        for row in range(self.row, self.row + self.repeat):
            for column in range(first, first + repeat):
                if isinstance(content, str) and too_long:
                    self.cut.append((row, column))
                    content = content[:MAX_TEXT]
                if formula:
                    self.formulas[row, column] = formula
                self.cells[row, column] = Cell(row, column, content)
            self.rows.add(row)
        if len(self.rows) > MAX_ROWS:
            raise too_large(
                f"工作表“{self.name}”的内容超过 {MAX_ROWS} 行", f"the sheet {self.name} has more than {MAX_ROWS} rows"
            )

    def merge(self, rows: int, columns: int) -> None:
        self.merges.append((self.row, self.column + 1, self.row + rows - 1, self.column + columns))
        if len(self.merges) > MAX_MERGES:
            raise too_large(
                f"工作表“{self.name}”的合并单元格超过 {MAX_MERGES} 处",
                f"the sheet {self.name} has more than {MAX_MERGES} merged ranges",
            )

    def close(self, *, visible: bool) -> Raw:
        bottom = max((row for row, _ in self.cells), default=0)
        right = max((column for _, column in self.cells), default=0)
        sheet = Sheet(
            self.name, visible, self.cells, clipped(self.merges, bottom, right),
            hidden_among(self.hidden_rows, bottom) & self.rows, hidden_among(self.hidden_columns, right),
        )  # fmt: skip
        return Raw(sheet, self.formulas, tuple(self.cut))


class _Sheets:
    """Collects the sheets while the part is walked through."""

    names: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.sheets: list[Raw] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._parents: list[str] = []
        self._grid: _Grid | None = None
        self._aside = 0
        self._cell: Mapping[str, str] | None = None
        self._paragraphs: list[list[str]] = []
        self._length = 0
        self._in_text = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        parent = self._parents[-1] if self._parents else ""
        self._parents.append(name)
        if self._aside or name in _ASIDE or name.startswith(_DRAWING):
            self._aside += 1
        elif self._grid is None:
            self._outside(name, parent, attributes)
        elif name == f"{_TABLE}table":
            # A table inside a cell is part of a drawing or a sub-table, not of the sheet's grid.
            self._aside += 1
        elif self._cell is None:
            self._in_grid(self._grid, name, attributes)
        else:
            self._in_cell(name, attributes)

    def end(self, name: str) -> None:
        self._parents.pop()
        if self._aside:
            self._aside -= 1
        elif name in _CELLS and self._grid is not None:
            self._finish(self._grid)
        elif name == f"{_TABLE}table-row" and self._grid is not None:
            self._grid.end_row()
        elif name == f"{_TABLE}table" and self._grid is not None:
            self.sheets.append(self._grid.close(visible=self._grid.style not in self._hidden_styles))
            self._grid = None
        elif name == f"{_TEXT}p":
            self._in_text = max(0, self._in_text - 1)

    def text(self, text: str) -> None:
        if self._in_text and not self._aside:
            self._add(text)

    def _outside(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)
        elif name == f"{_TABLE}table" and parent == _SPREADSHEET:
            title = attributes.get(f"{_TABLE}name", "")
            if any(raw.sheet.name.casefold() == title.casefold() for raw in self.sheets):
                raise damaged(f"有两张工作表都叫“{title}”", f"two sheets are called {title}")
            room = MAX_CELLS - sum(len(raw.sheet.cells) for raw in self.sheets)
            self._grid = _Grid(title, attributes.get(f"{_TABLE}style-name", ""), room)

    def _in_grid(self, grid: _Grid, name: str, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get(f"{_TABLE}visibility") in _HIDDEN
        if name == f"{_TABLE}table-column":
            grid.add_columns(_count(attributes, "number-columns-repeated"), hidden=hidden)
        elif name == f"{_TABLE}table-row":
            grid.begin_row(_count(attributes, "number-rows-repeated"), hidden=hidden)
        elif name in _CELLS:
            self._cell = attributes
            self._paragraphs, self._length = [], 0

    def _in_cell(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_TEXT}p":
            self._paragraphs.append([])
            self._in_text += 1
        elif name == f"{_TEXT}s":
            self._add(" " * min(_count(attributes, "c", _TEXT), MAX_TEXT))
        elif name == f"{_TEXT}tab":
            self._add("\t")
        elif name == f"{_TEXT}line-break":
            self._add("\n")

    def _add(self, text: str) -> None:
        if self._paragraphs and self._length <= MAX_TEXT:
            self._paragraphs[-1].append(text)
            self._length += len(text)

    def _finish(self, grid: _Grid) -> None:
        attributes, self._cell = self._cell or {}, None
        rows, columns = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
        if rows > 1 or columns > 1:
            grid.merge(rows, columns)
        repeat = _count(attributes, "number-columns-repeated")
        formula = attributes.get(f"{_TABLE}formula", "")
        content = self._content(attributes, formula)
        if content is not None and content != "":
            grid.put(content, _plain(formula), repeat)
        grid.column += repeat

    def _content(self, attributes: Mapping[str, str], formula: str) -> Content | None:
        shown = "\n".join("".join(pieces) for pieces in self._paragraphs)
        kind = attributes.get(f"{_OFFICE}value-type")
        if attributes.get(f"{_EXTENSION}value-type") == "error" or (formula and _ERROR.fullmatch(shown)):
            return ErrorValue(shown or "#")
        match kind:
            case None if formula and not shown:
                return Uncalculated(f"={_plain(formula)}"[:200])
            case "float" | "currency" | "percentage":
                stated = attributes.get(f"{_OFFICE}value", "")
                number = exact_number(stated)
                if number is None:
                    return NotANumber(stated or shown)
                return Percentage(number) if kind == "percentage" else number
            case "date":
                return iso_moment(attributes.get(f"{_OFFICE}date-value", shown))
            case "time":
                return _time_of_day(attributes.get(f"{_OFFICE}time-value", "")) or shown
            case "boolean":
                stated = attributes.get(f"{_OFFICE}boolean-value", "")
                return {"true": True, "false": False}.get(stated, ErrorValue(stated))
            case _:
                return attributes.get(f"{_OFFICE}string-value", shown)


def _time_of_day(duration: str) -> time | timedelta | None:
    """The time of day, or the length beyond one, that an ISO 8601 duration states; None where it states none."""
    match = _DURATION.fullmatch(duration)
    if not match:
        return None
    length = timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3]))
    return (datetime.min + length).time() if length < timedelta(days=1) else length


def _plain(formula: str) -> str:
    """A formula with its references written as in Excel."""
    bare = formula[match.end() :] if (match := _FORMULA_PREFIX.match(formula)) else formula
    return _REFERENCE.sub(lambda m: (f"{m[1]}!" if m[1] else "") + m[2] + (f":{m[3]}" if m[3] else ""), bare)


def _count(attributes: Mapping[str, str], name: str, namespace: str = _TABLE) -> int:
    stated = attributes.get(namespace + name, "1")
    return max(1, int(stated)) if _COUNT.fullmatch(stated) else 1
