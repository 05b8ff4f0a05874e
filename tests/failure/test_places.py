"""Where files are put: one writer at a time, no link replaced, modes kept, open files named, no room said calmly."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scenes import ours, state, visible

from commandline import Command, Result, change
from reportctl.driver import disk, lock
from reportctl.driver.lock import Locked, locked
from reportctl.driver.place import COMMIT, PART, UNDO, claimed, settle, through_link, unsettled, write_whole

HOLDER = """
import sys
from pathlib import Path
from reportctl.driver.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
BUILD = [sys.executable, "-m", "reportctl", "build", "2017"]


def corrected(project: Path) -> None:
    """Somebody changes a date in the workbook, so that the report has to be built again."""
    change(project / "data/2017.xlsx", "基本信息", "2018-01-26", "2018-01-27")


def holding(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_folder_that_is_being_written_names_the_writer(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("build", "2017").status == 0
    before = state(project / "out")
    corrected(project)
    monkeypatch.setattr(lock, "_TRIES", 2)
    monkeypatch.setattr(lock, "_PAUSE", 0)
    holder = holding(project / "out/2017")
    try:
        result = command("build", "2017")
    finally:
        holder.kill()
        holder.communicate()
    assert result.status == 4
    assert "OUT112" in result.out
    assert f"另一个 reportctl（进程号 {holder.pid}）正在写" in result.out
    assert visible(state(project / "out")) == before


def test_the_lock_of_a_killed_process_holds_nobody_up(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    corrected(project)
    holder = holding(project / "out/2017")
    holder.kill()
    holder.communicate()
    assert (project / "out/2017" / lock.NAME).read_text(encoding="ascii") == str(holder.pid)
    assert command("build", "2017").status == 0
    assert not ours(state(project))


def test_what_a_killed_process_left_goes_even_if_nothing_has_changed(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    before = state(project)
    (project / "out/2017" / lock.NAME).write_bytes(b"1")
    (project / "out/2017" / PART).mkdir()
    (project / "out/2017" / PART / "0.new").write_bytes(b"half")
    assert "没有变化 1 份" in command("build", "2017").err
    assert state(project) == before


def test_nothing_is_settled_under_the_hands_of_another(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    (project / "out/2017" / PART).mkdir()
    with locked(project / "out/2017"):
        assert "没有变化 1 份" in command("build", "2017").err
        assert (project / "out/2017" / PART).is_dir()


def test_a_second_writer_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = holding(tmp_path)

    def release(_: float) -> None:
        holder.communicate("")

    monkeypatch.setattr(lock, "sleep", release)
    with locked(tmp_path):
        assert (tmp_path / lock.NAME).read_text(encoding="ascii") == str(os.getpid())
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_was_removed_while_one_waited_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = lock._is_there
    answers = iter([False])
    monkeypatch.setattr(lock, "_is_there", lambda *found: next(answers, True) and there(*found))
    monkeypatch.setattr(lock, "_PAUSE", 0)
    with locked(tmp_path, tries=2), pytest.raises(Locked), locked(tmp_path, tries=1):
        pass
    assert not lock._is_there(tmp_path / "gone", os.open(os.devnull, os.O_RDONLY))


def test_without_locks_one_writes_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", missing)
    write_whole(tmp_path, {"a": b"1"})
    assert state(tmp_path) == {"a": b"1"}


def test_a_lock_that_fails_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("fcntl.flock", failing)
    with pytest.raises(OSError, match="Input/output"):
        write_whole(tmp_path, {"a": b"1"})
    assert visible(state(tmp_path)) == {}


@pytest.mark.parametrize("content", [b"", b"not a number", b"\xff\xfe"])
def test_a_holder_that_is_not_known_is_not_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / lock.NAME).write_bytes(content)
    assert lock._holder(tmp_path / lock.NAME) == ""
    assert lock._holder(tmp_path / "absent") == ""


def test_two_builds_of_one_year_at_once(project: Path, command: Command) -> None:
    assert command("build", "2017", "--out", "wanted").status == 0
    for _ in range(3):
        pair = [subprocess.Popen([*BUILD, "--force"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        outputs = [process.communicate(timeout=120) for process in pair]
        assert [process.returncode for process in pair] == [0, 0], outputs
        assert state(project / "out") == state(project / "wanted")


def test_an_output_that_is_a_link_is_left_alone(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    pdf = next((project / "out/2017").glob("*.pdf"))
    pdf.rename(project / "kept.pdf")
    pdf.symlink_to(project / "kept.pdf")
    kept = pdf.read_bytes()
    corrected(project)
    before = {path: path.read_bytes() for path in (project / "out/2017").iterdir()}
    result = command("build", "2017")
    assert result.status == 4
    assert "OUT111" in result.out
    assert pdf.name in result.out
    assert pdf.is_symlink()
    assert pdf.read_bytes() == kept
    assert {path: path.read_bytes() for path in (project / "out/2017").iterdir()} == before


@pytest.mark.parametrize("target", ["elsewhere", "nowhere", "out/2017"])
def test_a_link_out_of_the_output_folder_is_not_followed(project: Path, command: Command, target: str) -> None:
    (project / "elsewhere").mkdir()
    (project / "out").mkdir()
    (project / "out/2017").symlink_to(project / target)
    result = command("build", "2017")
    assert result.status == 4
    assert "OUT111" in result.out
    assert "out/2017" in result.out
    assert list((project / "elsewhere").iterdir()) == []
    assert (project / "out/2017").is_symlink()


def test_the_output_folder_itself_may_be_a_link(project: Path, command: Command) -> None:
    (project / "elsewhere").mkdir()
    (project / "out").symlink_to("elsewhere")
    assert command("build", "2017").status == 0
    assert (project / "elsewhere/2017/manifest.json").is_file()


@pytest.mark.parametrize("name", [PART, COMMIT, UNDO])
def test_a_link_in_place_of_our_own_folder_is_not_emptied(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/precious").write_bytes(b"1")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / name).symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match=r"\.reportctl-"):
        write_whole(folder, {"a": b"1"})
    settle(folder)
    assert (tmp_path / "mine/precious").read_bytes() == b"1"
    assert not (folder / "a").exists()


def test_a_summary_is_written_through_a_link(project: Path, command: Command) -> None:
    (project / "shared").mkdir()
    (project / "summary.csv").symlink_to("shared/all.csv")
    assert command("build", "2017", "--report", "summary.csv").status == 0
    assert (project / "summary.csv").is_symlink()
    assert (project / "shared/all.csv").stat().st_size > 10
    assert not ours(state(project))


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError, match="loop"):
        write_whole(tmp_path, {"loop": b"1"})
    with pytest.raises(OSError, match="loop"):
        through_link(tmp_path / "loop")


def test_a_folder_that_may_not_be_written_is_refused_before_any_work(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "out").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != project / "out")
    monkeypatch.setattr("reportctl.driver.unit.Engine.perform", lambda *_: pytest.fail("it was worked on"))
    result = command("build", "2017")
    assert result.status == 4
    assert "OUT104" in result.out
    assert "没有写入权限" in result.out
    assert state(project / "out") == {}


def test_new_files_follow_the_umask_and_old_ones_keep_their_mode(project: Path, command: Command) -> None:
    before = os.umask(0o027)
    try:
        assert command("build", "2017", "--report", "summary.json").status == 0
        files = [*(project / "out/2017").iterdir(), project / "summary.json"]
        assert {path.stat().st_mode & 0o777 for path in files} == {0o640}
        for path in files:
            path.chmod(0o604)
        corrected(project)
        assert command("build", "2017", "--report", "summary.json").status == 0
        assert {path.stat().st_mode & 0o777 for path in files} == {0o604}
    finally:
        os.umask(before)


class SharingViolation(PermissionError):
    winerror = 32


def hindered(monkeypatch: pytest.MonkeyPatch, times: int) -> list[float]:
    """Let renaming onto a PDF fail a number of times, as Windows does while a program has it open."""
    pauses: list[float] = []
    rename = os.replace
    left = iter(range(times))

    def replace(source: str | Path, target: str | Path) -> None:
        if str(target).endswith(".pdf") and next(left, None) is not None:
            raise SharingViolation(errno.EACCES, "The process cannot access the file", str(source), 32, str(target))
        rename(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(disk, "sleep", pauses.append)
    return pauses


def test_a_virus_scanner_is_waited_for(project: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = hindered(monkeypatch, times=3)
    assert command("build", "2017").status == 0
    assert len(pauses) == 3


def test_a_file_open_in_a_viewer_is_named_with_what_to_do(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("build", "2017").status == 0
    before = state(project / "out")
    corrected(project)
    pauses = hindered(monkeypatch, times=10)
    result = command("build", "2017")
    assert result.status == 4
    assert "OUT109" in result.out
    assert "2017年政府信息公开工作年度报告.pdf" in result.out
    assert "请在 Word、WPS 或 PDF 阅读器中关闭它" in " ".join(result.out.split())
    assert len(pauses) == 9
    assert state(project / "out") == before


def test_without_permission_nothing_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", denied)
    monkeypatch.setattr(disk, "sleep", lambda _: pytest.fail("it waited"))
    with pytest.raises(PermissionError):
        write_whole(tmp_path, {"a": b"1"})


def limited(project: Path, size: int, *arguments: str) -> Result:
    """Run a command that may write no file larger than `size` bytes."""
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
    code += "import sys; from reportctl.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=project, capture_output=True, text=True, check=False, timeout=120
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("size", [0, 3000, 12_000, 60_000])
def test_the_system_lets_no_large_file_be_written(project: Path, command: Command, size: int) -> None:
    assert command("build", "2017").status == 0
    before = state(project / "out")
    assert max(len(content or b"") for content in before.values()) > 60_000
    corrected(project)
    result = limited(project, size, "build", "2017")
    assert result.status == 4, result
    assert "OUT110" in result.out
    assert "文件超出了系统允许的大小" in result.out
    assert state(project / "out") == before
    assert command("build", "2017").status == 0
    assert not ours(state(project))


@pytest.mark.parametrize(("language", "words"), [("zh", "请腾出空间"), ("en", "make room")])
def test_no_room_for_a_new_workbook(project: Path, command: Command, language: str, words: str) -> None:
    before = state(project)
    result = limited(project, 2000, "--lang", language, "new", "2017", "--force")
    assert result.status == 4
    assert result.out == ""
    assert result.err.startswith("data/2017")
    assert words in result.err
    assert state(project) == before
    assert limited(project, 2000, "new", "2018").status == 4
    assert state(project) == before


def test_two_agencies_with_one_folder_name_are_both_refused(project: Path, command: Command) -> None:
    for folder, agency in (("one", "甲/乙局"), ("two", "甲:乙局")):
        (project / "data" / folder).mkdir()
        change(project / "data/2017.xlsx", "基本信息", "阜阳市信访局", agency, project / "data" / f"{folder}.xlsx")
        (project / "data" / folder).rmdir()
    (project / "data/2017.xlsx").unlink()
    result = command("build", "--all")
    assert result.status == 4
    assert result.out.count("OUT113") == 2
    assert "“甲/乙局”和“甲:乙局”的报告会写进同一个文件夹" in "".join(result.out.split())
    assert not (project / "out").exists()


def test_the_report_of_another_agency_is_not_overwritten(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "基本信息", "阜阳市信访局", "甲局")
    assert command("build", "2017", "--out", "out/甲_乙局").status == 0
    (project / "out/2017").mkdir()
    (project / "out/2017/manifest.json").write_text('{"agency": "丙局"}', encoding="utf-8")
    change(project / "data/2017.xlsx", "基本信息", "甲局", "甲/乙局")
    before = state(project / "out")
    result = command("build", "2017")
    assert result.status == 4
    assert "OUT113" in result.out
    assert state(project / "out") == before


def test_a_damaged_journal_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    for journal in (b"{", b"[]", b'{"new": {"x": "a"}, "kept": {}, "gone": {}}', b'{"new": []}'):
        (tmp_path / COMMIT).mkdir()
        (tmp_path / COMMIT / "0.new").write_bytes(b"new")
        (tmp_path / COMMIT / "journal.json").write_bytes(journal)
        assert unsettled(tmp_path)
        settle(tmp_path)
        assert state(tmp_path) == {"a": b"old"}


def test_a_journal_reaches_no_file_outside(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / COMMIT).mkdir(parents=True)
    (folder / COMMIT / "0.new").write_bytes(b"new")
    (folder / COMMIT / "journal.json").write_text(
        '{"new": {"0": "../a"}, "kept": {}, "gone": {"1": "../b"}}', encoding="utf-8"
    )
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    settle(folder)
    assert state(tmp_path) == {"a": b"a", "b": b"b", "out": None}


def test_an_interrupt_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path, {"a": b"old", "b": b"old"})
    rename = os.replace

    def interrupted(source: Path, target: Path) -> None:
        rename(source, target)
        if target.name == "a" and source.parent.name == COMMIT:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path, {"a": b"new", "b": b"new", "c": b"new"})
    assert state(tmp_path) == {"a": b"old", "b": b"old"}


def test_a_copy_serves_where_a_file_cannot_have_two_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    write_whole(tmp_path, {"a": b"old", "b": b"old"})
    assert state(tmp_path) == {"a": b"old", "b": b"old"}
    rename = os.replace

    def failing(source: Path, target: Path) -> None:
        if target.name == "b" and source.parent.name == COMMIT:
            raise OSError(errno.EIO, "Input/output error")
        rename(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="Input/output"):
        write_whole(tmp_path, {"a": b"new", "b": b"new"})
    assert state(tmp_path) == {"a": b"old", "b": b"old"}


def test_two_that_make_the_same_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    with claimed(tmp_path / "out"):
        assert disk.make_folders(tmp_path / "out") == []
    assert (tmp_path / "out").is_dir()


@pytest.mark.parametrize(
    "option", [("--out", "data"), ("--out", "data/x"), ("--report", "data/summary.csv"), ("--out", "link")]
)
def test_nothing_is_written_among_the_workbooks(project: Path, command: Command, option: tuple[str, str]) -> None:
    (project / "link").symlink_to("data")
    before = state(project)
    result = command("build", "2017", *option)
    assert result.status == 2
    assert option[1] in result.err
    assert state(project) == before


def test_new_never_overwrites_a_workbook_or_an_older_backup(project: Path, command: Command) -> None:
    workbook = project / "data/2017.xlsx"
    versions = [workbook.read_bytes()]
    assert command("new", "2017").status == 2
    assert state(project / "data") == {"2017.xlsx": versions[0]}
    for agency in ("甲局", "乙局"):
        result = command("new", "2017", "--force", "--agency", agency)
        assert result.status == 0
        assert f"data/2017.old{len(versions)}.bak" in result.err
        versions.append(workbook.read_bytes())
    assert state(project / "data") == {
        "2017.xlsx": versions[2], "2017.old1.bak": versions[0], "2017.old2.bak": versions[1],
    }  # fmt: skip
    assert len(set(versions)) == 3


def test_a_backup_that_is_there_already_is_not_made_twice(project: Path, command: Command) -> None:
    workbook = project / "data/2017.xlsx"
    old = workbook.read_bytes()
    (project / "data/2017.old1.bak").mkdir()
    (project / "data/2017.old2.bak").write_bytes(old)
    assert command("new", "2017", "--force", "--agency", "甲局").status == 0
    assert (project / "data/2017.old2.bak").read_bytes() == old
    assert sorted(path.name for path in (project / "data").iterdir()) == ["2017.old1.bak", "2017.old2.bak", "2017.xlsx"]
