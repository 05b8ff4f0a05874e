"""A project to work in, made from the example's figures through the public commands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportctl.cli.run import run

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "examples" / "2017-figures.json"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did: its exit status and what it printed."""

    status: int
    out: str
    err: str


Command = Callable[..., Result]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command line in this process."""
    monkeypatch.delenv("REPORTCTL_LANG", raising=False)

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Result(int(status), out, err)

    return call


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's workbook, made once; copy it before changing it."""
    folder = tmp_path_factory.mktemp("filled")
    assert run(["--quiet", "--project", str(folder), "new", "2017", "--from", str(FIGURES)]) == 0
    return folder / "data" / "2017.xlsx"


@pytest.fixture
def project(tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with the example's workbook, and the working directory."""
    (tmp_path / "data").mkdir()
    shutil.copy(filled, tmp_path / "data" / "2017.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(path: Path, sheet: str, old: object, new: object, target: Path | None = None) -> None:
    """Change the cells of a sheet that hold `old` into `new`, as a clerk would in a spreadsheet program."""
    book = load_workbook(path)
    cells = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == old]
    assert cells, f"{sheet} has no {old}"
    for cell in cells:
        cell.value = new  # type: ignore[assignment]
    book.save(target or path)
