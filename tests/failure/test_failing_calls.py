"""Every change to the disk that a command makes fails once: the old files stand, nothing is left, the message helps."""

from __future__ import annotations

import errno
from collections import Counter
from pathlib import Path

import pytest
from faults import ERRORS, Fault, watched
from scenes import SCENES, Scene, State, ours, remembered, restore, state, visible

from commandline import Command, Result

CAUSES = {
    errno.ENOSPC: ("OUT110", "磁盘已满", "请腾出空间"),
    errno.EIO: ("OUT104", "磁盘读写出错", "请检查文件夹的权限和磁盘"),
    errno.EXDEV: ("OUT104", "跨在两个磁盘上", "请检查文件夹的权限和磁盘"),
    errno.EACCES: ("OUT104", "没有写入权限", "请检查文件夹的权限"),
}


def unhurt(result: Result, failed: str, now: State, after: State) -> bool:
    """Whether a command managed all the same: it found another way, or only its own traces could not be removed."""
    return result.status == 0 and failed in ("link", "unlink", "rmdir", "replace") and visible(now) == visible(after)


def prepared(scene: Scene, command: Command, project: Path) -> tuple[State, State, Counter[str]]:
    """The states before and after a scene, and how often it changes the disk in which way."""
    scene.prepare()
    before = state(project)
    with watched(project) as disk:
        assert command(*scene.arguments).status == 0
    counted = Counter(name for name, path in disk.calls if name not in ("write", "fsync"))
    seen = +(disk.audited - Counter(ftruncate=disk.audited["ftruncate"]))
    assert {name: counted[name] for name in seen if name != "open"} == {n: seen[n] for n in seen if n != "open"}
    assert counted["open"] >= seen["open"] > 0
    assert not ours(state(project))
    return before, state(project), counted


@pytest.mark.parametrize("name", SCENES)
def test_each_call_fails_once(name: str, project: Path, command: Command) -> None:
    scene = SCENES[name]
    with remembered():
        before, after, _ = prepared(scene, command, project)
        errors = ERRORS if name == "again" else None
        number = 0
        while True:
            for error in errors or (ERRORS[number % len(ERRORS)],):
                restore(project, before)
                with watched(project, Fault(number, error)) as disk:
                    result = command(*scene.arguments)
                if not disk.met:
                    assert number > 15
                    return
                now = state(project)
                where = disk.calls[number], error
                if unhurt(result, disk.failed, now, after):
                    continue
                assert result.status == 4, where
                assert now == before, where
                said = result.out + result.err
                assert all(words in said for words in CAUSES[error]), where
                assert "Traceback" not in said
            number += 1


@pytest.mark.parametrize("name", ["first", "again", "new again"])
def test_the_disk_fails_and_goes_on_failing(name: str, project: Path, command: Command) -> None:
    scene = SCENES[name]
    with remembered():
        before, after, _ = prepared(scene, command, project)
        number = 0
        while True:
            restore(project, before)
            with watched(project, Fault(number, errno.EIO, lasting=True)) as disk:
                result = command(*scene.arguments)
            if not disk.met:
                return
            now = state(project)
            if result.status == 0:
                assert visible(now) == visible(after)
            else:
                assert result.status == 4
                files = {path: content for path, content in visible(now).items() if content is not None}
                assert all(content in (before.get(path), after.get(path)) for path, content in files.items())
                assert {path for path in before if before[path] is not None} <= set(files)
                assert command(*scene.arguments).status == 0
                again = state(project)
                assert not ours(again)
                # A workbook that the first try put in place all the same is kept beside the second one.
                assert {path: again[path] for path in after} == after or name == "new again"
                assert {before[path] for path in before if path.startswith("data")} <= set(again.values())
            number += 1


@pytest.mark.parametrize("name", ["first", "again", "one format less", "draft"])
def test_a_build_changes_nothing_but_its_folder(name: str, project: Path, command: Command) -> None:
    scene = SCENES[name]
    with remembered():
        scene.prepare()
        with watched(project) as disk:
            assert command(*scene.arguments).status == 0
    assert {path.split("/")[0] for _, path in disk.calls} <= {"out", "."}
    assert {name for name, path in disk.calls if path == "."} <= {"open", "fsync"}


def test_what_is_counted_is_what_a_real_build_does(project: Path, command: Command) -> None:
    with watched(project) as real:
        assert command("build", "2017").status == 0
    restore(project, {name: content for name, content in state(project).items() if not name.startswith("out")})
    with remembered():
        assert command("build", "2017", "--out", "elsewhere").status == 0
        with watched(project) as counted:
            assert command("build", "2017").status == 0
    assert counted.calls == real.calls


def test_no_other_command_changes_anything(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    before = state(project)
    with watched(project) as disk:
        for arguments in (
            ["check"], ["check", "2017", "--format", "sarif"], ["build", "2017", "--plan", "--force"],
            ["build", "2017"], ["verify", "out"], ["trace", "1027"], ["new", "2017"],
            ["doctor"], ["rules"], ["layout", "2017"], ["explain", "SUM101"],
        ):  # fmt: skip
            command(*arguments)
    assert state(project) == before
    assert disk.calls == []
    assert not disk.audited
