"""What tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "examples" / "2017-figures.json"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did: its exit status and what it printed."""

    status: int
    out: str
    err: str


Command = Callable[..., Result]


def change(path: Path, sheet: str, old: object, new: object, target: Path | None = None) -> None:
    """Change the cells of a sheet that hold `old` into `new`, as a clerk would in a spreadsheet program."""
    book = load_workbook(path)
    cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == old]
    assert cells, f"{sheet} has no {old}"
    for cell in cells:
        cell.value = new  # type: ignore[assignment]
    book.save(target or path)
