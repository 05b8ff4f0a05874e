"""A project to work in, made from the example's figures through the public commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from commandline import FIGURES, Command, Result
from reportctl.cli.run import run

# A slow machine is no fault of the code, and a run that fails must fail again: the search for new cases is `make fuzz`.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")


@pytest.fixture
def command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Command:
    """Run a command line in this process."""
    monkeypatch.delenv("REPORTCTL_LANG", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))

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
