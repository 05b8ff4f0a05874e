"""The lines that are typed every day, understood without the library that reads command lines.

Loading the library takes an eighth of a check. A line is understood here only if nothing can be wrong with it: `check`
or `build` with targets, flags, and a few options that have a value, each at most once. Whatever else stands on a line,
a mistake above all, is left to the library, which alone has the help and the messages.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportctl.cli.language import FLAGS, LANGUAGES, WITH_VALUE
from reportctl.cli.options import Globals

FORMATS = ("text", "json", "sarif", "junit")
"""The formats in which findings can be had."""

OUTPUTS = ("docx", "pdf")
"""The formats in which reports are built."""

_FLAGS: Mapping[str, tuple[str, ...]] = {"check": (), "build": ("--all", "--draft", "--force", "--plan")}
_WITH_VALUE: Mapping[str, tuple[str, ...]] = {"check": ("--format",), "build": ("--out",)}
_COMPLETION = "_REPORTCTL_COMPLETE"
"""Set where a shell asks how a line may go on, which the library answers."""


def run_plain(line: Sequence[str], language: str) -> int | None:
    """Run a line whose global options were moved to the front; None where it is left to the library."""
    command, given, targets = _understood(line)
    everything = "--all" in given
    project, lang = Path(given.get("--project", "")), given.get("--lang", language)
    if _COMPLETION in os.environ or lang not in LANGUAGES or not project.is_dir():
        return None
    options = Globals(project, lang, *(flag in given for flag in FLAGS))
    if command == "check" and given.get("--format", "text") in FORMATS:
        from reportctl.cli.check import check_workbooks

        return check_workbooks(options, targets, given.get("--format", "text"), None)
    if command == "build" and everything != bool(targets):
        from reportctl.cli.build import Orders, build_reports

        out = Path(given["--out"]) if "--out" in given else None
        draft, force, plan = (flag in given for flag in ("--draft", "--force", "--plan"))
        return build_reports(options, Orders(targets, [*OUTPUTS], out, None, None, None, None, draft, force, plan))
    return None


def _understood(line: Sequence[str]) -> tuple[str, Mapping[str, str], list[str]]:
    """The command, the options that were given and the targets; no command where the line is not understood."""
    command, given, targets = "", dict[str, str](), list[str]()
    items = list(line)
    while items:
        item = items.pop(0)
        if item in (*WITH_VALUE, *_WITH_VALUE.get(command, ())):
            if item in given or not items or not items[0] or items[0].startswith("-"):
                return "", {}, []
            given[item] = items.pop(0)
        elif item in (*FLAGS, *_FLAGS.get(command, ())):
            given[item] = ""
        elif not item or item.startswith("-") or (not command and item not in _FLAGS):
            return "", {}, []
        elif command:
            targets.append(item)
        else:
            command = item
    return command, given, targets
