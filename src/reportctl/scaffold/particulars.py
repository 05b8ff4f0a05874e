"""基本信息: who reports, for which year, by which form."""

from __future__ import annotations

from msgspec.structs import replace
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model import form
from reportctl.model.form import Particular
from reportctl.scaffold import lists, style
from reportctl.scaffold.content import Content
from reportctl.scaffold.entries import offer_list, validate_choice, validate_year
from reportctl.scaffold.page import protect, set_page, set_widths
from reportctl.scaffold.style import height, lines, put

WIDTHS = (18.0, 54.0, 52.0)
HEADS = ("项目", "内容", "说明")
TEXT = "@"
"""The format of a text cell: a postcode keeps its first 0, a date stays as it was typed."""


def write_particulars(book: Workbook, content: Content) -> None:
    """Write the sheet, agency, year and layout filled in."""
    sheet = book.create_sheet(form.SHEET_PARTICULARS)
    set_widths(sheet, WIDTHS)
    for column, head in enumerate(HEADS, start=1):
        put(sheet, 1, column, head, style.HEAD)
    sheet.row_dimensions[1].height = height(1)
    for row, particular in enumerate(form.PARTICULARS, start=2):
        _write_line(sheet, row, particular, content)
    sheet.freeze_panes = "A2"
    set_page(sheet, content.title, head=(1, 1))
    protect(sheet, rows=False)


def _write_line(sheet: Worksheet, row: int, particular: Particular, content: Content) -> None:
    value = _value(particular, content)
    text = str(value) if value is not None else ""
    put(sheet, row, 1, particular.label, replace(style.LABEL, bold=True, fill=style.SECTION_FILL))
    put(sheet, row, 2, value, replace(style.INPUT, number_format="General" if isinstance(value, int) else TEXT))
    put(sheet, row, 3, particular.hint, replace(style.ASIDE, border=True, indent=1))
    count = max(lines(text, WIDTHS[1]), lines(particular.hint, WIDTHS[2]))
    sheet.row_dimensions[row].height = height(count) + 2
    cell = f"B{row}"
    if particular.choices:
        validate_choice(sheet, cell, [word for _, word in particular.choices], particular.hint)
    match particular.key:
        case "year":
            years = content.layout.years
            validate_year(sheet, cell, years.first, years.last)
        case "layout":
            offer_list(sheet, cell, lists.LAYOUTS, particular.hint)


def _value(particular: Particular, content: Content) -> str | int | None:
    match particular.key:
        case "agency":
            return content.agency or None
        case "year":
            return content.year
        case "layout":
            return content.layout.id
        case key:
            detail = content.figures.details.get(key) if content.figures else None
            return dict(particular.choices).get(detail, detail) if detail is not None else None
