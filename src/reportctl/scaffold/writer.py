"""The workbook as a whole: its sheets in the order in which they are filled in."""

from __future__ import annotations

from openpyxl.workbook.workbook import Workbook

from reportctl.scaffold.archive import workbook_bytes
from reportctl.scaffold.breakdowns import write_acceptances, write_breakdowns
from reportctl.scaffold.content import Content
from reportctl.scaffold.guide import write_guide
from reportctl.scaffold.lists import write_lists
from reportctl.scaffold.narrative import write_narrative
from reportctl.scaffold.particulars import write_particulars
from reportctl.scaffold.tables import write_tables


def write(content: Content) -> bytes:
    """Write the workbook."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    write_guide(book, content)
    write_particulars(book, content)
    write_tables(book, content)
    write_breakdowns(book, content)
    write_narrative(book, content)
    write_acceptances(book, content)
    write_lists(book, content)
    return workbook_bytes(book, content.title)
