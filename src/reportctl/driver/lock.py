"""One writer at a time in a folder: a lock that ends with its process, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY, EINVAL, ENOLCK, ENOSYS, EOPNOTSUPP
from pathlib import Path
from time import sleep

from reportctl.driver import disk

NAME = ".reportctl-lock"
"""The lock's file, there while a folder is being written; it holds the writer's process number."""

_TRIES = 300
_PAUSE = 0.1
"""Seconds between two tries. Putting a report in place takes a small part of one."""

_NO_LOCKS = frozenset({ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL})
"""What file systems answer that cannot lock, among them some on a network."""


class Locked(OSError):
    """Another process, `holder` if it is known, is writing in the folder, and has been for longer than one waits."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(EBUSY, os.strerror(EBUSY), str(folder))
        self.holder = holder


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """The byte that is locked, beyond the process number, which others must be able to read."""

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True


@contextmanager
def locked(folder: Path, tries: int | None = None) -> Iterator[None]:
    """Be the only one who writes in an existing folder.

    The lock belongs to the open file, so that the system gives it up when the process ends; a file that a killed
    process left behind holds nobody up. Nothing of it remains afterwards.

    Raises:
        Locked: if somebody else still holds it after `tries` tries, half a minute unless told otherwise.
        OSError: if there can be no lock file.
    """
    descriptor = _acquired(folder / NAME, _TRIES if tries is None else tries)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        _release(folder / NAME, descriptor)


def _acquired(path: Path, tries: int) -> int:
    for number in range(tries):
        if number:
            sleep(_PAUSE)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            if _take(descriptor) and _is_there(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    raise Locked(path.parent, _holder(path))


def _is_there(path: Path, descriptor: int) -> bool:
    """Whether the file that was locked still is the lock's; its last holder may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _release(path: Path, descriptor: int) -> None:
    """Remove the file while it is still locked, where the system can do that, else afterwards."""
    if os.name != "nt":
        with suppress(OSError):
            disk.remove(path)
        os.close(descriptor)
    else:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()


def _holder(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii", errors="replace")[:10]
    except OSError:
        return ""
    return text if text.isdigit() else ""
