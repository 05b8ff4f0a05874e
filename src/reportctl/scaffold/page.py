"""What all sheets share: protection without a password, and a page that can be printed as it is."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model.location import column_letters

A4 = 9
"""The paper's number in SpreadsheetML."""
MOST_TITLE = 100
"""Characters of the title in a page header, which holds 255 with its codes; with more, Excel calls the file damaged."""


def protect(sheet: Worksheet, *, rows: bool) -> None:
    """Lock the labels, without a password; columns and rows may be formatted, and `rows` be inserted and deleted."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.deleteRows = not rows


def set_page(
    sheet: Worksheet, title: str, *, head: tuple[int, int] | None = None, wide: bool = False, whole: bool = False
) -> None:
    """Set A4, the width of one page, head rows that repeat, the title above and the page number below.

    A `wide` sheet is printed across the page, a `whole` one on a single page.
    """
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = int(whole)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.55
    margins.top = margins.bottom = 0.8
    margins.header = margins.footer = 0.4
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    # In a header, & opens a code.
    header.right.text = f"{title[:MOST_TITLE]} · {sheet.title}".replace("&", "&&")
    footer.center.text = "第 &P 页，共 &N 页"
    sheet.HeaderFooter = HeaderFooter(oddHeader=header, oddFooter=footer)
    if head is not None:
        sheet.print_title_rows = f"{head[0]}:{head[1]}"


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the columns from A on, in characters of the standard font."""
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letters(index)].width = width
