"""What is to be written into a copy of a workbook: a note for each finding on its cell, and a sheet that lists them."""

from __future__ import annotations

from msgspec import Struct

from reportctl.model.finding import Severity
from reportctl.model.location import CellRef

SHEET_FINDINGS = "校验结果"
"""The sheet that lists the findings; one that an earlier annotation added is replaced."""


class Remark(Struct, frozen=True):
    """A finding in words. All texts are fit to be shown: control characters are written out.

    `grade` is None for a finding that the workbook accepts with a reason: it is listed, but gets no note. `at` is its
    cell in the workbook, None where it concerns a sheet, the file or another file; `sheet` is the sheet that it
    concerns. `place` is where it is, in words. `head` is the first line of its note and `note` the lines below it;
    `said`, `hint` and `law` are its entries in the list.
    """

    grade: Severity | None
    code: str
    at: CellRef | None
    sheet: str | None
    place: str
    head: str
    note: str
    said: str
    hint: str
    law: str


class Annotation(Struct, frozen=True):
    """Everything that an annotated copy says: the title and the verdict of the list, the heads of its columns.

    `elsewhere` is said of a finding whose cell holds a conversation, to which nothing is added.
    """

    remarks: tuple[Remark, ...]
    title: str
    verdict: str
    heads: tuple[str, ...]
    grades: tuple[tuple[Severity | None, str], ...]
    elsewhere: str

    def grade_text(self, grade: Severity | None) -> str:
        """The word for a severity."""
        return dict(self.grades)[grade]
