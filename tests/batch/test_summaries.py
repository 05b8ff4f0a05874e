"""The summary for a reviewing office: who is in order, who is missing, who is late, and no text becomes a formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from batchcase import AGENCY, agencies, files, year_before
from openpyxl import load_workbook

from commandline import Command, change


def reports(path: Path) -> list[dict[str, object]]:
    content = json.loads(path.read_bytes())
    assert content["schema"] == "reportctl-summary/1"
    return list(content["reports"])


def test_verdicts_errors_and_who_is_missing(project: Path, command: Command) -> None:
    before = year_before(project)
    agencies(project, ["甲局", "乙局"])
    before.rename(project / "data/甲局/2016.xlsx")
    change(project / "data/甲局/2016.xlsx", "基本信息", AGENCY, "甲局")
    (project / "data/丙局").mkdir()
    change(project / "data/甲局/2016.xlsx", "基本信息", "甲局", "丙局", project / "data/丙局/2016.xlsx")
    change(project / "data/乙局/2017.xlsx", "分项", 479, 478)
    result = command("build", "2016-2017", "--report", "s.json")
    assert result.status == 1
    found = reports(project / "s.json")
    assert [(r["agency"], r["year"], r["verdict"], r["listed"]) for r in found] == [
        ("丙局", 2016, "built", None), ("乙局", 2017, "refused", None), ("甲局", 2016, "built", None),
        ("甲局", 2017, "built", None), ("丙局", 2017, "missing", None),
    ]  # fmt: skip
    assert "SUM103" in str(found[1]["codes"])
    assert found[1]["errors"] != 0
    assert found[4]["file"] is None
    assert "缺报 1 份：\n  丙局 2017\n" in result.err
    assert "名单外" not in result.err
    assert command("build", "data/甲局/2017.xlsx", "--report", "s.json").status == 0
    assert len(reports(project / "s.json")) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_who_has_to_report_can_be_listed(project: Path, command: Command, encoding: str) -> None:
    agencies(project, ["甲局", "乙局"])
    (project / "名单.txt").write_text("# 市直\n甲局\n\n丙局\r\n丁局\n", encoding=encoding)
    settings = "[expected]\nagencies = ['甲局', '戊局']\nfile = '名单.txt'\n"
    (project / "reportctl.toml").write_text(settings, encoding="utf-8")
    result = command("build", "--all", "--report", "s.json")
    assert result.status == 0
    found = {(r["agency"], r["year"]): (r["verdict"], r["listed"]) for r in reports(project / "s.json")}
    assert found == {
        ("乙局", 2017): ("built", False), ("甲局", 2017): ("built", True), ("戊局", 2017): ("missing", True),
        ("丙局", 2017): ("missing", True), ("丁局", 2017): ("missing", True),
    }  # fmt: skip
    assert "缺报 3 份：\n  戊局 2017\n  丙局 2017\n  丁局 2017\n名单外 1 份：\n  乙局 2017\n" in result.err
    assert command("build", "--all", "--report", "s.csv").status == 0
    with (project / "s.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["报告机关"], line["结论"], line["名单外"]) for line in lines] == [
        ("乙局", "没有变化", "是"), ("甲局", "没有变化", ""), ("戊局", "缺报", ""), ("丙局", "缺报", ""),
        ("丁局", "缺报", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "settings", ["[expected]\nfile = 'absent.txt'", "[expected]\nagencies = '甲局'", "[expected]\nlist = 'x'"]
)
def test_a_list_that_is_wrong(project: Path, command: Command, settings: str) -> None:
    (project / "reportctl.toml").write_text(settings, encoding="utf-8")
    result = command("build", "2017")
    assert result.status == 3
    assert "LAY104" in result.out
    assert not (project / "out").exists()


def test_a_batch_closes_with_a_table(project: Path, command: Command) -> None:
    agencies(project, ["甲局", "乙局", "丙局"])
    assert command("build", "data/甲局").status == 0
    change(project / "data/乙局/2017.xlsx", "分项", 479, 478)
    (project / "data/丁局.xlsx").write_bytes(b"PK\x03\x04")
    result = command("build", "--all")
    assert result.status == 1
    start = result.err.index("结论")
    assert [line.split() for line in result.err[start:].splitlines()[:6]] == [
        ["结论", "份数", "错误", "提醒"], ["已生成", "1", "0", "0"], ["没有变化", "1", "0", "0"],
        ["有错误", "1", "1", "0"], ["不能使用", "1", "1", "0"], ["合计", "4", "2", "0"],
    ]  # fmt: skip
    lines = result.err.splitlines()
    assert sum("data/乙局/2017.xlsx 有 1 处错误，未生成：SUM103" in line for line in lines) == 1
    assert sum(line.startswith("✗ data/丁局.xlsx 不能使用：") for line in lines) == 1


def test_who_is_late_is_still_known_when_accepted_and_unchanged(project: Path, command: Command) -> None:
    workbook = project / "data/2017.xlsx"
    change(workbook, "基本信息", "2018-01-26", "2018-12-26")
    assert command("build", "2017", "--report", "s.json").status == 1
    (report,) = reports(project / "s.json")
    assert (report["verdict"], report["late"], report["codes"]) == ("refused", True, ["DUE101"])
    book = load_workbook(workbook)
    book["校核说明"].append(["DUE101", None, "机构改革，经上级同意推迟"])
    book.save(workbook)
    for verdict in ("built", "unchanged"):
        assert command("build", "2017", "--report", "s.json").status == 0
        (report,) = reports(project / "s.json")
        assert (report["verdict"], report["late"], report["codes"]) == (verdict, True, [])


@pytest.mark.parametrize("name", ["=1+1局", "+1局", "@SUM局", "-1局", "＝1+1局"])
def test_no_text_becomes_a_formula(project: Path, command: Command, name: str) -> None:
    workbook = project / "data/2017.xlsx"
    change(workbook, "基本信息", AGENCY, "某局")
    book = load_workbook(workbook)
    cell = next(cell for row in book["基本信息"].iter_rows() for cell in row if cell.value == "某局")
    cell.value = name
    cell.data_type = "s"
    book.save(workbook)
    command("build", "2017", "--report", "s.csv")
    command("build", "2017", "--report", "s.xlsx")
    text = (project / "s.csv").read_bytes().decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))
    assert head[:2] == ["报告机关", "年度"]
    assert row[:2] == [f"'{name}", "2017"]
    summed = load_workbook(project / "s.xlsx").worksheets[0]["A2"]
    assert (summed.value, summed.data_type) == (name, "s")


def test_a_summary_has_no_clock(project: Path, command: Command) -> None:
    assert command("build", "2017", "--report", "sums/a.xlsx").status == 0
    assert command("build", "2017", "--force", "--report", "sums/b.xlsx").status == 0
    made = files(project / "sums")
    assert made["a.xlsx"] == made["b.xlsx"]


def test_a_summary_that_cannot_be_had(project: Path, command: Command) -> None:
    assert command("build", "2017", "--report", "s.docx").status == 2
    assert not (project / "out").exists()
    (project / "blocked").write_bytes(b"")
    assert command("build", "2017", "--report", "blocked/s.csv").status == 4
