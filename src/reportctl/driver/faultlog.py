"""Faults of ours, written down for the maintainers: what, where and in which versions, never what a report contains.

A fault's message may quote a cell, so no message is kept, no value of a variable, no argument, no path of the machine:
only kinds of errors and places in the program.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reportctl import __version__
from reportctl.driver.versions import DEPENDENCIES

_MOST_PLACES = 40
"""Frames of one error that are kept at either end; an endless recursion has a thousand."""

_DEEPEST = 10
"""Errors behind errors that are kept."""


def described(error: BaseException) -> str:
    """An error and what lies behind it: its kind, and the places that led to it, the innermost last."""
    lines: list[str] = []
    behind: BaseException | None = error
    for _ in range(_DEEPEST):
        if behind is None:
            break
        lines += [f"{'behind it: ' if lines else ''}{_kind(behind)}", *_places(behind)]
        behind = behind.__cause__ or (None if behind.__suppress_context__ else behind.__context__)
    return "\n".join(lines)


def keep(details: str) -> Path | None:
    """Write a fault down with the versions of what took part; None where nothing can be written.

    It goes to the user's folder for state, else to that for temporary files. The same fault is the same file, so that
    they do not pile up.
    """
    text = "\n".join([*_versions(), "", details, ""])
    name = f"fault-{hashlib.sha256(text.encode()).hexdigest()[:8]}.log"
    for folder in (_state_folder(), Path(tempfile.gettempdir()) / "reportctl"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder / name
    return None


def _state_folder() -> Path:
    """Where programs of this system keep what they note down about themselves."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "reportctl" / "logs"
    if sys.platform == "darwin":
        return home / "Library" / "Logs" / "reportctl"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "reportctl"


def _versions() -> Iterator[str]:
    yield f"reportctl {__version__}"
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    for name in DEPENDENCIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not installed"


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    number = error.errno if isinstance(error, OSError) else None
    return f"{name} {errno.errorcode.get(number, number)}" if number else name


def _places(error: BaseException) -> list[str]:
    places = [
        f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    if len(places) <= 2 * _MOST_PLACES:
        return places
    left_out = len(places) - 2 * _MOST_PLACES
    return [*places[:_MOST_PLACES], f"  ({left_out} places)", *places[-_MOST_PLACES:]]
