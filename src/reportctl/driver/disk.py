"""Changes to the disk, one small step each; what another program hinders for a moment is tried again."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EINVAL
from pathlib import Path
from time import sleep

BUSY = frozenset({5, 32, 33})
"""What Windows answers while another program has a file open: access denied, sharing violation, lock violation."""

_TRIES = 10
_PAUSE = 0.1
"""Seconds between two tries; virus scanners and indexers let a new file go within one."""

_NOT_THROUGH_LINKS = getattr(os, "O_NOFOLLOW", 0)
_BYTES = getattr(os, "O_BINARY", 0)


def write_new(path: Path, data: bytes, mode: int | None) -> None:
    """Write a file that is not there yet and flush it to the disk; its mode is `mode`, None for what the umask leaves.

    Raises:
        OSError: if it is there already, or cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BYTES | _NOT_THROUGH_LINKS, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if mode is not None:
            path.chmod(mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Rename a file, in place of an older one, or a folder."""
    _patiently(lambda: source.replace(target))


def link(source: Path, target: Path) -> None:
    """Give a file a second name."""
    target.hardlink_to(source)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    _patiently(lambda: path.unlink(missing_ok=True))


def remove_folder(path: Path) -> None:
    """Remove an empty folder."""
    _patiently(path.rmdir)


def make_folders(path: Path) -> list[Path]:
    """Make a folder and those above it; returns those that were not there, the innermost first.

    Raises:
        OSError: if one cannot be made; those made before it are removed again.
    """
    missing = []
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    made: list[Path] = []
    try:
        for folder in reversed(missing):
            try:
                folder.mkdir()
            except FileExistsError:
                if not folder.is_dir():
                    raise
                continue
            made.insert(0, folder)
            sync(folder.parent)
    except BaseException:
        remove_folders(made)
        raise
    return made


def remove_folders(folders: list[Path]) -> None:
    """Remove folders as far as they are empty and can be removed."""
    for folder in folders:
        try:
            remove_folder(folder)
        except OSError:
            return


def sync(folder: Path) -> None:
    """Flush a folder's entries to the disk; Windows has no such call, and some file systems need none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != EINVAL:
            raise
    finally:
        os.close(descriptor)


def _patiently(step: Callable[[], object]) -> None:
    for _ in range(_TRIES - 1):
        try:
            step()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in BUSY:
                raise
            sleep(_PAUSE)
        else:
            return
    step()
