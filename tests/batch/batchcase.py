"""What tests of batches share: workbooks of several agencies, and faults of workers on order."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from commandline import change

AGENCY = "阜阳市信访局"


def agencies(project: Path, names: list[str]) -> None:
    """Keep data/ by agency: the example's workbook once for each."""
    example = project / "data" / "2017.xlsx"
    for name in names:
        folder = project / "data" / name
        folder.mkdir()
        change(example, "基本信息", AGENCY, name, folder / "2017.xlsx")
    example.unlink()


def year_before(project: Path) -> Path:
    """A workbook of 2016 beside the example's."""
    path = project / "data" / "2016.xlsx"
    change(project / "data" / "2017.xlsx", "基本信息", 2017, 2016, path)
    for old, new in (("2018-01-26", "2017-01-26"), ("2017-01-01", "2016-01-01"), ("2017-12-31", "2016-12-31")):
        change(path, "基本信息", old, new)
    return path


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their relative paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[str, int]:
    """When each file below a folder was last written."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*")}


def worker(argument: object) -> Callable[[str], str]:
    """A worker that does what its task says."""

    def work(task: str) -> str:
        match task:
            case "exit":
                os._exit(3)
            case "raise":
                raise ValueError("secret 1027")
            case "hang":
                time.sleep(600)
        return f"{argument}:{task}"

    return work


def copy_of(path: Path, target: Path) -> Path:
    """Copy a file and make its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)
    return target
