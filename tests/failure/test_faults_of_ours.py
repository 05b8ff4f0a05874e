"""A fault planted in the program: status 70, one calm paragraph, a log with places and versions and no contents."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scenes import state

from commandline import Command, change
from reportctl import __version__
from reportctl.driver import faultlog
from reportctl.driver.faultlog import described, keep

SECRETS = ("1027", "阜阳", "2017", "secret")
"""What stands in the example's workbook, in its name, and in the planted message."""


def log_in(text: str) -> Path:
    found = re.findall(r"^\s*(/\S+/fault-[0-9a-f]{8}\.log)$", text, re.MULTILINE)
    assert len(found) == 1, text
    return Path(found[0])


def innocent(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in text], text
    assert str(Path.home()) + os.sep not in text


def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, *_: object) -> object:
        figure = "阜阳 1027"
        try:
            return dict[str, str]()[figure]
        except KeyError as error:
            raise ValueError(f"secret {figure}") from error

    monkeypatch.setattr("reportctl.driver.unit.Engine.perform", broken)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_calm_paragraph_and_a_log(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    assert command("build", "2017").status == 0
    before = state(project)
    plant(monkeypatch)
    result = command("--lang", language, "build", "2017", "--force")
    assert result.status == 70
    assert state(project) == before
    assert "Traceback" not in result.err + result.out
    assert ("自身出了错" in result.err) == (language == "zh")
    log = log_in(result.err)
    assert log.is_relative_to(Path(os.environ["XDG_STATE_HOME"]) / "reportctl")
    text = log.read_text(encoding="utf-8")
    innocent(text)
    innocent(result.err.replace(str(log), ""))
    assert text.splitlines()[0] == f"reportctl {__version__}"
    assert re.search(r"^reportlab \d", text, re.MULTILINE)
    assert re.search(r"^ValueError$", text, re.MULTILINE)
    assert re.search(r"^behind it: KeyError$", text, re.MULTILINE)
    assert re.search(r"^  reportctl\.driver\.hands:\d+ Hands\.map$", text, re.MULTILINE)


def test_the_same_fault_is_the_same_file(project: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    first, second = (log_in(command("check", "2017").err) for _ in range(2))
    assert first == second
    assert len(list(first.parent.iterdir())) == 1


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]])
def test_in_a_batch_the_others_are_built_and_the_log_is_named(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch, jobs: list[str], tmp_path: Path
) -> None:
    for name in ("甲局", "乙局"):
        (project / "data" / name).mkdir()
        change(project / "data/2017.xlsx", "基本信息", "阜阳市信访局", name, project / "data" / name / "2017.xlsx")
    (project / "data/2017.xlsx").unlink()
    custom = tmp_path / "custom"
    custom.mkdir()
    (custom / "sitecustomize.py").write_text(
        "from reportctl.driver import unit\n"
        "perform = unit.Engine.perform\n"
        "def broken(self, work):\n"
        "    if '甲' in work.workbook.file: raise ValueError('secret 1027')\n"
        "    return perform(self, work)\n"
        "unit.Engine.perform = broken\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "reportctl", "build", "--all", *jobs],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(custom), *filter(None, sys.path)])},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1, done
    assert "FIL110" in done.stdout
    assert (project / "out/乙局/2017/manifest.json").is_file()
    said = next(line for line in done.stderr.splitlines() if "fault-" in line)
    log = Path(re.findall(r"/\S+?\.log", said)[0])
    text = log.read_text(encoding="utf-8")
    innocent(text)
    assert re.search(r"^ValueError$", text, re.MULTILINE)
    assert re.search(r"^  sitecustomize:4 broken$", text, re.MULTILINE)


def test_where_no_log_can_be_written_the_places_are_printed(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plant(monkeypatch)
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file"))
    result = command("check", "2017")
    assert result.status == 70
    assert "ValueError" in result.err
    assert "reportctl.driver.hands:" in result.err
    innocent(result.err)


def test_the_folder_for_temporary_files_serves_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    log = keep("ValueError")
    assert log is not None
    assert log.parent == tmp_path / "reportctl"


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("win32", "LOCALAPPDATA", "state/reportctl/logs"),
        ("darwin", "HOME", "state/Library/Logs/reportctl"),
        ("linux", "XDG_STATE_HOME", "state/reportctl"),
        ("linux", "HOME", "state/.local/state/reportctl"),
    ],
)
def test_each_system_has_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, folder: str
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv(variable, str(tmp_path / "state"))
    monkeypatch.setattr(sys, "platform", platform)
    log = keep("ValueError")
    assert log is not None
    assert log.parent == tmp_path / folder


def test_a_library_that_is_not_there_is_no_second_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(faultlog, "DEPENDENCIES", ("no-such-library",))
    log = keep("ValueError")
    assert log is not None
    assert "no-such-library is not installed" in log.read_text(encoding="utf-8")


def test_an_endless_recursion_is_told_shortly() -> None:
    def deeper(number: int) -> int:
        return deeper(number + 1) + 1

    with pytest.raises(RecursionError) as caught:
        deeper(0)
    lines = described(caught.value).splitlines()
    assert lines[0] == "RecursionError"
    assert len(lines) < 100
    assert any(re.fullmatch(r"  \(\d+ places\)", line) for line in lines)


def test_an_error_of_the_system_has_its_number_and_not_its_file() -> None:
    assert described(FileNotFoundError(errno.ENOENT, "secret", "1027.xlsx")) == "FileNotFoundError ENOENT"


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "请检查权限和磁盘空间"), ("en", "check permissions and disk space")]
)
@pytest.mark.parametrize("arguments", [["rules"], ["check", "2017", "--format", "json"], ["--help"]])
def test_a_result_that_cannot_be_printed_is_the_machines_fault(
    project: Path, language: str, words: str, arguments: list[str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reportctl", "--lang", language, *arguments],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 4
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (MemoryError(), 4, "内存不够"),
        (PermissionError(errno.EACCES, "x", "layouts/own.toml"), 4, "layouts/own.toml"),
        (FileNotFoundError(errno.ENOENT, "x", "layouts/own.toml"), 70, "自身出了错"),
    ],
)
def test_what_the_machine_lacks_is_not_our_fault(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, words: str
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr("reportctl.cli.check.examine", failing)
    result = command("check", "2017")
    assert result.status == status
    assert words in result.err


@pytest.mark.parametrize(("path", "code"), [("layouts/own.toml", "LAY101"), ("reportctl.toml", "LAY104")])
def test_settings_that_are_no_file_are_findings(project: Path, command: Command, path: str, code: str) -> None:
    (project / path).parent.mkdir(exist_ok=True)
    os.mkfifo(project / path)
    result = command("check", "2017")
    assert result.status == 3
    assert code in result.out
