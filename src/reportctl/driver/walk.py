"""What lies in folders: workbooks, and the marks of documents that somebody has open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reportctl.model.pattern import regex

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
"""Endings of files that a folder is searched for; what such a file is, its content decides."""

TABLE_ENDING = ".csv"
"""Many a table has this ending: in a folder, only one that is called by a year is taken for a workbook."""

_FOLDER = "\0"
"""Stands behind the names of folders; no name has it, and it comes before all that may be in one."""

YEARS = regex(r"(\d{4})(?:-(\d{4}))?")
"""A year or a range of years."""


def workbooks_under(folder: Path) -> Iterator[Path]:
    """All workbooks of a folder and its subfolders, in order of their names; links to folders are not followed."""
    return (path for path in files_under(folder) if is_workbook(path))


def files_under(folder: Path) -> Iterator[Path]:
    """All files of a folder and its subfolders in the order of their paths; of each folder as it is come to.

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
            yield Path(path)


def _listed(folder: str) -> Iterator[str]:
    """The paths of files and, with _FOLDER behind them, of folders in a folder."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name + (_FOLDER if _is_folder(entry) else "") for entry in entries if not _is_link(entry)]
    except OSError:
        return
    start = folder if folder.endswith(os.sep) else f"{folder}{os.sep}"
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


def is_workbook(path: Path) -> bool:
    """Whether a file in a folder is to be taken for a workbook, by its name; `~$` files mark open documents."""
    ending = path.suffix.lower()
    known = ending in ENDINGS and (ending != TABLE_ENDING or YEARS.fullmatch(path.stem) is not None)
    return known and not path.name.startswith("~$")


def is_stray(path: Path) -> bool:
    """Whether a file is the mark of an open document beside which there is none."""
    marks = path.name.startswith("~$") and path.suffix.lower() in ENDINGS
    return marks and not path.with_name(path.name[2:]).exists()


def open_mark(path: Path) -> Path | None:
    """The mark that a spreadsheet program leaves beside a workbook while it is open there."""
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return next((mark for mark in marks if mark.exists()), None)
