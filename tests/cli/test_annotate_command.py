"""`check --annotate`: copies with notes in a folder of their own, and originals that nobody touches."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commandline import Command, change


def findings(command: Command, *targets: str) -> list[tuple[str, str, str]]:
    listed = json.loads(command("check", *targets, "--format", "json").out)["findings"]
    return [(f["code"], f["sheet"], f["cell"]) for f in listed]


def faulty(project: Path) -> Path:
    change(project / "data/2017.xlsx", "分项", 479, 478)
    return project / "data/2017.xlsx"


def test_the_wrong_total_is_noted_on_its_cell(project: Path, command: Command) -> None:
    original = faulty(project)
    before = original.read_bytes()
    result = command("check", "2017", "--annotate", "notes")
    assert result.status == 1
    assert "SUM103" in result.out
    assert result.err == "带批注的副本：notes/2017.xlsx\n"
    assert original.read_bytes() == before
    book = load_workbook(project / "notes/2017.xlsx")
    comment = book["统计表"]["C6"].comment
    assert comment is not None
    assert comment.text.startswith("[错误 SUM103]\n“主动公开政府信息”填 1027，所列分项相加得 1026，相差 1")
    assert [cell.value for cell in book["校验结果"][4]][:4] == ["1", "错误", "统计表!C6", "SUM103"]
    assert book.sheetnames[-1] == "校验结果"
    assert [path.name for path in (project / "notes").iterdir()] == ["2017.xlsx"]


def test_a_copy_is_still_the_same_report(project: Path, command: Command) -> None:
    faulty(project)
    command("check", "--annotate", "notes")
    assert findings(command, "notes/2017.xlsx") == findings(command, "2017") == [("SUM103", "统计表", "C6")]


def test_a_later_copy_replaces_the_earlier_one(project: Path, command: Command) -> None:
    faulty(project)
    command("check", "--annotate", "notes")
    change(project / "data/2017.xlsx", "分项", 478, 479)
    assert command("check", "--annotate", "notes").status == 0
    book = load_workbook(project / "notes/2017.xlsx")
    assert book["统计表"]["C6"].comment is None
    assert book["校验结果"]["A2"].value == "✓ 校核通过：1 个文件，没有错误"
    assert book["校验结果"]["A4"].value is None


def test_english_and_machines(project: Path, command: Command) -> None:
    faulty(project)
    result = command("check", "--annotate", "notes", "--format", "json", "--lang", "en")
    assert json.loads(result.out)["summary"]["errors"] == 1
    assert result.err == "annotated copy: notes/2017.xlsx\n"
    assert load_workbook(project / "notes/2017.xlsx")["校验结果"]["E3"].value == "What is wrong"


@pytest.mark.parametrize("folder", ["data", "data/notes", "./data/../data", "link"])
def test_a_folder_of_originals_is_refused(project: Path, command: Command, folder: str) -> None:
    before = faulty(project).read_bytes()
    (project / "link").symlink_to(project / "data")
    result = command("check", "--annotate", folder)
    assert result.status == 2
    assert "原工作簿的文件夹" in result.err
    assert result.out == ""
    assert (project / "data/2017.xlsx").read_bytes() == before
    assert len(list((project / "data").iterdir())) == 1


def test_a_workbook_named_by_its_path(project: Path, command: Command) -> None:
    (project / "desk").mkdir()
    shutil.move(faulty(project), project / "desk/2017.xlsx")
    assert command("check", "desk/2017.xlsx", "--annotate", "desk").status == 2
    assert command("check", "desk/2017.xlsx", "--annotate", "desk/notes").status == 1
    assert (project / "desk/notes/2017.xlsx").exists()


def test_a_link_in_the_place_of_a_copy_never_leads_to_the_original(project: Path, command: Command) -> None:
    before = faulty(project).read_bytes()
    (project / "notes").mkdir()
    (project / "notes/2017.xlsx").symlink_to(project / "data/2017.xlsx")
    result = command("check", "--annotate", "notes")
    assert "副本的位置就是原件" in result.err
    assert (project / "data/2017.xlsx").read_bytes() == before
    (project / "notes/2017.xlsx").unlink()
    os.link(project / "data/2017.xlsx", project / "notes/2017.xlsx")
    assert "副本的位置就是原件" in command("check", "--annotate", "notes").err
    assert (project / "data/2017.xlsx").read_bytes() == before


def test_workbooks_by_agency_keep_their_folders(project: Path, command: Command) -> None:
    (project / "data/甲").mkdir()
    change(project / "data/2017.xlsx", "基本信息", "阜阳市信访局", "甲局", project / "data/甲/2017.xlsx")
    (project / "data/broken.xlsx").write_bytes(b"")
    assert command("check", "--annotate", "notes").status == 1
    found = {path.relative_to(project / "notes").as_posix() for path in (project / "notes").rglob("*.xlsx")}
    assert found == {"2017.xlsx", "甲/2017.xlsx"}


def test_a_folder_that_cannot_be_written_is_the_machines_fault(project: Path, command: Command) -> None:
    (project / "notes").write_text("in the way")
    result = command("check", "--annotate", "notes")
    assert result.status == 4
    assert (project / "notes").read_text() == "in the way"


def test_libreoffice_reads_the_copy_with_its_notes(project: Path, command: Command, tmp_path: Path) -> None:
    faulty(project)
    command("check", "--annotate", "notes")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "fods",
         "--outdir", str(tmp_path / "out"), str(project / "notes/2017.xlsx")],
        check=True, capture_output=True, timeout=300, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )  # fmt: skip
    text = (tmp_path / "out/2017.fods").read_text("utf-8")
    assert text.count("<office:annotation ") == 1
    assert "[错误 SUM103]" in text
    assert 'draw:fill-color="#ffd9d9"' in text
    assert 'table:name="校验结果"' in text
