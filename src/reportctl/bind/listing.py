"""The workbook's own lists (分项, 正文, 校核说明): found by the words of their heads, read line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reportctl.bind.labels import may_begin, normal
from reportctl.bind.text import is_blank
from reportctl.model.form import ACCEPTANCE_HEADS, BREAKDOWN_HEADS, NARRATIVE_HEADS
from reportctl.model.location import CellRef
from reportctl.model.once import once
from reportctl.model.source import Cell, Sheet, Workbook


class Line(Struct, frozen=True):
    """A line of a list that is not blank, with its cells by the word at their column's head."""

    workbook: Workbook
    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    def cell(self, head: str) -> Cell | None:
        """The cell under a head, or None where it is empty or the list has no such column."""
        column = self.columns.get(head)
        return self.sheet.at(self.row, column) if column else None

    def text(self, head: str) -> str:
        """The text under a head without outer white space, empty where there is none."""
        cell = self.cell(head)
        return "" if cell is None or is_blank(cell.text) else cell.text.strip()

    def ref(self, head: str) -> CellRef:
        """Where the cell under a head is; the line's first column where the list has no such column."""
        return self.workbook.ref(self.sheet, self.row, self.columns.get(head, 1))


class Listing(Struct, frozen=True):
    """A list on a sheet: the columns of its heads, and the row they stand in."""

    workbook: Workbook
    sheet: Sheet
    head_row: int
    columns: Mapping[str, int]

    def lines(self) -> Iterator[Line]:
        """The lines below the head that hold something in one of its columns."""
        rows = sorted(
            {
                row
                for (row, column), cell in self.sheet.cells.items()
                if row > self.head_row and column in self.columns.values() and not is_blank(cell.text)
            }
        )
        for row in rows:
            yield Line(self.workbook, self.sheet, row, self.columns)


def find_listing(workbook: Workbook, name: str, heads: Sequence[str]) -> Listing | None:
    """The list whose head has all the words of `heads`, or all but one; `name` decides between equal sheets."""
    wanted = {normal(head): head for head in heads}
    best: tuple[int, bool, Listing] | None = None
    for sheet, words in _head_words(workbook):
        found = _head(words, wanted)
        if found is None:
            continue
        row, columns = found
        named = normal(sheet.name) == normal(name)
        if best is None or (len(columns), named) > best[:2]:
            best = len(columns), named, Listing(workbook, sheet, row, columns)
    return best[2] if best and best[0] >= max(2, len(heads) - 1) else None


@once
def _head_words(workbook: Workbook) -> list[tuple[Sheet, list[tuple[str, Cell]]]]:
    """For each sheet the cells that may be heads of a list, with their normal forms."""
    beginnings = frozenset(normal(head)[:2] for head in (*BREAKDOWN_HEADS, *NARRATIVE_HEADS, *ACCEPTANCE_HEADS))
    found: list[tuple[Sheet, list[tuple[str, Cell]]]] = []
    for sheet in workbook.sheets:
        texts = ((cell.content, cell) for cell in sheet.cells.values() if isinstance(cell.content, str))
        found.append((sheet, [(normal(text), cell) for text, cell in texts if may_begin(text[:2], beginnings)]))
    return found


def _head(words: list[tuple[str, Cell]], wanted: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row with most of the wanted words, the first one of equals."""
    rows: dict[int, dict[str, int]] = {}
    for word, cell in words:
        if head := wanted.get(word):
            columns = rows.setdefault(cell.row, {})
            columns[head] = min(cell.column, columns.get(head, cell.column))
    return max(rows.items(), key=lambda item: (len(item[1]), -item[0]), default=None)
