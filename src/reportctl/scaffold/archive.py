"""The same workbook, the same bytes: no clock, no machine, no name."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

EPOCH = datetime(1980, 1, 1)
"""The earliest time that a zip archive can state."""
UNIX = 3
"""The system that a zip archive says it was made on."""


class _Writer(ExcelWriter):
    """openpyxl's writer with the sheets in memory; of itself it puts each into a file beside the program's others."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet into the archive."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        content = BytesIO()
        writer: Any = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


def workbook_bytes(book: Workbook, title: str) -> bytes:
    """Save a workbook so that only its content decides its bytes."""
    first = BytesIO()
    with ZipFile(first, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive).save()
    properties = book.properties
    properties.creator = properties.lastModifiedBy = "reportctl"
    properties.title = title
    # Only after saving: openpyxl sets the time of the clock when it saves.
    properties.created = properties.modified = EPOCH
    core: bytes = tostring(properties.to_tree())
    second = BytesIO()
    with ZipFile(first) as source, ZipFile(second, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = UNIX
            target.writestr(entry, core if name == ARC_CORE else source.read(name))
    return second.getvalue()
