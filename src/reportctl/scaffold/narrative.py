"""正文: the report's text, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model import form
from reportctl.model.figures_file import FiguresFile
from reportctl.model.layout import Layout
from reportctl.scaffold import lists, style
from reportctl.scaffold.content import Content
from reportctl.scaffold.entries import offer_list, validate_choice
from reportctl.scaffold.page import protect, set_page, set_widths
from reportctl.scaffold.style import fitted, height, lines, open_row, put

HEADS = (*form.NARRATIVE_HEADS, "填写提示")
"""The reader knows the first three columns; the fourth is for the clerk's eyes."""
WIDTHS = (9.0, 92.0, 30.0, 40.0)
SPARE = 3
"""Blank lines at the end of each section."""


class Part(Struct, frozen=True):
    """A section to write: its heading, what it answers, its paragraphs and the guidance beside it."""

    heading: str
    answers: str
    paragraphs: tuple[str, ...]
    guide: str
    fixed: bool


def write_narrative(book: Workbook, content: Content) -> None:
    """Write the sheet: a heading for each section, the paragraphs there are, and blank lines for more."""
    sheet = book.create_sheet(form.SHEET_NARRATIVE)
    set_widths(sheet, WIDTHS)
    for column, head in enumerate(HEADS, start=1):
        put(sheet, 1, column, head, style.HEAD)
    sheet.row_dimensions[1].height = height(1)
    row = 2
    preamble = content.figures.preamble if content.figures else None
    for text in preamble or ():
        _write_line(sheet, row, form.NARRATIVE_PREAMBLE, text)
        row += 1
    for part in parts(content.layout, content.figures):
        _write_heading(sheet, row, part)
        for line in (*part.paragraphs, *(None,) * SPARE):
            row += 1
            _write_line(sheet, row, form.NARRATIVE_PARAGRAPH, line)
        row += 1
    words = (form.NARRATIVE_PREAMBLE, form.NARRATIVE_SECTION, form.NARRATIVE_PARAGRAPH)
    validate_choice(sheet, f"A2:A{row}", words)
    hint = f"写在标题行：这一部分回应法定的哪一项内容。几项合写的，用“{form.NARRATIVE_JOIN}”连接。"
    offer_list(sheet, f"C2:C{row}", lists.SECTIONS, hint)
    sheet.freeze_panes = "A2"
    set_page(sheet, content.title, head=(1, 1), wide=True)
    protect(sheet, rows=True)


def parts(layout: Layout, figures: FiguresFile | None) -> Iterator[Part]:
    """The sections in the order in which they are written.

    A figures file that lists its headings decides them; its text for a section it does not list comes after those.
    """
    narrative = figures.narrative if figures else {}
    headings = [(s.id, s.title) for s in layout.sections if not s.attachment]
    if figures and figures.sections is not None:
        headings = [(s.id, s.heading) for s in figures.sections]
    listed = {section for section, _ in headings}
    headings += [(section, _title(layout, section)) for section in narrative if section not in listed]
    written: set[str] = set()
    for section, heading in headings:
        text = () if section in written else narrative.get(section, ())
        written.add(section)
        yield _part(layout, section, heading, tuple(text))


def _title(layout: Layout, section_id: str) -> str:
    section = layout.section(section_id)
    return section.title if section else section_id


def _part(layout: Layout, section_id: str, heading: str, paragraphs: tuple[str, ...]) -> Part:
    section = layout.section(section_id)
    if section is None:
        return Part(heading, f"{form.NARRATIVE_OWN} {section_id}", paragraphs, "", fixed=False)
    fixed = layout.headings_fixed and heading == section.title
    return Part(heading, form.section_choice(section.id, section.heading), paragraphs, section.guide, fixed)


def _write_heading(sheet: Worksheet, row: int, part: Part) -> None:
    heading = replace(style.SECTION, size=12, locked=part.fixed)
    small = replace(style.SECTION, size=10, bold=False, face=style.SONG, locked=part.fixed)
    put(sheet, row, 1, form.NARRATIVE_SECTION, replace(heading, size=10, horizontal="center"))
    put(sheet, row, 2, part.heading, heading)
    put(sheet, row, 3, part.answers, small)
    put(sheet, row, 4, part.guide or None, style.HINT)
    texts = zip((part.heading, part.answers, part.guide), WIDTHS[1:], strict=True)
    fitted(sheet, row, height(max(lines(text, width) for text, width in texts)))
    open_row(sheet, row)


def _write_line(sheet: Worksheet, row: int, kind: str, text: str | None) -> None:
    put(sheet, row, 1, kind if text is not None else None, replace(style.INPUT, size=10, horizontal="center"))
    put(sheet, row, 2, text, replace(style.INPUT, vertical="top"))
    put(sheet, row, 3, None, replace(style.INPUT, size=10, fill=""))
    put(sheet, row, 4, None, style.HINT)
    fitted(sheet, row, height(lines(text or "", WIDTHS[1])))
    open_row(sheet, row)
