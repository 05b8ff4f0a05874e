"""Three readers that share no code read the same numbers; where one does not, that is written down and stays true."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from containers import CONTAINERS, KINDS, MARKUP
from python_calamine import CalamineError, CalamineWorkbook
from sizes import SIZES
from values import TEXTS, VALUES

from commandline import ROOT
from reportctl.model.source import Percentage
from reportctl.read.workbook import read_workbook

WORKBOOKS = sorted([*(ROOT / "data").glob("*.xlsx"), *(ROOT / "examples").rglob("*.xlsx")])
CASES = {case.name: case for case in (*CONTAINERS, *KINDS, *MARKUP, *VALUES, *TEXTS, *SIZES) if not case.heavy}

_EMPTIED = ("Strict Open XML", "styles of other programs", "panes and validations of other programs")
_TAKEN_FOR_A_NUMBER = ("1_000", "１２３", "١")
_NO_NUMBER = ("1,027", "0x403", "-", "+", "1 027")
_BEYOND_ALL_NUMBERS = ("1e400", "NaN", "INF", "Infinity", "1" * 12, "9" * 12)

OTHERWISE = {
    **dict.fromkeys(_EMPTIED, ("openpyxl",)),
    **{f"figure stored {text}": ("openpyxl",) for text in (*_TAKEN_FOR_A_NUMBER, *_NO_NUMBER)},
    **{f"figure stored {text}": ("openpyxl", "calamine") for text in _BEYOND_ALL_NUMBERS},
    **{f"utf-16 in {part}": ("calamine",) for part in ("xl/worksheets/sheet3.xml", "xl/workbook.xml")},
    **{f"figure {name}": ("calamine",) for name in ("error #SPILL!", "error #UNKNOWN", "true as 2")},
    "dimension nonsense": ("openpyxl", "calamine"),
    "table without particulars": ("openpyxl", "calamine"),
}
"""Cases in which a referee reads otherwise, or cannot read, what is read here."""

ABORTS = ("far value",)
"""Cases that end the process of calamine; openpyxl alone is asked."""

Sums = tuple[int, Decimal]


def summed(values: Iterable[object]) -> Sums:
    """How many numbers there are, and their sum; truth values, dates and texts are none."""
    numbers = [
        Decimal(repr(value)) for value in values if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    return len(numbers), sum(numbers, Decimal(0))


def ours(data: bytes) -> Sums | None:
    workbook, _ = read_workbook(data, "a.xlsx")
    if workbook is None:
        return None
    contents = [cell.content for sheet in workbook.sheets for cell in sheet.cells.values()]
    numbers = [item.value if isinstance(item, Percentage) else item for item in contents]
    found = [item for item in numbers if isinstance(item, Decimal)]
    return len(found), sum(found, Decimal(0))


def of_openpyxl(data: bytes) -> Sums | None:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        values: list[object] = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            values += [cell.value for row in sheet.rows for cell in row]
        return summed(values)
    except Exception:  # openpyxl meets faults with some sixteen unrelated classes
        return None


def of_calamine(data: bytes) -> Sums | None:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return summed(
            value for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for value in row
        )
    except (CalamineError, ValueError):
        return None


REFEREES = {"openpyxl": of_openpyxl, "calamine": of_calamine}


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_all_readers_agree_on_the_examples(path: Path) -> None:
    data = path.read_bytes()
    count, total = found = ours(data) or (0, Decimal(0))
    assert count > 10
    assert of_openpyxl(data) == found
    assert of_calamine(data) == found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", CASES)
def test_all_readers_agree_on_what_is_accepted(name: str, filled: Path) -> None:
    data = CASES[name].make(filled.read_bytes())
    found = ours(data)
    if found is None:
        assert CASES[name].status == 2
        return
    asked = {referee: read for referee, read in REFEREES.items() if referee != "calamine" or name not in ABORTS}
    dissent = tuple(referee for referee, read in asked.items() if read(data) != found)
    assert dissent == OTHERWISE.get(name, ()), found
