"""Reading a workbook: bytes in; sheets, cells and findings out. What a file is, its content decides, never its name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, FileRef
from reportctl.model.source import Cell, Sheet, Workbook
from reportctl.read.cells import MAX_CELLS, Raw
from reportctl.read.kinds import Kind, kind_of
from reportctl.read.package import MAX_FILE, MIB, Package, Refusal, open_package, too_large
from reportctl.read.parts import MAX_TEXT, read_contents
from reportctl.read.remarks import read_comments, read_properties
from reportctl.read.sheet import read_sheet
from reportctl.rules import rule

FAR_ROWS = 1_000
FAR_COLUMNS = 100
"""Empty rows or columns after which a value is no longer part of what stands before it."""
_SHOWN = 40


def read_workbook(data: bytes, file: str) -> tuple[Workbook | None, tuple[Finding, ...]]:
    """Read the bytes of a workbook (.xlsx, .xlsm, .ods, .xls, .et, .csv); `file` is its name for messages.

    Returns the workbook and what is doubtful about its cells, or None and one FIL finding that says why it is not read.
    """
    try:
        read, properties = _sheets(data)
    except Refusal as refusal:
        args = {"cause": refusal.cause.zh, "cause_en": refusal.cause.en}
        return None, (Finding(refusal.rule, FileRef(file), args),)
    sheets = tuple(raw.sheet for raw in read)
    findings = (*_too_long(file, read), *_far_away(file, sheets), *_doubtful_formulas(file, read))
    return Workbook(file, hashlib.sha256(data).hexdigest(), sheets, properties), findings


def _sheets(data: bytes) -> tuple[Sequence[Raw], Mapping[str, str]]:
    """The sheets of a workbook of any kind, and what an Open XML one says of itself."""
    # What reads the rarer kinds is only loaded where there is such a file to read.
    if len(data) > MAX_FILE:
        raise too_large(f"文件超过 {MAX_FILE // MIB} MiB", f"the file is larger than {MAX_FILE // MIB} MiB")
    match kind_of(data):
        case Kind.PACKAGE:
            package = open_package(data)
            if package.is_open_document:
                from reportctl.read.opendocument import read_open_document

                return read_open_document(package), {}
            return _of_parts(package), read_properties(package)
        case Kind.BINARY:
            from reportctl.read.binary import read_binary

            return read_binary(data), {}
        case Kind.TEXT:
            from reportctl.read.delimited import read_delimited

            return read_delimited(data), {}


def _of_parts(package: Package) -> Sequence[Raw]:
    contents = read_contents(package)
    sheets: list[Raw] = []
    for declared in contents.sheets:
        room = MAX_CELLS - sum(len(raw.sheet.cells) for raw in sheets)
        raw = read_sheet(package, declared, contents, room)
        comments = read_comments(package, declared.part)
        sheets.append(replace(raw, sheet=replace(raw.sheet, comments=comments)) if comments else raw)
    return sheets


def _doubtful_formulas(file: str, sheets: Sequence[Raw]) -> tuple[Finding, ...]:
    """What is doubtful about formulas, of which most workbooks have none."""
    if not any(raw.formulas for raw in sheets):
        return ()
    from reportctl.read.formulas import Formulas, remarks

    return remarks(file, [Formulas(raw.sheet, raw.formulas) for raw in sheets])


def _too_long(file: str, sheets: Sequence[Raw]) -> tuple[Finding, ...]:
    return tuple(
        Finding(rule("CEL117"), CellRef(file, raw.sheet.name, *place), {"most": str(MAX_TEXT)})
        for raw in sheets
        for place in raw.cut[:10]
    )


def _far_away(file: str, sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """The first value of each sheet that stands far below or right of everything before it."""
    found: list[Finding] = []
    for sheet in sheets:
        row = _beyond({row for row, _ in sheet.cells}, FAR_ROWS)
        column = _beyond({column for _, column in sheet.cells}, FAR_COLUMNS)
        far = [cell for cell in sheet.cells.values() if cell.row >= row or cell.column >= column]
        first = min(far, key=_reading_order, default=None)
        if first is not None:
            at = CellRef(file, sheet.name, first.row, first.column)
            found.append(Finding(rule("CEL122"), at, {"raw": " ".join(first.text[:_SHOWN].split())}))
    return tuple(found)


def _reading_order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _beyond(numbers: set[int], gap: int) -> float:
    """The first number that more than `gap` part from the one before it; infinity where there is none."""
    ordered = sorted(numbers)
    pairs = zip(ordered, ordered[1:], strict=False)
    return next((after for before, after in pairs if after - before > gap), float("inf"))
