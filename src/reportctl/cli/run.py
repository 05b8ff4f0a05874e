"""Run the command line and turn everything that can happen into an exit status."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from reportctl import __version__
from reportctl.cli.language import chosen_language, hoist
from reportctl.driver.status import Status


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; nothing escapes as a traceback."""
    _speak_utf8()
    signal.signal(signal.SIGTERM, _terminated)
    language = chosen_language(arguments)
    from reportctl.cli.app import make_app

    try:
        make_app(language)(hoist(arguments), prog_name="reportctl")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Status.DONE
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`reportctl rules | head`): nothing is wrong, nobody is there to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.DONE
    except Exception:  # the last line of defence: a fault of ours is reported calmly, with its details in a file
        _confess(language)
        return Status.OURS
    return Status.DONE


def _speak_utf8() -> None:
    """Print Chinese whatever the locale says; what a terminal cannot show is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            utf8 = "utf" in (stream.encoding or "").lower() or not stream.isatty()
            stream.reconfigure(encoding="utf-8" if utf8 else None, errors="backslashreplace")


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(Status.TERMINATED)


def _confess(language: str) -> None:
    """Say that the fault is ours and where its details are; the log has line numbers, no report's contents."""
    import tempfile
    import traceback

    error = sys.exception()
    frames = traceback.extract_tb(error.__traceback__) if error else []
    lines = [f"reportctl {__version__}", f"Python {sys.version.split()[0]}", type(error).__name__]
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    descriptor, log = tempfile.mkstemp(prefix="reportctl-", suffix=".log")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    if language == "en":
        text = (
            "reportctl has made a mistake of its own. Your workbook and earlier reports are untouched.\n"
            f"Details (without any of the report's contents) are in {log}; please send that file to the maintainers."
        )
    else:
        text = (
            "reportctl 自身出了错，您的工作簿和已有的报告都没有改动。\n"
            f"出错的位置记在 {log}（不含报告内容），请把这个文件发给维护者。"
        )
    sys.stderr.write(text + "\n")
