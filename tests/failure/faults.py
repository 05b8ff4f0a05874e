"""The n-th change to the disk fails, or is the moment at which the process is killed; every change is counted.

As in SQLite's tests of failure, a run is repeated with the fault at its first call, its second, and so on, until it
runs through without meeting it.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

ERRORS = (errno.ENOSPC, errno.EIO, errno.EXDEV, errno.EACCES)

_BY_PATH = ("mkdir", "rmdir", "unlink", "chmod")
_BY_TWO = ("replace", "rename", "link", "symlink")
_BY_DESCRIPTOR = ("write", "fsync", "ftruncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

_AUDITED = {
    "os.mkdir": "mkdir", "os.rmdir": "rmdir", "os.remove": "unlink", "os.chmod": "chmod", "os.rename": "replace",
    "os.link": "link", "os.symlink": "symlink", "os.truncate": "ftruncate", "open": "open",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at a call: an error number, or "kill"; `lasting` if all later calls meet it too.

    A write that meets it has half done its work before.
    """

    at: int
    what: int | Literal["kill"]
    lasting: bool = False


@dataclass(slots=True)
class Disk:
    """What happens below a folder: `calls` in order, and what Python's own audit saw of the same."""

    root: str
    fault: Fault | None = None
    calls: list[tuple[str, str]] = field(default_factory=list)
    audited: Counter[str] = field(default_factory=Counter)
    opened: dict[int, str] = field(default_factory=dict)

    @property
    def met(self) -> bool:
        """Whether the run came as far as its fault."""
        return self.fault is not None and len(self.calls) > self.fault.at

    @property
    def failed(self) -> str:
        """The name of the call that met the fault."""
        return self.calls[self.fault.at][0] if self.fault is not None and self.met else ""

    def concerns(self, path: object) -> bool:
        """Whether a path lies below the folder, or is the folder."""
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        absolute = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
        return absolute == self.root or absolute.startswith(self.root + os.sep)

    def call(self, name: str, path: str, half: Callable[[], object] | None = None) -> None:
        """Count a call, and let it meet its fault."""
        number = len(self.calls)
        self.calls.append((name, os.path.relpath(path, self.root)))
        fault = self.fault
        if fault is None or not (number == fault.at or (fault.lasting and number > fault.at)):
            return
        if half is not None:
            half()
        if fault.what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            raise OSError(fault.what, os.strerror(fault.what), path)


_active: Disk | None = None


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if _active is None or event not in _AUDITED:
        return
    if event == "open" and not (isinstance(args[2], int) and args[2] & _WRITING):
        return
    if any(_active.concerns(argument) for argument in args[: 1 if event == "open" else 2]):
        _active.audited[_AUDITED[event]] += 1


sys.addaudithook(_audit)


@contextmanager
def watched(folder: Path, fault: Fault | None = None) -> Iterator[Disk]:
    """Count every change to the disk below a folder, and let one of them meet a fault."""
    global _active
    disk = Disk(str(folder.absolute()), fault)
    originals = {name: getattr(os, name) for name in ("open", "close", *_BY_PATH, *_BY_TWO, *_BY_DESCRIPTOR)}
    _active = disk
    try:
        for name, function in _functions(disk, originals).items():
            setattr(os, name, function)
        yield disk
    finally:
        _active = None
        for name, function in originals.items():
            setattr(os, name, function)


def _functions(disk: Disk, real: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    return {
        **_opening(disk, real["open"], real["close"]),
        **{name: _by_path(disk, name, real[name]) for name in _BY_PATH},
        **{name: _by_two(disk, name, real[name]) for name in _BY_TWO},
        **{name: _by_descriptor(disk, name, real[name]) for name in _BY_DESCRIPTOR},
    }


def _opening(disk: Disk, real: Callable[..., Any], close: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    def opening(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        ours = disk.concerns(path)
        if ours and (flags & _WRITING or os.path.isdir(path)):  # noqa: PTH112
            disk.call("open", os.fsdecode(path))
        descriptor: int = real(path, flags, *rest, **named)
        if ours:
            disk.opened[descriptor] = os.fsdecode(path)
        return descriptor

    def closing(descriptor: int) -> None:
        disk.opened.pop(descriptor, None)
        close(descriptor)

    return {"open": opening, "close": closing}


def _by_path(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def function(path: Any, *rest: Any, **named: Any) -> Any:
        if disk.concerns(path):
            disk.call(name, os.fsdecode(path))
        return real(path, *rest, **named)

    return function


def _by_two(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def function(source: Any, target: Any, **named: Any) -> Any:
        if disk.concerns(source) or disk.concerns(target):
            disk.call("replace" if name == "rename" else name, os.fsdecode(target))
        return real(source, target, **named)

    return function


def _by_descriptor(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def function(descriptor: int, *rest: Any) -> Any:
        path = disk.opened.get(descriptor)
        if path is not None:
            half = (lambda: real(descriptor, rest[0][: len(rest[0]) // 2])) if name == "write" else None
            disk.call(name, path, half)
        return real(descriptor, *rest)

    return function
