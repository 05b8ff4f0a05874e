"""Who does the units of work: this process where there are few, a crew of worker processes, or a cluster's workers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING

from reportctl.driver.mishaps import Lost, guarded
from reportctl.driver.unit import Answer, Engine, Outcome, Query, Settings, Work
from reportctl.model.pattern import regex

if TYPE_CHECKING:
    from reportctl.driver.cluster import Cluster
    from reportctl.driver.crew import Crew

_ADDRESS = regex(r"dask://(?P<place>(?:\[[0-9a-fA-F:.]+\]|[^\s/:\[\]]+):\d{1,5})/?")

Task = Query | Work
Result = Answer | Outcome


def engine(settings: object) -> Callable[[Task], Result]:
    """What a worker process runs."""
    if not isinstance(settings, Settings):
        raise TypeError
    return Engine(settings).run


class Hands:
    """Does units of work; `jobs` is the number of worker processes, None for as many as are worth it.

    With the address of a cluster's `scheduler` they are done there, and a ClusterFault ends the run.
    """

    def __init__(self, settings: Settings, jobs: int | None, scheduler: str | None = None) -> None:
        """Prepare; processes are started, or the cluster called, when there is work for them."""
        self._settings = settings
        self._engine = engine(settings)
        self._jobs = jobs
        self._scheduler = scheduler
        self._crew: Crew[Task, Result] | Cluster[Task, Result] | None = None

    def __enter__(self) -> Hands:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._crew is not None:
            self._crew.dismiss()

    def map(self, tasks: Iterator[tuple[int, Task]], count: int, few: int) -> Iterator[tuple[int, Result | Lost]]:
        """Do numbered tasks, `count` at most; each comes back with its number when it is done, in no certain order.

        One alone is done here, and so are up to `few` unless a number of jobs was asked for.
        """
        if self._scheduler is not None:
            first = next(tasks, None)
            if first is not None:
                yield from self._workers().map(chain([first], tasks))
        elif count > 1 and (self._jobs is not None or count > few):
            yield from self._workers().map(tasks)
        elif count > 1:
            for number, task in tasks:
                yield number, guarded(self._engine, task)
        else:
            for number, task in tasks:
                yield number, self._engine(task)

    def _workers(self) -> Crew[Task, Result] | Cluster[Task, Result]:
        if self._crew is None and self._scheduler is not None:
            from reportctl.driver.cluster import Cluster

            self._crew = Cluster(self._scheduler, self._settings)
        elif self._crew is None:
            from reportctl.driver.crew import Crew

            self._crew = Crew(engine, self._settings, self._jobs or processors())
        return self._crew


def scheduler_of(url: str) -> str | None:
    """The address of a cluster's scheduler as dask writes it; None if `url` is no `dask://HOST:PORT`."""
    match = _ADDRESS.fullmatch(url)
    return f"tcp://{match['place']}" if match else None


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
