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
    change(project / "data/乙局/2017.xlsx", "分项", 479, 478)
    assert command("build", "2016-2017", "--report", "s.json").status == 1
    found = reports(project / "s.json")
    assert [(r["agency"], r["year"], r["verdict"]) for r in found] == [
        ("乙局", 2017, "refused"), ("甲局", 2016, "built"), ("甲局", 2017, "built"), ("乙局", 2016, "missing"),
    ]  # fmt: skip
    assert "SUM103" in str(found[0]["codes"])
    assert found[0]["errors"] != 0
    assert found[3]["file"] is None


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
