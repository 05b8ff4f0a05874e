"""What lies in folders: workbooks, and the marks of documents that somebody has open.

Paths are texts here: every part of a `Path` is entered into a table of the interpreter's, which grows with a batch.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reportctl.model.pattern import regex

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
"""Endings of files that a folder is searched for; what such a file is, its content decides."""

TABLE_ENDING = ".csv"
"""Many a table has this ending: in a folder, only one that is called by a year is taken for a workbook."""

_MARK = "~$"
_FOLDER = "\0"
"""Stands behind the names of folders; no name has it, and it comes before all that may be in one."""

YEARS = regex(r"(\d{4})(?:-(\d{4}))?")
"""A year or a range of years."""


def workbooks_under(folder: Path) -> Iterator[Path]:
    """All workbooks of a folder and its subfolders, in order of their names; links to folders are not followed."""
    return (Path(file) for file in files_under(folder) if is_workbook(file))


def files_under(folder: Path) -> Iterator[str]:
    """The paths of all files of a folder and its subfolders, in the order in which `Path` puts them.

    Links to folders are not followed, and folders that may not be read are passed over.
    """
    folders = [_listed(str(folder))]
    while folders:
        path = next(folders[-1], None)
        if path is None:
            folders.pop()
        elif path.endswith(_FOLDER):
            folders.append(_listed(path[:-1]))
        else:
            yield path


def _listed(folder: str) -> Iterator[str]:
    """The paths of files and, with _FOLDER behind them, of folders in a folder."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name + (_FOLDER if _is_folder(entry) else "") for entry in entries if not _is_link(entry)]
    except OSError:
        return
    start = folder if folder.endswith(os.sep) else "" if folder == os.curdir else f"{folder}{os.sep}"
    # Paths are compared by their parts, so that a folder `a` and what is in it come before a file `a.xlsx`.
    names.sort(key=os.path.normcase)
    yield from (f"{start}{name}" for name in names)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Whether it is another way to a folder, which might lead in circles."""
    # Junctions of Windows are told from folders since Python 3.12; before, they are links or not told.
    junction = getattr(entry, "is_junction", bool)()
    return junction or (entry.is_symlink() and _is_folder(entry))


def is_workbook(file: str) -> bool:
    """Whether a file in a folder is to be taken for a workbook, by its name; `~$` files mark open documents."""
    name = file.rpartition(os.sep)[2]
    stem, ending = _parts(name)
    known = ending in ENDINGS and (ending != TABLE_ENDING or YEARS.fullmatch(stem) is not None)
    return known and not name.startswith(_MARK)


def is_stray(file: str) -> bool:
    """Whether a file is the mark of an open document beside which there is none."""
    folder, separator, name = file.rpartition(os.sep)
    marks = name.startswith(_MARK) and _parts(name)[1] in ENDINGS
    return marks and not _exists(f"{folder}{separator}{name.removeprefix(_MARK)}")


def open_mark(file: str) -> str | None:
    """The name of the mark that a spreadsheet program leaves beside a workbook while it is open there."""
    folder, separator, name = file.rpartition(os.sep)
    marks = f"{_MARK}{name}", f".~lock.{name}#"
    return next((mark for mark in marks if _exists(f"{folder}{separator}{mark}")), None)


def _parts(name: str) -> tuple[str, str]:
    """A name without its ending, and the ending in small letters; what only has a dot in front has no ending."""
    stem, dot, ending = name.rpartition(".")
    return (stem, f".{ending.lower()}") if stem and dot else (name, "")


def _exists(file: str) -> bool:
    return os.access(file, os.F_OK)
