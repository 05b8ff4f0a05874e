"""Whole batches: the same whatever the number of jobs, and one bad workbook is one line."""

from __future__ import annotations

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batchcase import AGENCY, FAULTS, agencies, alive, copy_of, environment, files, in_place, started, wait_for_first

from commandline import ROOT, Command, change

NAMES = ["甲局", "乙局", "丙局", "丁局"]


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


def test_only_the_bad_ones_of_many_are_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip bomb, a reader that hangs, an encrypted workbook, twins, links in a circle, marks of open documents."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    hostile = importlib.import_module("hostile_folder")
    expected = hostile.make_folder(tmp_path, 30)
    done, bad = hostile.build(tmp_path, 2, 15.0)
    assert done.returncode == 1, done
    assert bad == expected
    lines = done.stderr.splitlines()
    for number in range(30):
        path = f"data/{number:05d}/2017.xlsx"
        assert f"✓ {path} → out/{number:05d}/2017（DOCX、PDF）" in lines
    for path, (_, code) in expected.items():
        assert sum(line.startswith(f"✗ {path} 不能使用：") for line in lines) == 1
        assert code in done.stdout
    assert "－ data/open/~$2017.xlsx 是打开文件时留下的标记，不是工作簿，已跳过" in lines
    assert "data/00000/2017.xlsx\n    提醒[FIL112]" in done.stdout
    assert len(in_place(tmp_path / "out")) == 30


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


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("sent", "to_all", "status"),
    [(signal.SIGINT, True, 130), (signal.SIGTERM, False, 143), (signal.SIGKILL, False, -9)],
)
def test_a_run_that_is_stopped_leaves_nothing_behind_and_the_next_goes_on(
    project: Path, command: Command, jobs: str, sent: signal.Signals, to_all: bool, status: int
) -> None:
    """Ctrl-C reaches every process of the terminal, a termination only the one that was named."""
    agencies(project, NAMES)
    process = started(project, "build", "--all", "--jobs", jobs)
    wait_for_first(project, process)
    (os.killpg if to_all else os.kill)(process.pid, sent)
    _, err = process.communicate(timeout=60)
    assert process.returncode == status, err
    assert "Traceback" not in err
    until = time.monotonic() + 60
    while left := alive(process.pid):
        assert time.monotonic() < until, left
        time.sleep(0.05)
    done = {path: path.stat().st_mtime_ns for path in in_place(project / "out")}
    assert done
    result = command("build", "--all")
    assert result.status == 0
    counts = re.search(r"已生成 (\d) 份，没有变化 (\d) 份，未生成 0 份", result.err)
    assert counts
    assert int(counts[1]) + int(counts[2]) == len(NAMES)
    assert int(counts[2]) >= len(done)
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert len(in_place(project / "out")) == len(NAMES)
    assert not list((project / "out").rglob(".reportctl*"))


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


def test_a_check_gives_the_same_whatever_the_jobs(project: Path, command: Command) -> None:
    agencies(project, NAMES)
    change(project / "data/丙局/2017.xlsx", "分项", 479, 478)
    (project / "data/戊局").mkdir()
    (project / "data/戊局/~$2017.xlsx").write_bytes(b"user")
    here = command("check", "--format", "json")
    there = command("check", "--format", "json", "--jobs", "2")
    assert (here.status, there.status) == (1, 1)
    assert there.out == here.out
    assert json.loads(here.out)["summary"]["files"] == 4
    assert here.err == there.err == "－ data/戊局/~$2017.xlsx 是打开文件时留下的标记，不是工作簿，已跳过\n"
