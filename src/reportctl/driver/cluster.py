"""Units of work on other machines, by a dask cluster that is already there (`--executor dask://HOST:PORT`).

The cluster's scheduler gives each unit to a worker that is free, and to another one if that dies; what comes back is
written here and nowhere else, so that nothing is lost or done twice however the workers fare.
"""

from __future__ import annotations

import logging
import pickle
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

from reportctl.driver import remote
from reportctl.driver.mishaps import ClusterFault, Lost, Mishap
from reportctl.driver.unit import Settings

if TYPE_CHECKING:
    from distributed import Client, Future

Task = TypeVar("Task")
Result = TypeVar("Result")

CONNECT = 10.0
"""Seconds in which the scheduler has to answer."""

PATIENCE = 30.0
"""Seconds for which a cluster may be without any worker, since a worker that died is often started again."""

_LOOK = 1.0
"""Seconds between two looks at how many workers there are."""

_AHEAD = 2
"""Units sent for each thread of a worker, so that none waits for the next; their bytes are held on the way."""


class Cluster(Generic[Task, Result]):
    """Does units of work under the same settings on the workers of a cluster."""

    def __init__(self, address: str, settings: Settings) -> None:
        """Connect to a scheduler and see whether its workers are fit for the work.

        Raises:
            ClusterFault: there is no scheduler, or a worker has not the versions and faces that are here.
        """
        self._terms = remote.terms_of(settings)
        self._client = _client(address)
        self._flying: dict[Future, int] = {}
        self._landed: SimpleQueue[Future] = SimpleQueue()
        self._threads = 0
        self._looked = self._peopled = time.monotonic()
        try:
            self._examine()
        except BaseException:
            self.dismiss()
            raise

    def _examine(self) -> None:
        faults: Mapping[str, object] = self._client.run(remote.unfit, self._terms, on_error="return")
        for address, fault in sorted(faults.items()):
            if fault:
                cause = _reason(fault) if isinstance(fault, Exception) else str(fault)
                zh = f"工作节点 {address} 与本机不一致，生成的文件会不同：{cause}"
                raise ClusterFault(zh, f"the worker {address} differs from this machine, and so would files: {cause}")

    def map(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Result | Lost]]:
        """Do numbered tasks and give back each with its number as soon as it is done, in no certain order.

        Raises:
            ClusterFault: the scheduler is gone, or all workers are.
        """
        given = next(tasks, None)
        while given is not None or self._flying:
            room = max(1, _AHEAD * self._workers())
            while given is not None and len(self._flying) < room:
                number, task = given
                self._send(number, task)
                given = next(tasks, None)
            try:
                future = self._landed.get(timeout=_LOOK)
            except Empty:
                continue
            yield self._flying.pop(future), self._result(future)

    def _send(self, number: int, task: Task) -> None:
        future = self._client.submit(remote.perform, self._terms, pickle.dumps(task), pure=False)
        self._flying[future] = number
        future.add_done_callback(self._landed.put)

    def _result(self, future: Future) -> Result | Lost:
        """What a unit came to; a fault of the unit itself is its workbook's alone, one of the cluster ends the run."""
        from distributed import KilledWorker

        if future.status == "finished":
            return _asked(lambda: self._unpack(future.result()))
        if future.status == "error":
            fault = future.exception()
            if isinstance(fault, KilledWorker):
                return Lost(Mishap.CRASHED, type(fault).__name__)
            return Lost(Mishap.UNFIT, _reason(fault))
        raise _gone()

    @staticmethod
    def _unpack(result: bytes) -> Result | Lost:
        found: Result | Lost = pickle.loads(result)
        return found

    def _workers(self) -> int:
        """How many threads the workers have now."""
        now = time.monotonic()
        if now - self._looked >= _LOOK or not self._threads:
            self._threads = sum(_asked(self._client.nthreads).values())
            self._looked = now
        if self._threads:
            self._peopled = now
        elif now - self._peopled > PATIENCE:
            zh = "计算集群上已经没有工作节点。已生成的报告都在，重新运行会接着做"
            raise ClusterFault(zh, "the cluster has no worker left; what was built stands, the next run goes on there")
        return self._threads

    def dismiss(self) -> None:
        """Call back what is still under way and leave the cluster."""
        try:
            self._client.cancel(list(self._flying), force=True)
            self._client.close(timeout=5)
        except (OSError, RuntimeError):
            # The scheduler is gone already, and with it all that could be called back.
            return
        finally:
            self._flying = {}


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        zh = "要用计算集群，请安装 reportctl[dask]"
        raise ClusterFault(zh, "to work with a cluster, install reportctl[dask]") from None
    # What it has to say is said here in words that a clerk can read.
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError):
        place = address.removeprefix("tcp://")
        zh = f"{place} 上没有可用的 dask 调度器"
        raise ClusterFault(zh, f"no dask scheduler answers at {place}") from None


T = TypeVar("T")


def _asked(question: Callable[[], T]) -> T:
    try:
        return question()
    except (OSError, RuntimeError, CancelledError):
        raise _gone() from None


def _gone() -> ClusterFault:
    zh = "与计算集群的连接断了。已生成的报告都在，重新运行会接着做"
    return ClusterFault(zh, "the connection to the cluster broke; what was built stands, the next run goes on there")


def _reason(fault: BaseException | None) -> str:
    return f"{type(fault).__name__}: {fault}"
