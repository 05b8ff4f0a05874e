"""Files read with bounds."""

from __future__ import annotations

import os
import stat
from pathlib import Path

LARGEST_INPUT = 64 * 1024 * 1024
"""Bytes; a year's workbook has some ten thousand."""


class UnreadableFile(Exception):
    """A file that cannot be read, with the cause in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def read_bounded(path: Path | str) -> bytes:
    """Read a regular file of at most LARGEST_INPUT bytes.

    Opened without blocking, so that a pipe or device given by mistake is refused instead of waited for.

    Raises:
        UnreadableFile: if it is absent, no regular file, too large, or may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise UnreadableFile("没有这个文件", "there is no such file") from None
    except OSError as error:
        raise UnreadableFile(f"无法读取（{error.strerror}）", f"it cannot be read ({error.strerror})") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile("它不是普通文件", "it is not a regular file")
        if status.st_size > LARGEST_INPUT:
            raise UnreadableFile("文件超过 64 MiB", "it is larger than 64 MiB")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            # Room is made for as many bytes as are asked for.
            return file.read(status.st_size + 1)
    finally:
        os.close(descriptor)
