"""Reading with bounds, writing whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reportctl.driver.files import LARGEST_INPUT, UnreadableFile, read_bounded
from reportctl.driver.place import write_whole


def test_reads_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read_bounded(tmp_path / "a") == b"abc"


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "absent", tmp_path / "pipe", tmp_path):
        with pytest.raises(UnreadableFile):
            read_bounded(path)


def test_refuses_what_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(LARGEST_INPUT + 1)
    with pytest.raises(UnreadableFile, match="64 MiB"):
        read_bounded(tmp_path / "large")


def test_writes_all_and_leaves_nothing_beside(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2017"
    write_whole(folder, {"a": b"1", "b": b"2"})
    assert sorted(p.name for p in folder.iterdir()) == ["a", "b"]
    assert (folder / "b").read_bytes() == b"2"


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_a_failed_write_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    old = {"a": b"old a", "b": b"old b", "c": b"old c"}
    write_whole(tmp_path, old)
    calls = iter(range(10))

    def full(_descriptor: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path, {"a": b"new", "b": b"new", "c": b"new"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == old


def test_a_symbolic_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path, {"link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_the_umask_holds(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path, {"a": b"1"})
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
