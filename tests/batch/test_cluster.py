"""Builds on a real cluster of worker processes: the same bytes, whatever becomes of a worker."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn as bundled
import pytest
from batchcase import FAULTS, agencies, copy_of, environment, files, in_place, started, wait_for_first
from clusters import LocalCluster

from commandline import Command, change
from reportctl.driver import cluster as clusters
from reportctl.driver import remote
from reportctl.driver.mishaps import Lost, Mishap
from reportctl.driver.project import open_project
from reportctl.driver.unit import Answer, Paper, Query, Settings

NAMES = ["甲局", "乙局", "丙局", "丁局", "戊局", "己局"]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A cluster of two workers that nothing happens to."""
    cluster = LocalCluster(tmp_path_factory.mktemp("cluster"))
    try:
        cluster.add_worker()
        cluster.add_worker()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A cluster without workers, to be filled and harmed."""
    cluster = LocalCluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield cluster
    finally:
        cluster.stop()


def start(project: Path, cluster: LocalCluster, *arguments: str) -> subprocess.Popen[str]:
    return started(project, "build", "--all", "--executor", cluster.url, *arguments)


def test_the_same_bytes_and_lines_as_on_one_machine(project: Path, command: Command, pair: LocalCluster) -> None:
    agencies(project, NAMES[:3])
    change(project / "data/丙局/2017.xlsx", "分项", 479, 478)
    here = command("build", "--all", "--out", "here")
    process = start(project, pair, "--out", "there")
    out, err = process.communicate(timeout=120)
    assert (here.status, process.returncode) == (1, 1), err
    assert out == here.out
    assert err.replace("there/", "here/") == here.err
    assert files(project / "there") == files(project / "here")
    assert len(files(project / "there")) == 6


def test_a_worker_that_dies_in_the_middle_costs_nothing(project: Path, command: Command, empty: LocalCluster) -> None:
    agencies(project, NAMES)
    empty.add_worker()
    victim = empty.add_worker()
    process = start(project, empty)
    wait_for_first(project, process)
    victim.kill()
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, (out, err)
    assert [sum(f"data/{name}/2017.xlsx" in line for line in err.splitlines()) for name in NAMES] == [1] * 6
    assert command("build", "--all", "--out", "here").status == 0
    assert files(project / "out") == files(project / "here")


def test_without_a_worker_left_the_run_ends_and_the_next_goes_on(
    project: Path, command: Command, empty: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    agencies(project, NAMES[:2])
    monkeypatch.setattr(clusters, "PATIENCE", 1.0)
    result = command("build", "--all", "--executor", empty.url)
    assert result.status == 4
    assert result.err == "计算集群上已经没有工作节点。已生成的报告都在，重新运行会接着做\n"
    empty.add_worker()
    assert "已生成 2 份" in command("build", "--all", "--executor", empty.url).err


def test_a_crash_and_a_hang_cost_their_own_workbooks(project: Path, empty: LocalCluster) -> None:
    agencies(project, NAMES[:4])
    empty.add_worker(environment(project, FAULTS))
    process = start(project, empty, "--report", "s.json")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, (out, err)
    reports = json.loads((project / "s.json").read_bytes())["reports"]
    assert {report["agency"]: (report["verdict"], report["codes"]) for report in reports} == {
        "甲局": ("unreadable", ["FIL110"]), "乙局": ("unreadable", ["FIL111"]), "丙局": ("built", []),
        "丁局": ("built", []),
    }  # fmt: skip
    assert empty.workers[0].poll() is None


def test_a_worker_with_another_face_is_refused(project: Path, command: Command, empty: LocalCluster) -> None:
    copy_of(Path(bundled.sans_path()), project / "there/.local/share/fonts/simsun.ttf")
    empty.add_worker({"HOME": str(project / "there")})
    result = command("build", "2017", "--executor", empty.url)
    assert result.status == 4
    assert "与本机不一致" in result.err
    assert "table NotoSerifSC-Regular" in result.err
    assert "NotoSansSC-Regular" in result.err
    assert not (project / "out").exists()


def test_a_unit_is_not_done_under_other_terms(project: Path) -> None:
    task = pickle.dumps(Query(Paper("x", (project / "data/2017.xlsx").read_bytes())))
    opened = open_project(project)
    terms = remote.terms_of(Settings(opened.layouts, opened.config))
    answer = pickle.loads(remote.perform(terms, task))
    assert isinstance(answer, Answer)
    assert (answer.agency, answer.year) == ("阜阳市信访局", 2017)
    nature, settings = pickle.loads(zlib.decompress(terms))
    for key in ("reportctl", "zlib"):
        altered = zlib.compress(pickle.dumps(({**nature, key: "0.0"}, settings)))
        lost = pickle.loads(remote.perform(altered, task))
        assert lost == Lost(Mishap.UNFIT, f"{key} 0.0 ≠ {nature[key]}")


def test_where_there_is_no_scheduler(project: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONNECT", 1.0)
    result = command("build", "2017", "--executor", "dask://127.0.0.1:1")
    assert (result.status, result.out, result.err) == (4, "", "127.0.0.1:1 上没有可用的 dask 调度器\n")
    english = command("--lang", "en", "build", "2017", "--executor", "dask://127.0.0.1:1")
    assert (english.status, english.err) == (4, "no dask scheduler answers at 127.0.0.1:1\n")


@pytest.mark.parametrize("url", ["127.0.0.1:8786", "dask://", "dask://host", "ray://host:1", "dask://a:b@host:1"])
def test_what_is_no_address(project: Path, command: Command, url: str) -> None:
    result = command("build", "2017", "--executor", url)
    assert result.status == 2
    assert "dask://HOST:PORT" in result.err
    assert command("build", "2017", "--executor", "dask://h:1", "--jobs", "2").status == 2


def test_ctrl_c_leaves_the_cluster_ready_for_the_next_run(project: Path, command: Command, pair: LocalCluster) -> None:
    agencies(project, NAMES)
    process = start(project, pair)
    wait_for_first(project, process)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    done = len(in_place(project / "out"))
    result = command("build", "--all", "--executor", pair.url)
    assert result.status == 0
    assert f"已生成 {len(NAMES) - done} 份，没有变化 {done} 份" in result.err
