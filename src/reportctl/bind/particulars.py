"""The sheet 基本信息: who reports, on which year, by which form, and the agency's details."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from reportctl.bind.labels import may_begin, normal
from reportctl.bind.text import is_blank, quoted, read_text
from reportctl.model.figure import number_text
from reportctl.model.finding import Finding
from reportctl.model.form import PARTICULARS, SHEET_PARTICULARS, Particular
from reportctl.model.identity import Identity
from reportctl.model.location import CellRef, FileRef, Location, SheetRef
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.report import DETAIL_KEYS, Text
from reportctl.model.source import Cell, Sheet, Workbook
from reportctl.rules import rule

_BY_LABEL = {normal(particular.label): particular for particular in PARTICULARS}
_BY_KEY = {particular.key: particular for particular in PARTICULARS}
_HINTS = frozenset(normal(particular.hint) for particular in PARTICULARS)
_BEGINNINGS = frozenset(words[:2] for words in (*_BY_LABEL, *_HINTS))
_IDENTIFYING = ("agency", "year")
_ENGLISH = {"agency": "agency", "year": "data year"}
_DATES = ("date", "period_from", "period_to", "due")
_FEWEST_LABELS = 4

_YEAR_DIGITS = 4
_DATE = regex(r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})日?", re.ASCII)
_POSTCODE_DIGITS = 6
_NO_NEIGHBOUR = regex(r'^[/\\]|[\x00-\x1f<>:"|?*]')
"""In the name of last year's workbook: a path from the root, of another machine or of a device, or no path at all."""


class Entry(Struct, frozen=True):
    """A line of 基本信息: the place of its value, and the cell there unless it is empty."""

    at: CellRef
    cell: Cell | None


@once
def find_particulars(workbook: Workbook) -> Sheet | None:
    """The sheet with most of the labels of 基本信息; its name decides between equals."""
    best: tuple[int, bool, Sheet] | None = None
    for sheet in workbook.sheets:
        texts = [cell.content for cell in sheet.cells.values() if isinstance(cell.content, str)]
        labels = {_plain(text) for text in texts if may_begin(text[:2], _BEGINNINGS)} & _BY_LABEL.keys()
        named = normal(sheet.name) == normal(SHEET_PARTICULARS)
        if (len(labels) >= _FEWEST_LABELS or (named and labels)) and (best is None or (len(labels), named) > best[:2]):
            best = len(labels), named, sheet
    return best[2] if best else None


def identify(workbook: Workbook) -> tuple[Identity | None, tuple[Finding, ...]]:
    """Read the agency, the data year, the layout and last year's workbook that a workbook names of itself.

    Returns None and a FIL106 finding where the agency or the year is not stated.
    """
    sheet = find_particulars(workbook)
    if sheet is None:
        return None, (_not_stated(FileRef(workbook.file), _IDENTIFYING),)
    entries, findings = read_entries(workbook)
    agency, unprintable = _text(entries, "agency")
    year = _year(entries.get("year"))
    missing = [key for key, value in zip(_IDENTIFYING, (agency, year), strict=True) if value is None]
    if agency is None or year is None:
        at = entries[missing[0]].at if missing[0] in entries else SheetRef(workbook.file, sheet.name)
        return None, (_not_stated(at, missing),)
    layout, _ = _text(entries, "layout")
    previous, _ = _text(entries, "previous")
    elsewhere: tuple[Finding, ...] = ()
    if previous is not None and _NO_NEIGHBOUR.search(previous.text):
        elsewhere, previous = (_not_valid(_BY_KEY["previous"], previous),), None
    identity = Identity(workbook.file, agency, year, entries["year"].at, layout, previous.text if previous else "")
    return identity, (*findings, *unprintable, *elsewhere)


def read_details(workbook: Workbook) -> tuple[dict[str, Text], tuple[Finding, ...]]:
    """The details, dates as ISO 8601 and the level by its key, and what is not valid in them.

    A line that is not filled in, or not validly, gives a blank text at its cell.
    """
    entries, _ = read_entries(workbook)
    details: dict[str, Text] = {}
    findings: list[Finding] = []
    for key in DETAIL_KEYS:
        text, faults = _text(entries, key)
        findings += faults
        if text is None:
            if key in entries:
                details[key] = Text("", entries[key].at)
            continue
        valid = _valid(_BY_KEY[key], text.text)
        if valid is None:
            findings.append(_not_valid(_BY_KEY[key], text))
        details[key] = Text(valid or "", text.at)
    return details, tuple(findings)


