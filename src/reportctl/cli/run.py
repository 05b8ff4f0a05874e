"""Run the command line and turn everything that can happen into an exit status."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import EACCES, EDQUOT, EFBIG, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EPERM, EROFS
from pathlib import Path
from types import FrameType
from typing import NoReturn

from reportctl.cli.language import chosen_language, command_of, hoist
from reportctl.driver.status import Status

_MACHINE = frozenset({EACCES, EDQUOT, EFBIG, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EPERM, EROFS})
"""Errors of the system for which no program is to blame."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; nothing escapes as a traceback."""
    _speak_to_nobody()
    _speak_utf8()
    signal.signal(signal.SIGTERM, _terminated)
    language = chosen_language(arguments)
    try:
        status = _status(arguments, language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`reportctl rules | head`): nothing is wrong, nobody is there to be told.
        _print_to_nobody()
        return Status.DONE
    except Exception as error:  # the last line of defence, for faults of ours and for what the machine lacks
        return _failed(error, language)
    return status


def _status(arguments: Sequence[str], language: str) -> int:
    """The exit status with which the command line library would leave."""
    from reportctl.cli.app import make_app

    line = hoist(arguments)
    try:
        done = make_app(language, command_of(line))(line, prog_name="reportctl", standalone_mode=False)
        return done if isinstance(done, int) else Status.DONE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Status.DONE
    except Exception as fault:  # what is not a fault of the command line is passed on
        from reportctl.cli.usage import UsageFault, usage_text

        if not isinstance(fault, UsageFault):
            raise
        sys.stderr.write(usage_text(fault, language))
        return Status.UNREADABLE


def _failed(error: Exception, language: str) -> Status:
    """Say what the machine lacks or, calmly, that the fault is ours."""
    if isinstance(error, MemoryError):
        zh, en = "内存不够，请关闭其他程序再运行一次", "there is not enough memory; close other programs, run again"
    elif isinstance(error, OSError) and error.errno in _MACHINE:
        name, cause = error.filename or "", os.strerror(error.errno)
        if error.filename is None:
            # What is printed goes to a file on a full disk, say. Nothing of it is to be tried again at the end.
            _print_to_nobody()
        zh, en = (
            f"{name or '结果'}读写不了（{cause}），请检查权限和磁盘空间，再运行一次",
            f"{name or 'the result'} cannot be read or written ({cause}); check permissions and disk space, run again",
        )
    else:
        _confess(language, error)
        return Status.OURS
    with suppress(OSError):
        sys.stderr.write((en if language == "en" else zh) + "\n")
    return Status.MACHINE


def _print_to_nobody() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_to_nobody() -> None:
    """Let results or remarks go nowhere where the caller has closed their stream."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open until the end


def _speak_utf8() -> None:
    """Print Chinese whatever the locale says; what a terminal cannot show is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            utf8 = "utf" in (stream.encoding or "").lower() or not stream.isatty()
            stream.reconfigure(encoding="utf-8" if utf8 else None, errors="backslashreplace")


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(Status.TERMINATED)


def _confess(language: str, error: Exception) -> None:
    """Say that the fault is ours and where its details are."""
    from reportctl.driver.faultlog import described, keep

    details = described(error)
    log = keep(details)
    if language == "en":
        text = "reportctl has made a mistake of its own, not you. Workbooks and earlier reports are as they were;\n"
        text += "other years and files can be worked on. Please send the maintainers this, which tells where it\n"
        text += "happened and nothing of a report's contents:\n"
    else:
        text = "reportctl 自身出了错，不是您操作有误。您的工作簿和已有的报告都没有改动，其他年度或文件可以照常处理。\n"
        text += "请把下面的记录发给维护者，里面只有出错的位置，没有报告的内容：\n"
    sys.stderr.write(f"{text}  {log or details}\n")
