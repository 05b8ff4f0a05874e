"""Worker processes: a crash, a fault and a hang cost their own task only."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from batchcase import worker

from reportctl.driver.crew import Crew
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
