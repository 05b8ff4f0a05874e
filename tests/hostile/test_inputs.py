"""Inputs that are no files, names that no terminal should see raw, and environments that cannot print Chinese."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from commandline import Command

SECONDS = 20
HOSTILE_NAME = "\x1b[2Ja\u202egpj\u2066\u200b\x07\u0085\u2028b"
"""Clears a screen, turns the line round, rings the bell, begins a new line."""
FORMATS = ("text", "json", "sarif", "junit")


def raw(text: str) -> list[str]:
    """The characters of an output that can move a cursor, turn a line round or hide a part of it."""
    hidden = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return [ascii(c) for c in text if unicodedata.category(c) in hidden and c != "\n"]


def run(folder: Path, *arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONUTF8", "PYTHONIOENCODING", "LANG")
    }
    return subprocess.run(
        [sys.executable, "-m", "reportctl", *arguments],
        cwd=folder, env={**inherited, **environment}, capture_output=True, timeout=SECONDS, check=False,
    )  # fmt: skip


def only_code(command: Command, target: str | Path, status: int = 2) -> str:
    result = command("check", target, "--format", "json")
    assert result.status == status
    assert "Traceback" not in result.err
    [finding] = json.loads(result.out)["findings"]
    assert Path(str(target)).name in finding["file"]
    return str(finding["code"])


def test_a_named_pipe_is_refused_at_once(tmp_path: Path, command: Command) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert only_code(command, tmp_path / "pipe.xlsx") == "FIL102"
    assert command("build", tmp_path / "pipe.xlsx").status == 2


def test_a_device_without_end_is_refused_at_once(command: Command) -> None:
    assert only_code(command, "/dev/zero") == "FIL102"


def test_a_dangling_link_and_a_loop_of_links_are_refused(tmp_path: Path, command: Command) -> None:
    (tmp_path / "dangling.xlsx").symlink_to("nothing.xlsx")
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    assert only_code(command, tmp_path / "dangling.xlsx") == "FIL102"
    assert only_code(command, tmp_path / "loop.xlsx") == "FIL102"


def test_an_empty_folder_and_one_that_links_to_itself(tmp_path: Path, command: Command) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "again").symlink_to(tmp_path / "folder")
    assert only_code(command, tmp_path / "folder") == "FIL101"


def test_a_folder_called_like_a_workbook(project: Path, command: Command) -> None:
    (project / "data" / "2016.xlsx").mkdir()
    assert command("check").status == 0


def test_a_sparse_file_of_many_gigabytes_is_refused_at_once(tmp_path: Path, command: Command) -> None:
    with (tmp_path / "sparse.xlsx").open("wb") as file:
        file.truncate(1 << 40)
    assert only_code(command, tmp_path / "sparse.xlsx") == "FIL102"


@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_name_is_never_shown_raw(
    tmp_path: Path, command: Command, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"{HOSTILE_NAME}.xlsx").write_bytes(b"%PDF")
    for arguments in (["check", f"{HOSTILE_NAME}.xlsx", "--format", form], ["check", HOSTILE_NAME, "--format", form]):
        result = command(*arguments)
        assert result.status == 2
        assert raw(result.out + result.err) == []


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_contents_are_never_shown_raw(project: Path, command: Command, form: str) -> None:
    book = openpyxl.load_workbook(project / "data/2017.xlsx")
    harmful = "\u202e\u2066\u0085\u2028\ue000"
    book["统计表"]["C6"].value = f"3{harmful}"
    book["统计表"]["A7"].value = f"其他{harmful}"
    book["正文"]["B3"].value = f"甲{harmful}{{{harmful}}}"
    book["基本信息"]["B2"].value = f"某局{harmful}"
    book.save(project / "data/2017.xlsx")
    result = command("check", "2017", "--format", form)
    assert result.status == 1
    assert "CEL101" in result.out
    assert raw(result.out + result.err) == []
    assert raw((built := command("build", "2017")).out + built.err) == []


def test_what_is_said_of_a_build_is_never_raw(project: Path, command: Command) -> None:
    shutil.move(project / "data/2017.xlsx", project / "data" / f"{HOSTILE_NAME}.xlsx")
    for arguments in (
        ["build", "--all"],
        ["build", "--all", "--plan"],
        ["build", "--all", "--out", f"o{HOSTILE_NAME}"],
    ):
        result = command(*arguments)
        assert result.status == 0
        assert raw(result.out + result.err) == []


def test_what_is_said_of_new_is_never_raw(tmp_path: Path, command: Command) -> None:
    target = tmp_path / f"{HOSTILE_NAME}.xlsx"
    for _ in range(2):
        result = command("--project", tmp_path, "new", "2017", "--agency", "某局", "-o", target)
        assert raw(result.out + result.err) == []
    result = command("--project", tmp_path / HOSTILE_NAME, "check")
    assert raw(result.out + result.err) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=str,
)
def test_messages_are_printed_whatever_the_locale(project: Path, environment: dict[str, str]) -> None:
    (project / "data" / "坏.xlsx").write_bytes(b"%PDF")
    (project / "data" / "2016.xlsx").write_bytes(b"%PDF")
    done = run(project, "build", "--all", **environment)
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"FIL102" in done.stdout
    assert len(list((project / "out/2017").iterdir())) == 3


def test_a_name_that_is_not_utf8_is_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xb1\xe3.xlsx"
    Path(os.fsdecode(name)).write_bytes(b"%PDF")
    for form in FORMATS:
        done = run(tmp_path, b"check", name, b"--format", form.encode())
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert b"FIL102" in done.stdout
        assert re.search(rb"(?i)dcb1|%B1", done.stdout), done.stdout


def test_a_workbook_whose_name_is_not_utf8_is_built(project: Path) -> None:
    shutil.move(project / "data/2017.xlsx", os.fsdecode(os.fsencode(project / "data") + b"/\xb1\xe3.xlsx"))
    done = run(project, "build", "--all")
    assert done.returncode == 0, done.stderr
    assert len(list((project / "out/2017").iterdir())) == 3
