"""Everything that somebody who has the workbook or the report can read, with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.form import SHEET_GUIDE, SHEET_LISTS
from reportctl.model.location import CellRef, FileRef, Location
from reportctl.model.once import once
from reportctl.model.report import Report
from reportctl.model.source import Sheet, Workbook
from reportctl.rules._personal import Datum, Kind, personal
from reportctl.rules._pieces import Role, pieces

BODY = Words("正文", "the text")
PREAMBLE = Words("前言", "the preamble")
PARTICULARS = Words("基本信息", "the particulars")
CELL = Words("单元格", "a cell")
HIDDEN = Words("隐藏的单元格", "a hidden cell")
NOTE = Words("批注", "a note")
PROPERTIES = Words("文档属性", "the properties of the file")

PUBLISHED = (BODY, PREAMBLE, PARTICULARS)
"""What is printed in the report; the rest goes no further than the workbook."""
CONTACTS = (PREAMBLE, PARTICULARS)
"""Where the agency says how it can be reached."""


class Place(Struct, frozen=True):
    """A text, where it stands, what that place is, and the section it belongs to."""

    text: str
    at: Location
    kind: Words
    section: str | None = None


def places(report: Report) -> Iterator[Place]:
    """Every text: first what is printed, then the other cells, the notes, and the properties of the workbook."""
    taken: set[Location] = set()
    for piece in pieces(report):
        taken.add(piece.at)
        yield Place(piece.raw, piece.at, PREAMBLE if piece.role is Role.PREAMBLE else BODY, piece.section)
    for text in report.details.values():
        taken.add(text.at)
        yield Place(text.text, text.at, PARTICULARS)
    if report.workbook is not None:
        taken |= {value.at for value in report.values.values() if value.number is not None and value.at is not None}
        yield from _unprinted(report.workbook, taken)


@once
def _all_data(report: Report) -> tuple[tuple[Place, Datum], ...]:
    found: list[tuple[Place, Datum]] = []
    for place in places(report):
        seen: dict[str, Datum] = {}
        for datum in personal(place.text):
            seen.setdefault(datum.masked, datum)
        found += ((place, datum) for datum in seen.values())
    return tuple(found)


def data(report: Report, *kinds: Kind) -> Iterator[tuple[Place, Datum]]:
    """The personal data of some kinds in all places, each number once in a place."""
    yield from ((place, datum) for place, datum in _all_data(report) if datum.kind in kinds)


def of_datum(rule: Rule, place: Place, datum: Datum, severity: Severity | None) -> Finding:
    """A finding about a personal number or mailbox, which it shows only masked."""
    args = {"place": place.kind.zh, "place_en": place.kind.en, "number": datum.masked}
    return Finding(rule, place.at, args, severity=severity, section=place.section)


def _unprinted(workbook: Workbook, taken: set[Location]) -> Iterator[Place]:
    for sheet in workbook.sheets:
        if sheet.name not in (SHEET_GUIDE, SHEET_LISTS):
            yield from _cells(workbook, sheet, taken)
        for comment in sheet.comments:
            yield Place(comment.text, workbook.ref(sheet, comment.row, comment.column), NOTE)
            if comment.author:
                yield Place(comment.author, workbook.ref(sheet, comment.row, comment.column), NOTE)
    for text in workbook.properties.values():
        yield Place(text, FileRef(workbook.file), PROPERTIES)


def _cells(workbook: Workbook, sheet: Sheet, taken: set[Location]) -> Iterator[Place]:
    for (row, column), cell in sheet.cells.items():
        if not isinstance(cell.content, str | Decimal) or len(cell.text) < 8:
            continue
        at = CellRef(workbook.file, sheet.name, row, column)
        if at not in taken:
            yield Place(cell.text, at, CELL if sheet.is_shown(row, column) else HIDDEN)
