"""Where a value or a fault stands: always something that a person can open.

Rows and columns count from 1, as spreadsheets show them.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, remainder = divmod(column - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Return the column, from 1, of up to three letters from A to Z; there are few enough to remember them all."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class FileRef(Struct, frozen=True, order=True):
    """A whole file; `file` is the path as the user gave it, relative to the project where it lies inside."""

    file: str


class SheetRef(Struct, frozen=True, order=True):
    """A sheet of a workbook."""

    file: str
    sheet: str


class CellRef(Struct, frozen=True, order=True):
    """A cell of a workbook; `row` and `column` count from 1."""

    file: str
    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address as spreadsheets write it, such as C7."""
        return f"{column_letters(self.column)}{self.row}"


class KeyRef(Struct, frozen=True, order=True):
    """A key of a layout or configuration file, such as `table[0].row[3].label`."""

    file: str
    key: str


Location = FileRef | SheetRef | CellRef | KeyRef
