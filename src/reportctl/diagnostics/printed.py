"""All codes as a document of two pages, to be printed and kept beside the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from reportctl.diagnostics.catalogue import summary_of
from reportctl.diagnostics.words import FAMILIES, SEVERITIES, say
from reportctl.model.document import DocCell, Document, TableBlock
from reportctl.model.finding import Rule
from reportctl.model.grid import CellRole

PAGES = 2
_SIDE_BY_SIDE = 2
_HEADS = (("代码", "Code"), ("级别", "Severity"), ("含义", "What it means"))
_WIDTHS = (8, 7, 33)
_UNDATED = date(1980, 1, 1)
"""The list belongs to a version, not to a day."""


def rules_document(rules: Sequence[Rule], version: str, language: str, largest: float | None = None) -> Document:
    """The list of all codes by family, two beside each other, set in type of `largest` points at most."""
    cells = tuple(_cells(rules, language))
    title = say(language, "校核代码一览", "All codes")
    table = TableBlock(
        id="rules",
        title="",
        subtitle="",
        columns=_SIDE_BY_SIDE * len(_HEADS),
        rows=max(cell.row for cell in cells) + 1,
        head_rows=1,
        widths=_WIDTHS * _SIDE_BY_SIDE,
        cells=cells,
        head_left=f"reportctl {version}",
        head_right=say(language, "查一个代码：reportctl explain 代码", "More about one: reportctl explain CODE"),
        largest=largest,
    )
    return Document(title, (title,), (table,), "reportctl", _UNDATED.year, title, _UNDATED, "")


def _cells(rules: Sequence[Rule], language: str) -> Iterator[DocCell]:
    for column, (zh, en) in enumerate(_HEADS * _SIDE_BY_SIDE):
        yield DocCell(0, column, 1, 1, CellRole.HEAD, say(language, zh, en))
    row = 1
    for family, grouped in groupby(rules, key=lambda rule: rule.code[:3]):
        members = list(grouped)
        caption = f"{family}  {FAMILIES[family][language]}"
        yield DocCell(row, 0, 1, _SIDE_BY_SIDE * len(_HEADS), CellRole.CAPTION, caption)
        row += 1
        for first in range(0, len(members), _SIDE_BY_SIDE):
            yield from _row(row, members[first : first + _SIDE_BY_SIDE], language)
            row += 1


def _row(row: int, rules: Sequence[Rule], language: str) -> Iterator[DocCell]:
    texts: list[tuple[CellRole, str]] = []
    for rule in rules:
        summary = summary_of(rule, language).rstrip(".")
        texts += [
            (CellRole.STUB, rule.code), (CellRole.UNIT, SEVERITIES[rule.severity][language]), (CellRole.STUB, summary),
        ]  # fmt: skip
    texts += [(CellRole.EMPTY, "")] * (_SIDE_BY_SIDE * len(_HEADS) - len(texts))
    for column, (role, text) in enumerate(texts):
        yield DocCell(row, column, 1, 1, role, text)
