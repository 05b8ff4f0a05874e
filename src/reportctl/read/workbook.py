"""Reading a workbook: bytes in; sheets, cells and findings out. What a file is, its content decides, never its name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, FileRef
from reportctl.model.source import Workbook
from reportctl.read.delimited import read_delimited
from reportctl.read.formulas import Formulas, remarks
from reportctl.read.kinds import Kind, kind_of
from reportctl.read.opendocument import read_open_document
from reportctl.read.package import MAX_FILE, MIB, Package, Refusal, open_package, too_large
from reportctl.read.parts import MAX_TEXT, read_contents
from reportctl.read.sheet import MAX_CELLS, Raw, read_sheet
from reportctl.rules.cel117_text_too_long import RULE as TEXT_TOO_LONG


def read_workbook(data: bytes, file: str) -> tuple[Workbook | None, tuple[Finding, ...]]:
    """Read the bytes of a workbook (.xlsx, .xlsm, .ods, .xls, .et, .csv); `file` is its name for messages.

    Returns the workbook and what is doubtful about its cells, or None and one FIL finding that says why it is not read.
    """
    try:
        read = _sheets(data)
    except Refusal as refusal:
        args = {"cause": refusal.cause.zh, "cause_en": refusal.cause.en}
        return None, (Finding(refusal.rule, FileRef(file), args),)
    sheets = tuple(raw.sheet for raw in read)
    doubts = remarks(file, [Formulas(raw.sheet, raw.formulas) for raw in read])
    return Workbook(file, hashlib.sha256(data).hexdigest(), sheets), (*_too_long(file, read), *doubts)


def _sheets(data: bytes) -> Sequence[Raw]:
    if len(data) > MAX_FILE:
        raise too_large(f"文件超过 {MAX_FILE // MIB} MiB", f"the file is larger than {MAX_FILE // MIB} MiB")
    match kind_of(data):
        case Kind.PACKAGE:
            package = open_package(data)
            return read_open_document(package) if package.is_open_document else _of_parts(package)
        case Kind.BINARY:
            # xlrd is only loaded where there is an old file to read.
            from reportctl.read.binary import read_binary

            return read_binary(data)
        case Kind.TEXT:
            return read_delimited(data)


def _of_parts(package: Package) -> Sequence[Raw]:
    contents = read_contents(package)
    sheets: list[Raw] = []
    for declared in contents.sheets:
        room = MAX_CELLS - sum(len(raw.sheet.cells) for raw in sheets)
        sheets.append(read_sheet(package, declared, contents, room))
    return sheets


def _too_long(file: str, sheets: Sequence[Raw]) -> tuple[Finding, ...]:
    return tuple(
        Finding(TEXT_TOO_LONG, CellRef(file, raw.sheet.name, *place), {"most": str(MAX_TEXT)})
        for raw in sheets
        for place in raw.cut[:10]
    )
