"""Build a folder of good workbooks with bad ones among them, and see that only the bad ones are not built.

Usage: hostile_folder.py [--good N] [--jobs N]
Prints what the run took and every workbook that was not built, with its reason.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from bench import EXAMPLE, project_of, variant

BOMB = 256 * 1024 * 1024
"""Bytes of the sheet in the zip bomb, a thousandth of that as a file."""

HANG = """
import time
from reportctl.driver import crew, unit

read_workbook = unit.read_workbook

def hanging(data, file):
    if "慢" in file:
        time.sleep(3600)
    return read_workbook(data, file)

unit.read_workbook = hanging
crew.Crew.__init__.__defaults__ = (%f,)
"""
"""Run first in every process: the reader never comes back from one workbook, and the limit is so many seconds."""


def make_folder(folder: Path, good: int) -> dict[str, tuple[str, str]]:
    """Fill data/ and return the verdict and the code that each bad workbook has to get, by its path."""
    data = project_of(folder, good).joinpath("data")
    (data / "00000" / "~$2017.xlsx").write_bytes(b"user")
    for name in ("open", "bomb", "慢", "twin"):
        (data / name).mkdir()
    (data / "open" / "~$2017.xlsx").write_bytes(b"user")
    (data / "慢" / "2017.xlsx").write_bytes(variant("慢局"))
    for name in ("2017.xlsx", "2017 副本.xlsx"):
        (data / "twin" / name).write_bytes(variant("双局"))
    _write_bomb(data / "bomb" / "2017.xlsx")
    marks = "EncryptedPackage".encode("utf-16-le") + "EncryptionInfo".encode("utf-16-le")
    (data / "encrypted.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + marks)
    (data / "loop.xlsx").symlink_to("loop.xlsx")
    (data / "round").symlink_to(data, target_is_directory=True)
    return {
        "data/bomb/2017.xlsx": ("unreadable", "FIL107"),
        "data/encrypted.xlsx": ("unreadable", "FIL103"),
        "data/loop.xlsx": ("unreadable", "FIL102"),
        "data/twin/2017 副本.xlsx": ("unreadable", "FIL105"),
        "data/twin/2017.xlsx": ("unreadable", "FIL105"),
        "data/慢/2017.xlsx": ("unreadable", "FIL111"),
    }


def _write_bomb(path: Path) -> None:
    """The example's workbook with blanks after a sheet's cells."""
    end = b"</worksheet>"
    with zipfile.ZipFile(io.BytesIO(EXAMPLE)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            data = source.read(member)
            with target.open(member, "w") as part:
                if member == "xl/worksheets/sheet1.xml":
                    part.write(data.removesuffix(end))
                    for _ in range(BOMB // 2**20):
                        part.write(b" " * 2**20)
                    data = end
                part.write(data)


def build(folder: Path, jobs: int, limit: float) -> tuple[subprocess.CompletedProcess[str], dict[str, tuple[str, str]]]:
    """Build all with a reader that hangs over one workbook; the verdict and codes of each that was not built."""
    custom = folder / "custom"
    custom.mkdir()
    (custom / "sitecustomize.py").write_text(HANG % limit, encoding="utf-8")
    path = os.pathsep.join([str(custom), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", "reportctl", "build", "--all", "--jobs", str(jobs), "--report", "summary.json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    reports = json.loads((folder / "summary.json").read_bytes())["reports"]
    bad = {r["file"]: (r["verdict"], " ".join(r["codes"])) for r in reports if r["verdict"] != "built"}
    return done, bad


def main(arguments: list[str]) -> int:
    """Make the folder, build it, and compare what was not built with what should not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--good", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=float, default=120.0)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = make_folder(folder, chosen.good)
        start = time.perf_counter()
        done, bad = build(folder, chosen.jobs, chosen.limit)
        seconds = time.perf_counter() - start
        built = len(list((folder / "out").rglob("manifest.json")))
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(
        f"status {done.returncode}, {built} of {chosen.good} good ones built by {chosen.jobs} jobs in {seconds:.0f} s "
        f"({usage.ru_utime + usage.ru_stime:.0f} s of processor), {usage.ru_maxrss / 1024:.0f} MB at most a process\n"
    )
    for file, (verdict, code) in bad.items():
        sys.stdout.write(f"  {file}: {verdict} {code}\n")
    return 0 if (done.returncode, built, bad) == (1, chosen.good, expected) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
