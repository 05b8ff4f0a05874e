"""The hidden sheet that holds the entries of long drop-down lists."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook

from reportctl.model import form
from reportctl.model.layout import Layout
from reportctl.model.location import column_letters
from reportctl.scaffold.content import Content
from reportctl.scaffold.style import LABEL, put

SECTIONS = "法定内容选项"
FIGURES = "对应指标选项"
LAYOUTS = "适用表式选项"
"""The names by which drop-downs refer to the lists: names work across sheets in every spreadsheet program."""


def section_choices(layout: Layout) -> tuple[str, ...]:
    """The entries of 法定内容: every section of the form that has a heading in the body."""
    return tuple(form.section_choice(s.id, s.heading) for s in layout.sections if not s.attachment)


def write_lists(book: Workbook, content: Content) -> None:
    """Write the hidden sheet and name its columns."""
    layout, figures = content.layout, content.figures
    totals = [spec.id for spec in layout.figures.values() if spec.total] or list(layout.figures)
    named = [part.total for part in figures.breakdowns if part.total] if figures else []
    sheet = book.create_sheet(form.SHEET_LISTS)
    sheet.sheet_state = "hidden"
    columns: tuple[tuple[str, Sequence[str]], ...] = (
        (SECTIONS, section_choices(layout)),
        (FIGURES, tuple(dict.fromkeys((*totals, *named)))),
        (LAYOUTS, layout.lineage),
    )
    for column, (name, entries) in enumerate(columns, start=1):
        for row, entry in enumerate(entries, start=1):
            put(sheet, row, column, entry, LABEL)
        letters = column_letters(column)
        area = f"'{form.SHEET_LISTS}'!${letters}$1:${letters}${max(len(entries), 1)}"
        book.defined_names[name] = DefinedName(name, attr_text=area)
    sheet.protection.sheet = True
