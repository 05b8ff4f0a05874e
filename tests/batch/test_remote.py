"""What a cluster's machine keeps ready between units, and what is made of units that come to nothing there."""

from __future__ import annotations

import pickle
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from distributed import KilledWorker

import reportctl
from commandline import Command
from reportctl.driver import remote
from reportctl.driver.cluster import Cluster, _asked
from reportctl.driver.crew import Crew
from reportctl.driver.mishaps import ClusterFault, Lost, Mishap
from reportctl.driver.project import open_project
from reportctl.driver.unit import Settings

if TYPE_CHECKING:
    from distributed import Future


@pytest.fixture
def dismissed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The crews that were dismissed, in that order."""
    gone: list[object] = []
    monkeypatch.setattr(Crew, "dismiss", lambda crew: gone.append(crew))
    return gone


def test_a_crew_waits_for_the_next_unit_under_the_same_terms(dismissed: list[object]) -> None:
    stand = remote._Stand()
    crew, other = stand.take(b"a"), stand.take(b"a")
    stand.put(b"a", crew)
    stand.put(b"a", other)
    assert {id(stand.take(b"a")), id(stand.take(b"a"))} == {id(crew), id(other)}
    assert dismissed == []


def test_a_crew_of_other_terms_is_dismissed(dismissed: list[object]) -> None:
    stand = remote._Stand()
    waiting, late = stand.take(b"a"), stand.take(b"a")
    stand.put(b"a", waiting)
    fresh = stand.take(b"b")
    assert dismissed == [waiting]
    assert fresh is not waiting
    stand.put(b"a", late)
    assert dismissed == [waiting, late]


def test_a_crew_that_nobody_needs_goes(dismissed: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "IDLE", 0.0)
    stand = remote._Stand()
    crew = stand.take(b"a")
    stand.put(b"a", crew)
    assert stand._timer is not None
    stand._timer.join()
    assert dismissed == [crew]
    assert stand.take(b"a") is not crew


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda module: module.write_bytes(module.read_bytes().replace(b"\n", b"\r\n")), True),
        (lambda module: (module.parent / "__pycache__" / "resources.pyc").write_bytes(b""), True),
        (lambda module: module.write_bytes(module.read_bytes() + b"# changed\n"), False),
        (lambda module: module.rename(module.with_name("other.py")), False),
        (lambda module: (module.parent / "driver" / "more.py").touch(), False),
    ],
)
def test_two_states_of_one_version_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object], same: bool
) -> None:
    opened = open_project(tmp_path)
    terms = remote.terms_of(Settings(opened.layouts, opened.config))
    package = tmp_path / "reportctl"
    shutil.copytree(Path(reportctl.__file__).parent, package)
    (package / "__pycache__").mkdir(exist_ok=True)
    monkeypatch.setattr(reportctl, "__file__", str(package / "__init__.py"))
    assert remote.unfit(terms) == ""
    before = remote.sources()[:8]
    change(package / "resources.py")
    after = remote.sources()[:8]
    assert remote.unfit(terms) == ("" if same else f"reportctl.py {before} ≠ {after}")
    assert (before == after) is same


def test_what_one_side_lacks_is_named_with_a_dash() -> None:
    hashes = {"body": "Noto " + "0" * 64}, {"body": "Noto " + "1" * 64}
    assert remote._differing({"lxml": "5"}, {}) == "lxml 5 ≠ –"
    assert remote._differing({}, {"lxml": "5"}) == "lxml – ≠ 5"
    assert remote._differing(*hashes) == "body Noto 00000000 ≠ Noto 11111111"


class Landed:
    """A unit that came back from a cluster: how it ended, and its result or fault."""

    def __init__(self, status: str, came: object = None) -> None:
        self.status = status
        self._came = came

    def result(self) -> object:
        if isinstance(self._came, BaseException):
            raise self._came
        return self._came

    def exception(self) -> object:
        return self._came


def result_of(landed: Landed) -> object:
    cluster: Cluster[object, object] = Cluster.__new__(Cluster)
    return cluster._result(cast("Future", landed))


@pytest.mark.parametrize(
    ("landed", "result"),
    [
        (Landed("finished", pickle.dumps("made")), "made"),
        (Landed("error", KilledWorker("unit", None, 3)), Lost(Mishap.CRASHED, "KilledWorker")),
        (Landed("error", ModuleNotFoundError("reportctl")), Lost(Mishap.UNFIT, "ModuleNotFoundError: reportctl")),
    ],
)
def test_a_unit_has_its_result_or_why_there_is_none(landed: Landed, result: object) -> None:
    assert result_of(landed) == result


@pytest.mark.parametrize("landed", [Landed("cancelled"), Landed("lost"), Landed("finished", OSError("gone"))])
def test_a_unit_that_the_cluster_lost_ends_the_run(landed: Landed) -> None:
    with pytest.raises(ClusterFault, match="connection to the cluster broke"):
        result_of(landed)


@pytest.mark.parametrize("error", [OSError(), RuntimeError(), CancelledError()])
def test_a_scheduler_that_is_gone_while_it_is_asked_ends_the_run(error: Exception) -> None:
    def question() -> object:
        raise error

    with pytest.raises(ClusterFault):
        _asked(question)


def test_without_the_extra_it_is_said_what_to_install(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = command("build", "2017", "--executor", "dask://127.0.0.1:1")
    assert (result.status, result.err) == (4, "要用计算集群，请安装 reportctl[dask]\n")
