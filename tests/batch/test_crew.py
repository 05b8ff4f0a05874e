"""Worker processes: a crash, a fault and a hang cost their own task only."""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import cast

import pytest
from batchcase import worker

from reportctl.driver import remote
from reportctl.driver.crew import Crew, _serve
from reportctl.driver.hands import engine
from reportctl.driver.mishaps import Lost, Mishap


def done(crew: Crew[str, str], tasks: list[str]) -> dict[int, str | Lost]:
    return dict(crew.map(iter(enumerate(tasks))))


@pytest.mark.parametrize("size", [1, 3])
def test_every_task_has_its_result(size: int) -> None:
    with Crew[str, str](worker, "w", size) as crew:
        assert done(crew, ["a", "b", "c", "d"]) == {0: "w:a", 1: "w:b", 2: "w:c", 3: "w:d"}
        assert done(crew, []) == {}
        assert done(crew, ["e"]) == {0: "w:e"}


@pytest.mark.parametrize("size", [1, 2])
def test_a_crash_costs_one_task(size: int) -> None:
    with Crew[str, str](worker, "w", size) as crew:
        results = done(crew, ["a", "exit", "b", "raise", "c"])
    assert results[1] == Lost(Mishap.CRASHED, "exit 3")
    assert {number: results[number] for number in (0, 2, 4)} == {0: "w:a", 2: "w:b", 4: "w:c"}
    fault = results[3]
    assert isinstance(fault, Lost)
    assert fault.cause.startswith("ValueError batchcase.py:")
    assert "1027" not in fault.cause


def test_a_hang_ends_at_the_limit() -> None:
    start = time.monotonic()
    with Crew[str, str](worker, "w", 2, limit=4.0) as crew:
        results = done(crew, ["hang", "a", "b"])
    assert time.monotonic() - start < 60
    assert results == {0: Lost(Mishap.TOO_LONG, "4 s"), 1: "w:a", 2: "w:b"}


def test_tasks_are_taken_only_when_somebody_is_free() -> None:
    taken = []

    def tasks() -> Iterator[tuple[int, str]]:
        for number in range(6):
            taken.append(number)
            yield number, "a"

    with Crew[str, str](worker, "w", 1) as crew:
        results = crew.map(tasks())
        next(results)
        assert len(taken) <= 3
        assert len(list(results)) == 5


def test_nobody_is_left_behind() -> None:
    with Crew[str, str](worker, "w", 2) as crew:
        done(crew, ["a", "b"])
        processes = [hand.process for hand in crew._hands]
        assert processes
        assert all(process.is_alive() for process in processes)
    assert not any(process.is_alive() for process in processes)


def test_a_worker_that_died_while_idle_costs_its_next_task_only() -> None:
    with Crew[str, str](worker, "w", 1) as crew:
        assert done(crew, ["a"]) == {0: "w:a"}
        (hand,) = crew._hands
        hand.process.kill()
        hand.process.join()
        assert done(crew, ["b", "c"]) == {0: Lost(Mishap.CRASHED, "signal 9"), 1: "w:c"}


def test_workers_started_from_another_thread_do_the_same() -> None:
    def work() -> dict[int, str | Lost]:
        with Crew[str, str](worker, "w", 1) as crew:
            return done(crew, ["a", "b"])

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result() == {0: "w:a", 1: "w:b"}


@pytest.fixture
def life() -> Iterator[None]:
    """Put back what the life of a worker changes in its process: what Ctrl-C does, and how memory is cleared up."""
    before, threshold = signal.getsignal(signal.SIGINT), gc.get_threshold()
    yield
    signal.signal(signal.SIGINT, before)
    gc.set_threshold(*threshold)
    gc.unfreeze()


@pytest.mark.usefixtures("life")
def test_a_worker_serves_until_nobody_asks_any_more() -> None:
    ours, theirs = Pipe()
    asked, tasks = Pipe(duplex=False)

    def make(argument: object) -> Callable[[object], object]:
        work = worker(argument)
        return lambda task: work(str(task))

    class Line:
        """A worker's end: it reads tasks from one pipe, which can be closed, and answers on another."""

        recv, send = asked.recv, theirs.send

    for task in ("a", "raise", "b"):
        tasks.send(task)
    tasks.close()
    _serve(cast("Connection", Line), (70_001, 11, 12), make, "w")
    first, fault, last = (ours.recv() for _ in range(3))
    assert (first, last) == ("w:a", "w:b")
    assert isinstance(fault, Lost)
    assert fault.mishap is Mishap.CRASHED
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert gc.get_threshold() == (70_001, 11, 12)


@pytest.mark.usefixtures("life")
def test_a_worker_ends_when_nobody_wants_its_result() -> None:
    seen = []

    def make(_: object) -> Callable[[object], object]:
        def work(task: object) -> object:
            seen.append(task)
            ours.close()
            return task

        return work

    ours, theirs = Pipe()
    ours.send("a")
    ours.send("b")
    _serve(theirs, (70_001, 11, 12), make, "w")
    assert seen == ["a"]


@pytest.mark.parametrize("make", [engine, remote._engine])
def test_a_worker_is_given_settings_and_nothing_else(make: Callable[[object], object]) -> None:
    with pytest.raises(TypeError):
        make("settings")
