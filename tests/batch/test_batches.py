"""Whole batches: the same whatever the number of jobs, and one bad workbook is one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batchcase import AGENCY, agencies, copy_of, files, times

from commandline import Command, change

NAMES = ["甲局", "乙局", "丙局", "丁局"]

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


def environment(project: Path, custom: str) -> dict[str, str]:
    """An environment in which every Python process runs `custom` first."""
    folder = project / "custom"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(custom, encoding="utf-8")
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    return {**os.environ, "PYTHONPATH": path}


def test_the_same_bytes_and_lines_whatever_the_jobs(project: Path, command: Command) -> None:
    agencies(project, NAMES)
    change(project / "data/丙局/2017.xlsx", "分项", 479, 478)
    one = command("build", "--all", "--jobs", "1", "--out", "one")
    two = command("build", "--all", "--jobs", "3", "--out", "two")
    assert (one.status, two.status) == (1, 1)
    assert two.out == one.out
    assert two.err.replace("two/", "one/") == one.err
    assert files(project / "two") == files(project / "one")
    assert len(files(project / "one")) == 9


def test_a_crash_and_a_hang_have_their_lines_and_the_others_are_built(project: Path) -> None:
    agencies(project, NAMES)
    done = subprocess.run(
        [sys.executable, "-m", "reportctl", "build", "--all", "--jobs", "2", "--report", "s.json"],
        cwd=project, env=environment(project, FAULTS), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1, done
    assert "FIL110" in done.stdout
    assert "FIL111" in done.stdout
    assert sorted(p.parent.parent.name for p in (project / "out").rglob("manifest.json")) == ["丁局", "丙局"]
    reports = json.loads((project / "s.json").read_bytes())["reports"]
    verdicts = {report["agency"]: (report["verdict"], report["codes"]) for report in reports}
    assert verdicts == {
        "甲局": ("unreadable", ["FIL110"]), "乙局": ("unreadable", ["FIL111"]), "丙局": ("built", []),
        "丁局": ("built", []),
    }  # fmt: skip


def test_a_folder_with_everything_bad_in_it(project: Path, command: Command) -> None:
    agencies(project, ["甲局", "乙局", "丙局"])
    data = project / "data"
    copy_of(data / "丙局/2017.xlsx", data / "丙局/2017 副本.xlsx")
    (data / "甲局/~$2017.xlsx").write_bytes(b"user")
    (data / "encrypted.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"))
    (data / "loop.xlsx").symlink_to("loop.xlsx")
    (data / "round").symlink_to(data, target_is_directory=True)
    os.mkfifo(data / "pipe.xlsx")
    result = command("build", "--all", "--report", "s.json")
    assert result.status == 1
    reports = json.loads((project / "s.json").read_bytes())["reports"]
    assert {report["file"]: (report["verdict"], report["codes"]) for report in reports} == {
        "data/encrypted.xlsx": ("unreadable", ["FIL103"]),
        "data/loop.xlsx": ("unreadable", ["FIL102"]),
        "data/pipe.xlsx": ("unreadable", ["FIL102"]),
        "data/丙局/2017 副本.xlsx": ("unreadable", ["FIL105"]),
        "data/丙局/2017.xlsx": ("unreadable", ["FIL105"]),
        "data/乙局/2017.xlsx": ("built", []),
        "data/甲局/2017.xlsx": ("built", ["FIL112"]),
    }
    assert "已生成 2 份，没有变化 0 份，未生成 5 份" in result.err


def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(project: Path, command: Command) -> None:
    agencies(project, [*NAMES, "戊局", "己局"])
    process = subprocess.Popen(
        [sys.executable, "-m", "reportctl", "build", "--all", "--jobs", "2"],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 100
    while not list((project / "out").rglob("manifest.json")) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert not list((project / "out").rglob("*.part"))
    done = {path: time_ for path, time_ in times(project / "out").items() if path.endswith("manifest.json")}
    assert done
    result = command("build", "--all")
    assert result.status == 0
    assert f"已生成 {6 - len(done)} 份，没有变化 {len(done)} 份" in result.err
    after = times(project / "out")
    assert {path: after[path] for path in done} == done


def test_a_workbook_that_changes_under_way_is_not_built(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportctl.driver import publish

    plan = publish.Publisher.plan

    def and_then_change(self: publish.Publisher) -> object:
        planned = plan(self)
        change(project / "data/2017.xlsx", "基本信息", AGENCY, "另一个局")
        return planned

    monkeypatch.setattr(publish.Publisher, "plan", and_then_change)
    result = command("build", "2017")
    assert result.status == 2
    assert "FIL102" in result.out
    assert not (project / "out").exists()
