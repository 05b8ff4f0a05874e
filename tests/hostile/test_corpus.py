"""Every hostile file gets the answer that is written beside it: an unexpected success is a failure too."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from containers import CONTAINERS, KINDS, MARKUP
from sizes import SIZES
from values import TEXTS, VALUES
from workshop import Case

from commandline import Command, Result

MEMORY = 512 * 1024 * 1024
SECONDS = 20
CORPUS = (*CONTAINERS, *KINDS, *MARKUP, *VALUES, *TEXTS, *SIZES)


def named(case: Case) -> str:
    return case.name


def in_a_process(folder: Path, *arguments: str) -> Result:
    """Run a command under limits of address space and time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, "-m", "reportctl", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=SECONDS, preexec_fn=limit, check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


def standing(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", [case for case in CORPUS if not case.heavy], ids=named)
def test_a_hostile_file_gets_its_answer(
    case: Case, tmp_path: Path, filled: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / case.file).write_bytes(case.make(filled.read_bytes()))
    before = standing(tmp_path)
    _judge(case, command("check", case.file, "--format", "json"))
    if case.status:
        assert command("build", case.file).status == case.status
        assert standing(tmp_path) == before


@pytest.mark.parametrize("case", [case for case in CORPUS if case.heavy], ids=named)
def test_a_heavy_file_gets_its_answer_within_limits(case: Case, tmp_path: Path, filled: Path) -> None:
    (tmp_path / case.file).write_bytes(case.make(filled.read_bytes()))
    before = standing(tmp_path)
    _judge(case, in_a_process(tmp_path, "check", case.file, "--format", "json"))
    assert standing(tmp_path) == before


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in CORPUS]
    assert len(names) == len(set(names))


def _judge(case: Case, result: Result) -> None:
    assert "Traceback" not in result.out + result.err
    found = json.loads(result.out)["findings"]
    codes = {finding["code"] for finding in found}
    assert (result.status, codes if case.code else set()) == (
        case.status,
        codes | {case.code} if case.code else set(),
    ), found
    assert all(case.file in finding["file"] for finding in found)
    if case.status == 2:
        assert len(found) == 1, found
    if case.cell and case.code[:3] != "FIL":
        assert case.cell in {finding["cell"] for finding in found if finding["code"] == case.code}
    if case.status == 0:
        assert {finding["severity"] for finding in found} <= {"warning", "info"}
