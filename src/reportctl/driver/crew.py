"""Worker processes, one unit of work at a time each: one that crashes or never ends costs only its own workbook.

A pool of `concurrent.futures` breaks as a whole when a worker dies and cannot stop one that hangs, hence this.
Processes are spawned, not forked: the same on every system, and nothing of the parent's state leaks in.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, TypeVar

from reportctl.driver.mishaps import Lost, Mishap, guarded

Task = TypeVar("Task")
Result = TypeVar("Result")

_CLEARED = 10
"""After so many tasks a worker clears away the circles of objects that they left, megabytes a report."""
LIMIT = 120.0
"""Seconds that a workbook may take; a report takes less than one on an ordinary machine."""


class Crew(Generic[Task, Result]):
    """A number of worker processes. `make` is called in each of them with `argument` and gives the function to run."""

    def __init__(
        self, make: Callable[[object], Callable[[Task], Result]], argument: object, size: int, limit: float = LIMIT
    ) -> None:
        """Prepare a crew of `size`; its processes start with the first work."""
        self._start = (make, argument)
        self._size = size
        self._limit = limit
        self._hands: list[_Hand] = []

    def __enter__(self) -> Crew[Task, Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dismiss()

    def dismiss(self) -> None:
        """Stop all processes, whatever they are doing."""
        for hand in self._hands:
            hand.dismiss()
        self._hands = []

    def map(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Result | Lost]]:
        """Do numbered tasks and give back each with its number as soon as it is done, in no certain order.

        Tasks are taken one by one when a process is free, so that their bytes need not all be held at once.
        """
        given = next(tasks, None)
        while True:
            while given is not None and (hand := self._free()) is not None:
                hand.give(*given, self._limit)
                given = next(tasks, None)
            busy = [hand for hand in self._hands if hand.number is not None]
            if not busy:
                return
            patience = max(0.0, min(hand.until for hand in busy) - time.monotonic())
            ready = set(wait([hand.connection for hand in busy], patience))
            for hand in busy:
                result = self._outcome(hand, arrived=hand.connection in ready)
                if result is not None:
                    yield result

    def _free(self) -> _Hand | None:
        idle = next((hand for hand in self._hands if hand.number is None), None)
        if idle is None and len(self._hands) < self._size:
            idle = _Hand(self._start)
            self._hands.append(idle)
        return idle

    def _outcome(self, hand: _Hand, *, arrived: bool) -> tuple[int, Result | Lost] | None:
        number = hand.number
        if number is None:
            return None
        if arrived:
            try:
                result: Result | Lost = hand.connection.recv()
                hand.number = None
                return number, result
            except (EOFError, OSError):
                lost = Lost(Mishap.CRASHED, _ending(hand.process))
        elif time.monotonic() >= hand.until:
            lost = Lost(Mishap.TOO_LONG, f"{self._limit:.0f} s")
        else:
            return None
        hand.dismiss()
        self._hands.remove(hand)
        return number, lost


class _Hand:
    """One process and what it is doing."""

    def __init__(self, start: tuple[Callable[..., object], object]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs, gc.get_threshold(), *start), daemon=True
        )
        with _interrupts_ignored():
            self.process.start()
        theirs.close()
        self.number: int | None = None
        self.until = 0.0

    def give(self, number: int, task: object, limit: float) -> None:
        self.number = number
        self.until = time.monotonic() + limit
        try:
            self.connection.send(task)
        except OSError:
            # It died while idle; its end of the pipe is closed, which the wait for its result will show.
            return

    def dismiss(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Start a process so that Ctrl-C, which a terminal sends to all, is left to the parent."""
    if os.name == "nt" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _ending(process: BaseProcess) -> str:
    process.join(1.0)
    code = process.exitcode
    return f"signal {-code}" if code is not None and code < 0 else f"exit {code}"


def _serve(
    connection: Connection,
    threshold: tuple[int, int, int],
    make: Callable[[object], Callable[[object], object]],
    argument: object,
) -> None:
    """The life of a worker: take a task, do it, send its result, until nobody asks any more.

    It looks for circles of objects as seldom as its parent (`threshold`), which leaves old ones for long, so it clears
    them away itself between tasks; it never looks among what it starts with and what its first task has loaded.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*threshold)
    work = make(argument)
    for done in count():
        if done % _CLEARED == 1:
            gc.collect()
        if done <= 1:
            gc.freeze()
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(guarded(work, task))
        except OSError:
            # The parent is gone, and nobody wants the result.
            return
