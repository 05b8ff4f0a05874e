"""Binding the figures of the statutory tables: each value with its sheet and cell, found by its labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from msgspec import Struct

from reportctl.bind.expected import Expected, Label, expected_in
from reportctl.bind.labels import normal
from reportctl.bind.locate import Place, SheetText, locate, text_of
from reportctl.bind.sheets import assign_sheets
from reportctl.bind.strangers import MOST as MOST_STRANGERS
from reportctl.bind.strangers import strangers
from reportctl.bind.text import quoted
from reportctl.bind.vacant import Vacancy, mend
from reportctl.bind.values import Domain, Reading, read_value
from reportctl.model.figure import ABSENT, State, Value
from reportctl.model.finding import Finding
from reportctl.model.layout import FigureSpec, Layout
from reportctl.model.location import CellRef, FileRef, SheetRef
from reportctl.model.pattern import regex
from reportctl.model.source import Cell, Sheet, Workbook
from reportctl.rules import rule

_STATED = regex(r"[+\-]?[\d,.]+\D{0,2}|[/\-]")


class Figures(Struct, frozen=True):
    """The value of every figure of the layout, ABSENT where the workbook has no cell for it, and what was found."""

    values: Mapping[str, Value]
    findings: tuple[Finding, ...]


def bind_figures(workbook: Workbook, own: Iterable[Sheet], layout: Layout, year: int) -> Figures:
    """Read all statutory tables; `own` are the sheets that belong to the workbook itself, not to the form."""
    apart = {sheet.name for sheet in own}
    sheets = {sheet.name: sheet for sheet in workbook.sheets if sheet.name not in apart}
    texts = {name: text_of(sheet) for name, sheet in sheets.items()}
    tables = expected_in(layout, year)
    assigned = assign_sheets(tables, texts)
    values = dict.fromkeys(layout.figures, ABSENT)
    findings: list[Finding] = []
    for table, first, second in assigned.ambiguous:
        args = {"label": _title(layout, table), "first": first, "second": second}
        findings.append(Finding(rule("CEL108"), SheetRef(workbook.file, second), args))
    for expected in tables:
        name = assigned.sheets.get(expected.table.id)
        if name is None:
            findings += _table_missing(workbook, expected, layout)
            continue
        found = _Table(workbook, sheets[name], texts[name], expected, layout).bind()
        values |= found.values
        findings += found.findings
    if not assigned.sheets and findings:
        findings = [_other_layout(workbook, layout, year)]
    return Figures(values, tuple(findings))


def label_names(specs: Iterable[FigureSpec]) -> dict[str, str]:
    """A name for each figure in messages, with the label above its row where its own is not enough."""
    known = tuple(specs)
    counts = Counter(spec.label for spec in known)
    return {
        spec.id: " / ".join((*spec.stub[-2:-1], spec.label)) if counts[spec.label] > 1 else spec.label for spec in known
    }


def _title(layout: Layout, table_id: str) -> str:
    table = layout.table(table_id)
    return table.title or table.sheet if table else table_id


def _table_missing(workbook: Workbook, expected: Expected, layout: Layout) -> list[Finding]:
    section = layout.section(expected.table.section)
    if (section and not section.required) or all(label.optional for label in expected.labels):
        return []
    title = expected.table.title or expected.table.sheet
    args = {"label": title, "instead": "", "instead_en": ""}
    return [Finding(rule("CEL109"), FileRef(workbook.file), args, section=expected.table.section or None)]


def _other_layout(workbook: Workbook, layout: Layout, year: int) -> Finding:
    titles = "、".join(dict.fromkeys(table.title or table.sheet for table in layout.tables if table.printed))
    args = {"year": str(year), "cause": f"找不到《{titles}》", "cause_en": f"it has no sheet with the table {titles}"}
    return Finding(rule("FIL104"), FileRef(workbook.file), args)


class _Table:
    """One table on its sheet."""

    def __init__(self, workbook: Workbook, sheet: Sheet, text: SheetText, expected: Expected, layout: Layout) -> None:
        self.workbook = workbook
        self.sheet = sheet
        self.text = text
        self.expected = expected
        self.layout = layout
        self.mended = mend(locate(expected, text), sheet, text)
        self.located = self.mended.located

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of figures for messages."""
        return label_names(self.layout.figures.values())

    def bind(self) -> Figures:
        """Read the figures and say what is wrong with the labels and with the values."""
        places, extra_row = self._places()
        findings = [*self._label_findings(), *extra_row]
        unknown = strangers(self.sheet, self.expected, self.text, self.mended, places)
        for stranger in islice(unknown, MOST_STRANGERS):
            at = self._ref((stranger.cell.row, stranger.cell.column))
            args = {"raw": quoted(stranger.cell.text)}
            findings.append(self._finding(Finding(rule("CEL107"), at, args, stranger.severity)))
        values: dict[str, Value] = {}
        unseen: list[Place] = []
        units = self.expected.units
        covered = set(self._covered(tuple(places.values())))
        for figure, place in places.items():
            spec = self.layout.figures[figure]
            reading = read_value(
                self.sheet.at(*place), self._ref(place), Domain(spec.type, spec.admits_na, units[figure])
            )
            if reading.value.state is State.NUMBER and place in covered:
                reading = Reading(
                    Value(State.FAULT, raw=reading.value.raw, at=reading.value.at),
                    "CEL112",
                    {"raw": reading.value.raw},
                )
            values[figure] = reading.value
            if reading.value.state is State.NUMBER and not self.sheet.is_shown(*place):
                unseen.append(place)
            if reading.code is not None:
                args = {"label": self.names[figure], **reading.args}
                findings.append(self._finding(Finding(rule(reading.code), self._ref(place), args, figure=figure)))
        if unseen:
            findings.append(self._finding(Finding(rule("CEL120"), self._ref(min(unseen)), {"count": str(len(unseen))})))
        return Figures(values, tuple(findings))

    def _places(self) -> tuple[dict[str, Place], list[Finding]]:
        """The cell of each figure whose labels were found."""
        places = self.located.places
        heads = {column: places[column] for _, _, column in self.expected.leaves if column in places}
        record, findings = self._record_row(heads)
        found: dict[str, Place] = {}
        for figure, row, column in self.expected.leaves:
            if column in heads and (row is None or row in places):
                found[figure] = (record if row is None else places[row][0], heads[column][1])
        return found, findings

    def _record_row(self, heads: Mapping[Label, Place]) -> tuple[int, list[Finding]]:
        """The row of numbers below the heads of a table of one row; a second such row is a finding."""
        bottom = max((row for row, _ in heads.values()), default=0)
        if not heads or any(row is not None for _, row, _ in self.expected.leaves):
            return 0, []
        columns = {column for _, column in heads.values()}
        furniture = {row for (row, _), key in self.text.keys.items() if key.startswith(self.expected.furniture)}
        stated: dict[int, list[Cell]] = {}
        for (row, column), cell in self.sheet.cells.items():
            is_read = not isinstance(cell.content, str) or (row, column) in self.text.keys
            if row > bottom and column in columns and row not in furniture and cell.text.strip() and is_read:
                stated.setdefault(row, []).append(cell)
        numbers = {row: sum(_is_stated(cell) for cell in cells) for row, cells in stated.items()}
        filled = sorted(row for row, count in numbers.items() if count) or sorted(stated)
        # A line of words, or a stray number further below, is no second row of the table.
        filled = [row for row in filled if row <= filled[0] + 1 or numbers[row] > 1]
        if len(filled) < 2:
            return (filled[0] if filled else bottom + 1), []
        first, second = ((row, min(columns)) for row in filled[:2])
        title = self.expected.table.title
        args = {"label": title, "first": self._ref(first).a1, "second": self._ref(second).a1}
        return filled[0], [self._finding(Finding(rule("CEL108"), self._ref(second), args))]

    def _label_findings(self) -> Iterator[Finding]:
        for vacancy in self.mended.vacancies:
            args = {"label": self._full(vacancy.label), **_instead(vacancy)}
            at = self._ref(vacancy.place) if vacancy.place else SheetRef(self.workbook.file, self.sheet.name)
            yield self._finding(Finding(rule("CEL109"), at, args))
        for label, first, second in self.located.doubled:
            args = {"label": self._full(label), "first": self._ref(first).a1, "second": self._ref(second).a1}
            yield self._finding(Finding(rule("CEL108"), self._ref(second), args))

    def _full(self, label: Label) -> str:
        """A label for messages, with the one above it where the form has it more than once."""
        twins = sum(1 for other in self.expected.labels if other.key == label.key)
        return f"{label.parent_text} / {label.text}" if twins > 1 and label.parent_text else label.text

    def _covered(self, places: Sequence[Place]) -> Iterator[Place]:
        """The cells that a merged range shows something else in place of.

        Programs that insert rows or columns may leave merged ranges behind. Where labels are not merged as they are
        printed, no merged range of the sheet is believed.
        """
        anchors = {(span.top, span.left) for span in self.sheet.merges}
        if any(label.merged and place not in anchors for label, place in self.located.places.items()):
            return
        for span in self.sheet.merges:
            shown = (span.top, span.left)
            for row, column in places:
                if span.top <= row <= span.bottom and span.left <= column <= span.right and (row, column) != shown:
                    yield row, column

    def _finding(self, finding: Finding) -> Finding:
        return Finding(
            finding.rule,
            finding.at,
            finding.args,
            finding.severity,
            finding.figure,
            self.expected.table.section or None,
        )

    def _ref(self, place: Place) -> CellRef:
        return self.workbook.ref(self.sheet, *place)


def _instead(vacancy: Vacancy) -> dict[str, str]:
    """What stands in the place of a missing label, for messages."""
    if vacancy.place is None:
        return {"instead": "", "instead_en": ""}
    if not vacancy.text:
        return {"instead": "，这一格是空的", "instead_en": ": this cell is blank"}
    shown = quoted(vacancy.text)
    return {"instead": f"，这一格写的是“{shown}”", "instead_en": f": this cell says “{shown}”"}


def _is_stated(cell: Cell) -> bool:
    """Whether a cell states a figure, rightly or wrongly: a number, digits with a unit, or a mark for none."""
    return not isinstance(cell.content, str) or _STATED.fullmatch(normal(cell.content)) is not None