@once
def read_entries(workbook: Workbook) -> tuple[dict[str, Entry], tuple[Finding, ...]]:
    """The lines of 基本信息 by key; a label that stands twice is a finding, and its first line counts."""
    sheet = find_particulars(workbook)
    if sheet is None:
        return {}, ()
    places: dict[str, tuple[int, int]] = {}
    findings: list[Finding] = []
    for cell in sheet.in_order():
        particular = _BY_LABEL.get(_label(cell))
        if particular is None:
            continue
        here = (cell.row, cell.column)
        first = places.setdefault(particular.key, here)
        if first != here:
            second = workbook.ref(sheet, *here)
            args = {"label": particular.label, "first": workbook.ref(sheet, *first).a1, "second": second.a1}
            findings.append(Finding(rule("CEL108"), second, args))
    offset = _offset(sheet, places)
    entries = {}
    for key, (row, column) in places.items():
        value = sheet.at(row, column + offset)
        is_empty = value is None or is_blank(value.text) or _label(value) in _HINTS
        entries[key] = Entry(workbook.ref(sheet, row, column + offset), None if is_empty else value)
    return entries, tuple(findings)


def _offset(sheet: Sheet, places: Mapping[str, tuple[int, int]]) -> int:
    """How far right of the labels the values stand: 1, or more where empty columns were inserted."""
    rows: dict[int, list[int]] = {}
    for row, column in places.values():
        rows.setdefault(row, []).append(column)
    distances = [
        cell.column - column
        for cell in sheet.cells.values()
        for column in rows.get(cell.row, ())
        if cell.column > column and not is_blank(cell.text) and _label(cell) not in _HINTS
    ]
    return min(distances, default=1)


def _label(cell: Cell) -> str:
    """The normal form of what may be a label or a hint of this sheet, else an empty string."""
    text = cell.content
    return _plain(text) if isinstance(text, str) and may_begin(text[:2], _BEGINNINGS) else ""


def _plain(label: str) -> str:
    return normal(label).rstrip(":")


def _text(entries: Mapping[str, Entry], key: str) -> tuple[Text | None, tuple[Finding, ...]]:
    entry = entries.get(key)
    if entry is None or entry.cell is None:
        return None, ()
    match entry.cell.content:
        case Decimal() as number:
            return Text(number_text(number), entry.at), ()
        case datetime() as moment:
            return Text(moment.date().isoformat(), entry.at), ()
        case date() as day:
            return Text(day.isoformat(), entry.at), ()
        case _:
            return read_text(entry.cell, entry.at)


def _year(entry: Entry | None) -> int | None:
    if entry is None or entry.cell is None or isinstance(entry.cell.content, bool):
        return None
    text = normal(entry.cell.text)
    digits, rest = text[:_YEAR_DIGITS], text[_YEAR_DIGITS:]
    is_year = len(digits) == _YEAR_DIGITS and digits.isascii() and digits.isdigit() and rest in ("", "年", "年度")
    return int(digits) if is_year else None


def _valid(particular: Particular, text: str) -> str | None:
    """The text as the report keeps it, None where it is not valid."""
    if particular.key in _DATES:
        return iso_date(text)
    if particular.choices:
        return next((key for key, word in particular.choices if normal(text) in (normal(word), key)), None)
    if particular.key == "postcode":
        digits = normal(text).zfill(_POSTCODE_DIGITS)
        return digits if digits.isascii() and digits.isdigit() and len(digits) == _POSTCODE_DIGITS else None
    return text


def iso_date(text: str) -> str | None:
    """The date that a text states, as ISO 8601: 2018-01-25, 2018/1/25, 2018.1.25 or 2018年1月25日; else None."""
    plain = normal(text)
    try:
        if plain[4:5] == plain[7:8] == "-" and len(plain) == 10:
            return date.fromisoformat(plain).isoformat()
        match = _DATE.fullmatch(plain)
        if not match:
            return None
        year, *months, day = match.groups()
        return date(int(year), int(next(filter(None, months))), int(day)).isoformat()
    except ValueError:
        return None


def _not_stated(at: Location, keys: tuple[str, ...] | list[str]) -> Finding:
    args = {
        "missing": "、".join(_BY_KEY[key].label for key in keys),
        "missing_en": " and ".join(_ENGLISH[key] for key in keys),
    }
    return Finding(rule("FIL106"), at, args)


def _not_valid(particular: Particular, text: Text) -> Finding:
    if particular.key in _DATES:
        expected = "请填日期，如 2018-01-25", "enter a date such as 2018-01-25"
    elif particular.key == "previous":
        expected = (
            "请填同一文件夹中的文件名，如 2016.xlsx",
            "enter the name of a file beside this one, such as 2016.xlsx",
        )
    elif particular.choices:
        words = [word for _, word in particular.choices]
        expected = f"请从“{'”“'.join(words)}”中选择", f"choose one of {', '.join(words)}"
    else:
        expected = f"请填{_POSTCODE_DIGITS}位数字", f"enter {_POSTCODE_DIGITS} digits"
    args = {"label": particular.label, "raw": quoted(text.text), "expected": expected[0], "expected_en": expected[1]}
    return Finding(rule("CEL113"), text.at, args)
