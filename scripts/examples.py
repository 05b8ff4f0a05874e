"""Write the example workbooks from their figures files, or with --check say whether the committed ones are current.

Run it from anywhere; it needs reportctl to be importable. Each workbook is made from its figures file alone: nothing is
carried over from last year's workbook, so that the order in which they are written does not matter.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from reportctl.driver.create import Request, create
from reportctl.driver.project import open_project

ROOT = Path(__file__).resolve().parent.parent
SINGLE = {"data/2017.xlsx": "examples/2017-figures.json"}
"""Workbooks that are not part of a series, with their figures files."""
SERIES = ("examples/pingtan",)
"""Folders with a figures file figures/YEAR.json for each workbook YEAR.xlsx."""


def examples() -> Iterator[tuple[Path, Path]]:
    """Each example workbook with its figures file."""
    for workbook, figures in SINGLE.items():
        yield ROOT / workbook, ROOT / figures
    for folder in SERIES:
        for figures_file in sorted((ROOT / folder / "figures").glob("*.json")):
            yield ROOT / folder / f"{figures_file.stem}.xlsx", figures_file


def workbook_of(figures: Path) -> bytes:
    """The bytes of the workbook that `reportctl new --from` makes of a figures file.

    Raises:
        ValueError: if the figures file is refused; the message says why.
    """
    year = int(json.loads(figures.read_bytes())["year"])
    with tempfile.TemporaryDirectory() as empty:
        output = Path(empty) / "new.xlsx"
        request = Request(year, agency=None, layout=None, figures=figures, output=output, force=False)
        created = create(open_project(Path(empty)), request)
        if created.path is None:
            raise ValueError("\n".join(finding.message("zh") for finding in created.findings))
        return output.read_bytes()


def is_current(workbook: Path, data: bytes) -> bool:
    """Whether a committed workbook holds what `data` holds.

    The parts are compared unpacked: another build of zlib packs the same bytes differently.
    """
    return workbook.exists() and _parts(workbook.read_bytes()) == _parts(data)


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def main(arguments: list[str]) -> int:
    """Write what is stale, or only name it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 if a workbook is stale")
    check = parser.parse_args(arguments).check
    stale = 0
    for workbook, figures in examples():
        data = workbook_of(figures)
        if is_current(workbook, data):
            continue
        stale += 1
        verb = "stale" if check else "wrote"
        sys.stdout.write(f"{verb}: {workbook.relative_to(ROOT).as_posix()}\n")
        if not check:
            workbook.parent.mkdir(parents=True, exist_ok=True)
            workbook.write_bytes(data)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
