"""分项 and 校核说明: the lists that an agency keeps of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model import form
from reportctl.model.figures_file import FiguresFile, Raw, RawBreakdown
from reportctl.scaffold import lists, style
from reportctl.scaffold.content import Content
from reportctl.scaffold.entries import offer_list, validate_choice
from reportctl.scaffold.page import protect, set_page, set_widths
from reportctl.scaffold.style import Look, fitted, height, lines, open_row, put

BREAKDOWN_WIDTHS = (10.0, 46.0, 14.0, 10.0, 10.0, 30.0)
BREAKDOWN_ROWS = 40
"""Lines ready for entries, at least; more can be inserted."""
ACCEPTANCE_WIDTHS = (14.0, 34.0, 70.0)
ACCEPTANCE_ROWS = 15
SPARE = 8
"""Blank lines below the entries of a figures file, at least."""

NAME_COLUMN = 2
PART_INDENT = 3

Line = tuple[Raw, ...]
"""The cells of a line; a blank line has none."""


def write_breakdowns(book: Workbook, content: Content) -> None:
    """Write 分项: each breakdown's total, its parts below it, and a blank line after."""
    sheet = book.create_sheet(form.SHEET_BREAKDOWNS)
    found = list(_breakdown_lines(content.figures)) if content.figures else []
    last = _write_list(sheet, form.BREAKDOWN_HEADS, BREAKDOWN_WIDTHS, found, BREAKDOWN_ROWS, _breakdown_look)
    words = (form.BREAKDOWN_TOTAL, form.BREAKDOWN_PART)
    validate_choice(sheet, f"A2:A{last}", words, "先一行“总数”，下面每个分项一行。")
    relations = [word for _, word in form.RELATIONS]
    hint = "写在总数行。合计：各分项相加等于总数；其中：各分项相加不超过总数。"
    validate_choice(sheet, f"E2:E{last}", relations, hint)
    hint = "写在总数行。总数就是统计表中的某个数时，选它的编号，数值留空；编号在单击统计表的格子时可以看到。"
    offer_list(sheet, f"F2:F{last}", lists.FIGURES, hint)
    set_page(sheet, content.title, head=(1, 1))


def _breakdown_look(line: Line, column: int) -> Look:
    total = line[:1] == (form.BREAKDOWN_TOTAL,)
    look = style.TOTAL if total else style.INPUT
    if column != NAME_COLUMN:
        return replace(look, horizontal="center")
    return look if total or not line else replace(look, indent=PART_INDENT)


def _breakdown_lines(figures: FiguresFile) -> Iterator[Line]:
    for breakdown in figures.breakdowns:
        yield _total_line(breakdown)
        for part in breakdown.parts:
            yield (form.BREAKDOWN_PART, part.label, part.value, breakdown.unit or None, None, None)
        yield ()


def _total_line(breakdown: RawBreakdown) -> Line:
    relation = dict(form.RELATIONS).get(breakdown.relation, breakdown.relation)
    unit = breakdown.unit or None
    return (form.BREAKDOWN_TOTAL, breakdown.label, breakdown.value, unit, relation, breakdown.total)


def write_acceptances(book: Workbook, content: Content) -> None:
    """Write 校核说明: the findings that stay because the report was published as it is."""
    sheet = book.create_sheet(form.SHEET_ACCEPTANCES)
    accepted = content.figures.acceptances if content.figures else ()
    found: list[Line] = [(item.code, item.figure or None, item.reason) for item in accepted]
    _write_list(sheet, form.ACCEPTANCE_HEADS, ACCEPTANCE_WIDTHS, found, ACCEPTANCE_ROWS, lambda *_: style.INPUT)
    set_page(sheet, content.title, head=(1, 1))


def _write_list(
    sheet: Worksheet,
    heads: tuple[str, ...],
    widths: tuple[float, ...],
    found: Sequence[Line],
    least: int,
    look: Callable[[Line, int], Look],
) -> int:
    """Write a head and open lines below it; returns the last line's row."""
    set_widths(sheet, widths)
    for column, head in enumerate(heads, start=1):
        put(sheet, 1, column, head, style.HEAD)
    sheet.row_dimensions[1].height = height(1)
    count = max(least, len(found) + SPARE)
    for row, line in enumerate((*found, *((),) * (count - len(found))), start=2):
        texts = (value if isinstance(value, str) else "" for value in line)
        fitted(
            sheet, row, height(max((lines(text, width) for text, width in zip(texts, widths, strict=False)), default=1))
        )
        open_row(sheet, row)
        for column in range(1, len(heads) + 1):
            put(sheet, row, column, line[column - 1] if line else None, look(line, column))
    sheet.freeze_panes = "A2"
    protect(sheet, rows=True)
    return count + 1
