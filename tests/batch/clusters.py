"""A real dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

_PATIENCE = 60.0
"""Seconds; a worker is there within two on a machine that is not busy."""


class LocalCluster:
    """A scheduler on a free port of 127.0.0.1 and its workers of one thread each."""

    def __init__(self, folder: Path) -> None:
        """Start the scheduler; what the processes write goes to `folder`."""
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", ["--host", "127.0.0.1", "--port", "0", "--scheduler-file"], {})
        self._await("scheduler", "Scheduler at:")

    @property
    def url(self) -> str:
        """The address for `--executor`."""
        address = json.loads(self._file.read_text(encoding="utf-8"))["address"]
        return f"dask://{address.removeprefix('tcp://')}"

    def add_worker(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start one more worker and wait until the scheduler knows it."""
        options = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--local-directory", str(self._folder)]
        worker = self._start("worker", [*options, "--scheduler-file"], environment or {})
        self.workers.append(worker)
        self._await("worker", "Registered to:")
        return worker

    def _start(self, what: str, options: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        log = self._log(what, len(self._processes)).open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", what, "--no-dashboard", *options, str(self._file)],
            stdout=log, stderr=log, env={**os.environ, **environment}, cwd=self._folder, start_new_session=True,
        )  # fmt: skip
        log.close()
        self._processes.append(process)
        return process

    def _log(self, what: str, number: int) -> Path:
        return self._folder / f"{what}{number}.log"

    def _await(self, what: str, sign: str) -> None:
        log = self._log(what, len(self._processes) - 1)
        until = time.monotonic() + _PATIENCE
        while sign not in log.read_text(encoding="utf-8"):
            assert time.monotonic() < until, log.read_text(encoding="utf-8")
            assert self._processes[-1].poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.05)

    def stop(self) -> None:
        """End every process of the cluster, and what they started."""
        for process in self._processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
