"""The versions of the libraries that can change an output, read where installers write them down.

`importlib.metadata` says the same, but it takes a record for a mail with all its headers: loading what reads mails, and
looking for each library anew, takes longer than checking the numbers of a report.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from itertools import takewhile
from pathlib import Path

DEPENDENCIES = ("reportlab", "python-docx", "uharfbuzz", "lxml", "openpyxl", "pypdfium2", "xlrd")
"""The libraries whose version can change an output's bytes or what is read from a workbook."""

_RECORD = ".dist-info"
_RECORDS = (_RECORD, ".egg-info", ".egg")
_VERSION = b"Version:"


@cache
def versions() -> Mapping[str, str]:
    """The versions of all that can change an output."""
    import uharfbuzz

    recorded = _recorded(sys.path)
    known = {name: recorded.get(name) or _searched(name) for name in DEPENDENCIES}
    return {**known, "harfbuzz": uharfbuzz.version_string(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _searched(name: str) -> str:
    from importlib.metadata import version

    return version(name)


def _recorded(path: list[str]) -> dict[str, str]:
    """The version of each library by its record, the first on the path; one is left out that has none or another kind.

    Nothing at all is known where modules come from something else than folders, an archive for instance, because a
    library may be there, too.
    """
    wanted = {_plain(name): name for name in DEPENDENCIES}
    found: dict[str, str] = {}
    for folder in path:
        try:
            with os.scandir(folder or os.curdir) as entries:
                records = [entry for entry in entries if entry.name.endswith(_RECORDS)]
        except FileNotFoundError:
            continue
        except OSError:
            return {}
        for record in records:
            name = wanted.pop(_plain(record.name.rpartition(".")[0].partition("-")[0]), None)
            version = _version(Path(record.path, "METADATA")) if name and record.name.endswith(_RECORD) else None
            if name is not None and version is not None:
                found[name] = version
    return found


def _plain(name: str) -> str:
    """The name of a library in the form in which all ways to write it are the same."""
    return name.lower().replace("-", "_").replace(".", "_")


def _version(record: Path) -> str | None:
    """The version in a record: it stands among the first lines, before the description."""
    try:
        with record.open("rb") as lines:
            for line in takewhile(bytes.strip, lines):
                if line.startswith(_VERSION):
                    return line.removeprefix(_VERSION).decode(errors="replace").strip() or None
    except OSError:
        return None
    return None
