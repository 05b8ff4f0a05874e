"""What tests of batches share: workbooks of several agencies, and faults of workers on order."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from commandline import change

AGENCY = "阜阳市信访局"

FAULTS = """
import os, time
from reportctl.driver import unit

perform, identify = unit.Engine.perform, unit.Engine.identify

def broken(self, work):
    if "甲" in work.workbook.file:
        os._exit(9)
    if "乙" in work.workbook.file:
        time.sleep(600)
    return perform(self, work)

unit.Engine.perform = broken
from reportctl.driver import crew
crew.Crew.__init__.__defaults__ = (10.0,)
"""
"""Run first in every process, makes it crash over one workbook and hang over another."""


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


def environment(project: Path, custom: str) -> dict[str, str]:
    """An environment in which every Python process runs `custom` first."""
    folder = project / "custom"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(custom, encoding="utf-8")
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    return {**os.environ, "PYTHONPATH": path}


def started(project: Path, *arguments: str, custom: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start the command line as a process of its own, head of a group, that can be interrupted wherever tests run."""
    return subprocess.Popen(
        [sys.executable, "-m", "reportctl", *arguments],
        cwd=project,
        env=custom,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def wait_for_first(project: Path, process: subprocess.Popen[str]) -> None:
    """Wait until a run has put its first report in place."""
    until = time.monotonic() + 100
    while not in_place(project / "out"):
        assert time.monotonic() < until
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


def in_place(folder: Path) -> list[Path]:
    """The manifests of reports that are in place, without those that are being prepared or could be taken back."""
    found = [path for path in folder.rglob("manifest.json") if not path.parent.name.startswith(".")]
    return [path for path in found if not list(path.parent.glob(".reportctl-*"))]


def alive(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            state, _, number = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if state != "Z" and int(number) == group:
            found.append(int(folder.name))
    return found
