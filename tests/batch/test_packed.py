"""What a large batch keeps: the same as a small one, in little room."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batchcase import AGENCY, agencies, copy_of, files, year_before

from commandline import Command, change
from reportctl.bind.labels import normal
from reportctl.driver import packed
from reportctl.driver.batch import State, examine
from reportctl.driver.hands import Hands
from reportctl.driver.packed import Index, Packed
from reportctl.driver.project import open_project
from reportctl.driver.unit import Answer, Outcome, Query, Work
from reportctl.driver.walk import files_under, workbooks_under
from reportctl.prose.items import read_paragraph
from reportctl.prose.vocabulary import core

NAMES = ["甲局", "乙局", "丙局", "丁局"]


def texts(length: int = 0) -> Packed[str]:
    return Packed(lambda text: (text,), str, length)


def test_records_come_back_as_they_were_put_in_any_order() -> None:
    kept = texts(3)
    kept[2], kept[0] = "丙\udcff", "甲" * 40_000
    kept.append("")
    kept[1] = "乙"
    assert list(kept) == ["甲" * 40_000, "乙", "丙\udcff", ""]
    assert (len(kept), list(kept[1:3]), kept[-1]) == (4, ["乙", "丙\udcff"], "")
    kept[1] = "另"
    assert kept[1] == "另"


def test_what_was_not_put_is_not_there() -> None:
    kept = texts(2)
    kept[0] = "甲"
    with pytest.raises(LookupError):
        kept[1]


def test_equal_records_one_after_the_other_take_no_room() -> None:
    kept = texts()
    tracemalloc.start()
    for _ in range(5_000):
        kept.append("同" * 100)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 5_000 * 20


@pytest.mark.parametrize("length", [0, 3_000])
def test_an_index_finds_what_a_dict_would(length: int) -> None:
    keys = [f"{number * 7919 % 1_000}" if number % 3 else "one" for number in range(3_000)]
    index = Index(lambda number: keys[number], length)
    expected: dict[str, list[int]] = {}
    for number in range(0, 3_000, 2):
        index.add(number)
        expected.setdefault(keys[number], []).append(number)
    assert {key: list(index.all(key)) for key in expected} == expected
    assert {key: index.first(key) for key in expected} == {key: numbers[0] for key, numbers in expected.items()}
    assert (index.first("none"), list(index.all("none"))) == (None, [])


def test_keys_with_one_hash_are_told_apart() -> None:
    keys = [-1, -2, -1]
    assert hash(keys[0]) == hash(keys[1])
    index = Index(lambda number: keys[number])
    for number in range(3):
        index.add(number)
    assert (list(index.all(-1)), list(index.all(-2))) == ([0, 2], [1])


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in (
        "b/2017.xlsx",
        "b.xlsx",
        "b /x.xlsx",
        "a/z/2016.xlsx",
        "a/a.xlsx",
        "a.ods",
        "a-/1.xls",
        "ä.et",
        "Z.xlsx",
    ):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    for name in ("notes.txt", "~$b.xlsx", "list.csv", "b/2017.csv"):
        (tmp_path / name).touch()
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "linked.xlsx").symlink_to(tmp_path / "b.xlsx")
    (tmp_path / "lost.xlsx").symlink_to(tmp_path / "nowhere")
    everything = sorted(path for path in tmp_path.rglob("*") if not path.is_dir())
    assert list(files_under(tmp_path)) == list(map(str, everything))
    left_out = {tmp_path / name for name in ("notes.txt", "~$b.xlsx", "list.csv")}
    assert list(workbooks_under(tmp_path)) == [path for path in everything if path not in left_out]
    assert list(files_under(tmp_path / "nowhere")) == []


def test_folders_may_be_nested_deeper_than_calls(tmp_path: Path) -> None:
    place = tmp_path
    for _ in range(1_200):
        place /= "d"
        place.mkdir()
    (place / "2017.xlsx").touch()
    found = list(workbooks_under(tmp_path))
    # What clears up after tests calls itself once for each folder.
    (place / "2017.xlsx").unlink()
    for folder in (place, *place.parents):
        if folder != tmp_path and folder.is_relative_to(tmp_path):
            folder.rmdir()
    assert found == [place / "2017.xlsx"]


def mixed(project: Path) -> None:
    """Good and bad workbooks of two years, twins among them."""
    before = year_before(project)
    agencies(project, NAMES)
    before.rename(project / "data/甲局/2016.xlsx")
    change(project / "data/甲局/2016.xlsx", "基本信息", AGENCY, "甲局")
    change(project / "data/丙局/2017.xlsx", "分项", 479, 478)
    copy_of(project / "data/丁局/2017.xlsx", project / "data/丁局/2017 副本.xlsx")
    (project / "data/bad.xlsx").write_bytes(b"no workbook")
    (project / "data/乙局/~$2017.xlsx").write_bytes(b"user")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit"])
def test_a_large_check_says_what_a_small_one_says(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    mixed(project)
    arguments = ("check", "2015-2017", "data/丁局", "data/bad.xlsx", "--format", form)
    few = command(*arguments)
    monkeypatch.setattr(packed, "FEW", -1)
    many = command(*arguments)
    assert (many.status, many.out, many.err) == (few.status, few.out, few.err)
    assert few.status == 1
    for code in ("SUM103", "FIL105", "FIL102", "FIL112"):
        assert code in few.out


def test_a_large_build_does_what_a_small_one_does(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed(project)

    def runs(out: str) -> list[tuple[int, str, str]]:
        found = []
        for more in ((), (), ("--plan",), ("--plan", "--force")):
            done = command("--verbose", "build", "--all", "--out", out, "--report", f"{out}.json", *more)
            found.append((done.status, done.out.replace(out, "OUT"), done.err.replace(out, "OUT")))
        return found

    few = runs("few")
    monkeypatch.setattr(packed, "FEW", -1)
    many = runs("many")
    assert many == few
    assert (project / "many.json").read_bytes() == (project / "few.json").read_bytes()
    verdicts = [report["verdict"] for report in json.loads((project / "few.json").read_bytes())["reports"]]
    assert sorted(verdicts) == ["refused", *["unchanged"] * 3, *["unreadable"] * 3]
    assert files(project / "many") == files(project / "few")


def test_little_is_remembered_of_workbooks_that_are_done() -> None:
    """Each workbook brings paragraphs and labels of its own; a worker goes through thousands."""

    def remembered(first: int, last: int) -> int:
        for number in range(first, last):
            text = f"{number}年收到申请{number}件，其中{number}局办结{number + 1}件。"
            read_paragraph(text)
            normal(text)
            core(text, number, f"{number}局")
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    before, after = remembered(0, 1_100), remembered(1_100, 2_000)
    tracemalloc.stop()
    assert after - before < 900 * 200


def answered(tasks: Iterator[tuple[int, Query | Work]]) -> Iterator[tuple[int, Answer | Outcome]]:
    """Stand in for workers: each workbook is that of the agency that its folder is called by, and nothing is found."""
    for number, task in tasks:
        sha256, (_, agency, _) = task.workbook.sha256, task.workbook.file.split("/")
        yield number, Answer(sha256, agency, 2017) if isinstance(task, Query) else Outcome(sha256, readable=True)


def room_of_a_check(folder: Path, count: int) -> int:
    """The most bytes that this process holds at a time while it checks so many workbooks."""
    for number in range(count):
        place = folder / "data" / f"{number:05d}局"
        place.mkdir(parents=True)
        (place / "2017.xlsx").write_bytes(b"%d" % number)
    project = open_project(folder)
    tracemalloc.start()
    examination = examine(project, [])
    count_of = sum(item.state is State.CHECKED for item in examination.items)
    assert list(examination.findings) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count_of == len(examination.items) == count
    return peak


def test_a_workbook_without_findings_takes_little_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It took two thousand bytes when each was kept as objects; a file's name and hash alone are about a hundred."""
    mapped: Callable[..., object] = lambda _self, tasks, _count, _few: answered(tasks)  # noqa: E731
    monkeypatch.setattr(Hands, "map", mapped)
    room_of_a_check(tmp_path / "first", 60)
    few, many = room_of_a_check(tmp_path / "few", 100), room_of_a_check(tmp_path / "many", 2_100)
    assert many - few < 2_000 * 400
