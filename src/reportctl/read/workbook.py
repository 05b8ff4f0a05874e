"""Reading a workbook: bytes in; sheets, cells and findings out. What a file is, its content decides, never its name."""

from __future__ import annotations

import hashlib

from reportctl.model.finding import Finding
from reportctl.model.location import FileRef
from reportctl.model.source import Sheet, Workbook
from reportctl.read.package import Refusal, open_package
from reportctl.read.parts import read_contents
from reportctl.read.sheet import MAX_CELLS, read_sheet


def read_workbook(data: bytes, file: str) -> tuple[Workbook | None, tuple[Finding, ...]]:
    """Read the bytes of an .xlsx or .xlsm workbook; `file` is its name for messages.

    Returns the workbook, or None and one FIL finding that says why the file is not read.
    """
    try:
        package = open_package(data)
        contents = read_contents(package)
        sheets: list[Sheet] = []
        for declared in contents.sheets:
            room = MAX_CELLS - sum(len(sheet.cells) for sheet in sheets)
            sheets.append(read_sheet(package, declared, contents, room))
    except Refusal as refusal:
        args = {"cause": refusal.cause.zh, "cause_en": refusal.cause.en}
        return None, (Finding(refusal.rule, FileRef(file), args),)
    return Workbook(file, hashlib.sha256(data).hexdigest(), tuple(sheets)), ()
