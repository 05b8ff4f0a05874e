"""The summary of a run for a reviewing office: a line for each workbook, and one for each report that is missing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from reportctl.driver.batch import Examination, Item, State
from reportctl.driver.inputs import Selection
from reportctl.driver.outputs import ACCEPTED
from reportctl.driver.packed import Index
from reportctl.model.again import Again
from reportctl.model.finding import Severity
from reportctl.model.pattern import regex
from reportctl.rules import due101_report_late as due101

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

_HEADS = ("报告机关", "年度", "工作簿", "结论", "错误", "提醒", "逾期", "名单外", "代码")
VERDICTS = {
    State.CHECKED: "通过",
    State.BUILT: "已生成",
    State.UNCHANGED: "没有变化",
    State.REFUSED: "有错误",
    State.UNREADABLE: "不能使用",
    State.FAILED: "没有写成",
}
"""What became of a workbook, in a word."""
MISSING = "missing"
"""The verdict on a report that has no workbook."""
_FORMULA = regex(r"[\t\r]|\s*[=+\-@＝＋－＠]")
_UNWRITABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Row(Struct, frozen=True):
    """One report: who, which year, from which workbook (None: there is none), and what became of it.

    `late` holds even where the workbook accepts that with a reason; `codes` are those of findings that it does not.
    `listed` says whether the agency is one of those that have to report; None where nobody listed them.
    """

    agency: str | None
    year: int | None
    file: str | None
    verdict: str
    errors: int
    warnings: int
    late: bool
    codes: tuple[str, ...]
    listed: bool | None = None


def rows(examination: Examination, expected: Sequence[str]) -> Iterable[Row]:
    """A row for each workbook in order, then one for each agency and year without a workbook.

    The years are those that were asked for, else all that any agency has a workbook for. Every agency that is
    `expected` has to report for each of them; where none is, every agency that has reported for an earlier year. If
    only files were asked for, nothing is missing. The rows may be gone through more than once.
    """
    return Again(lambda: _rows(examination, expected))


def _rows(examination: Examination, expected: Sequence[str]) -> Iterator[Row]:
    listed = frozenset(expected)
    found: set[int] = set()
    for item in examination.items:
        row = _row(item, listed)
        if row.agency is not None and row.year is not None:
            found.add(row.year)
        yield row
    selection = examination.selection
    if not selection.whole:
        return
    years = selection.years or sorted(found)
    known = True if listed else None
    for agency, since in ((agency, None) for agency in expected) if expected else _first_years(selection):
        for year in years:
            if not selection.has(agency, year) and (since is None or year > since):
                yield Row(agency, year, None, MISSING, 0, 0, False, (), known)


def _first_years(selection: Selection) -> Iterator[tuple[str, int]]:
    """Each agency that has reported, in the order of their workbooks, with the first year for which it has."""
    known = selection.known
    index = Index(lambda number: known[number].answer.agency, len(known))
    for number, claim in enumerate(known):
        if claim.answer.year is not None:
            index.add(number)
    for number, claim in enumerate(known):
        agency = claim.answer.agency
        if index.first(agency) == number:
            yield agency, min(known[n].answer.year or 0 for n in index.all(agency))


def _row(item: Item, listed: frozenset[str]) -> Row:
    found = [(f.rule.code, ACCEPTED if f.suppressed else f.grade.value) for f in item.findings]
    found += item.recorded
    grades = [grade for _, grade in found]
    answer = item.claim.answer
    return Row(
        answer.agency or None,
        answer.year or next((f.year for f in item.findings if f.year is not None), None),
        item.claim.source.shown,
        item.state.value,
        grades.count(Severity.ERROR.value),
        grades.count(Severity.WARNING.value),
        any(code == due101.RULE.code for code, _ in found),
        tuple(sorted({code for code, grade in found if grade != ACCEPTED})),
        answer.agency in listed if listed and answer.agency else None,
    )


def summary_file(lines: Iterable[Row], ending: str) -> bytes:
    """The summary as a file of one of these endings: .csv, .xlsx, .json."""
    match ending.lower():
        case ".json":
            return _json(lines)
        case ".xlsx":
            return _xlsx(lines)
        case _:
            return _csv(lines)


def _json(lines: Iterable[Row]) -> bytes:
    buffer = io.BytesIO()
    buffer.write(b'{\n  "schema": "reportctl-summary/1",\n  "reports": [')
    before = "\n"
    for row in lines:
        text = json.dumps(asdict(row), ensure_ascii=False, indent=2).replace("\n", "\n    ")
        buffer.write(f"{before}    {text}".encode(errors="backslashreplace"))
        before = ",\n"
    buffer.write(b"]\n}\n" if before == "\n" else b"\n  ]\n}\n")
    return buffer.getvalue()


def _cells(row: Row) -> tuple[str | int, ...]:
    verdict = next((text for state, text in VERDICTS.items() if state == row.verdict), "缺报")
    late = "是" if row.late else ""
    codes = " ".join(row.codes)
    beyond = "是" if row.listed is False else ""
    return row.agency or "", row.year or "", row.file or "", verdict, row.errors, row.warnings, late, beyond, codes


def _csv(lines: Iterable[Row]) -> bytes:
    """Comma-separated, with the mark by which spreadsheet programs know UTF-8; no text can become a formula."""
    buffer = io.BytesIO()
    with io.TextIOWrapper(buffer, "utf-8-sig", "backslashreplace", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(_HEADS)
        for row in lines:
            writer.writerow([_harmless(cell) for cell in _cells(row)])
        text.flush()
        return buffer.getvalue()


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _xlsx(lines: Iterable[Row]) -> bytes:
    from openpyxl import Workbook

    from reportctl.scaffold.archive import workbook_bytes

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "汇总"
    sheet.append(_HEADS)
    for number, row in enumerate(lines, start=2):
        for column, value in enumerate(_cells(row), start=1):
            _write(sheet.cell(number, column), value)
    for letter, width in zip("ABCDEFGHI", (36, 8, 36, 12, 8, 8, 8, 8, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return workbook_bytes(book, "汇总")


def _write(cell: Cell | MergedCell, value: str | int) -> None:
    if isinstance(value, str):
        cell.value = _UNWRITABLE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
