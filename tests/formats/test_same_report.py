"""A report is the same whatever format its workbook is kept in."""

from __future__ import annotations

import io
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from converted import as_text, converted
from python_calamine import CalamineWorkbook

from commandline import Command
from reportctl.read.workbook import read_workbook

BINARY = ("xls", "ods")


@pytest.fixture(scope="module")
def kept(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The example's workbook in every format that is read."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copy(filled, folder / "2017.xlsx")
    kept = {ending: converted(folder / "2017.xlsx", ending, folder) for ending in BINARY}
    text = as_text(filled)
    return {**kept, "et": kept["xls"], "csv": text.encode("utf-8-sig")}


def built(command: Command, folder: Path) -> dict[str, bytes]:
    result = command("build", "2017", "--out", folder)
    assert (result.status, result.err.count("已生成")) == (0, 3), result.err
    return {path.name: path.read_bytes() for path in (folder / "2017").iterdir() if path.name != "manifest.json"}


@pytest.mark.parametrize("ending", ["xls", "et", "ods", "csv"])
def test_the_documents_are_the_same_bytes(project: Path, command: Command, kept: dict[str, bytes], ending: str) -> None:
    expected = built(command, project / "one")
    assert len(expected) == 2
    (project / "data" / "2017.xlsx").unlink()
    (project / "data" / f"2017.{ending}").write_bytes(kept[ending])
    assert built(command, project / "two") == expected


@pytest.mark.parametrize("ending", BINARY)
def test_calamine_reads_the_same_numbers(kept: dict[str, bytes], ending: str) -> None:
    workbook, _ = read_workbook(kept[ending], "a")
    assert workbook is not None
    contents = [cell.content for sheet in workbook.sheets for cell in sheet.cells.values()]
    ours = sorted(item for item in contents if isinstance(item, Decimal))
    book = CalamineWorkbook.from_filelike(io.BytesIO(kept[ending]))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    theirs = sorted(Decimal(repr(value)) for row in rows for value in row if type(value) in (int, float))
    assert len(ours) > 10
    assert ours == theirs


def test_content_decides_and_not_the_name(project: Path, command: Command, kept: dict[str, bytes]) -> None:
    (project / "data" / "2017.xlsx").write_bytes(kept["ods"])
    result = command("check", "2017", "--format", "json")
    assert result.status == 0
    assert json.loads(result.out)["findings"] == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_text_files_are_read_as_office_programs_save_them(
    project: Path, command: Command, filled: Path, encoding: str
) -> None:
    delimiter = "\t" if encoding == "utf-16" else ","
    (project / "data" / "2017.xlsx").unlink()
    (project / "data" / "2017.csv").write_bytes(as_text(filled, delimiter).encode(encoding))
    assert json.loads(command("check", "2017", "--format", "json").out)["findings"] == []


def test_two_formats_of_one_report_are_one_too_many(project: Path, command: Command, kept: dict[str, bytes]) -> None:
    (project / "data" / "2017.ods").write_bytes(kept["ods"])
    result = command("check", "--format", "json")
    assert result.status == 2
    assert {f["code"] for f in json.loads(result.out)["findings"]} == {"FIL105"}


def test_a_table_of_another_name_in_data_is_left_alone(project: Path, command: Command) -> None:
    (project / "data" / "汇总.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert command("check").status == 0


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_next_years_workbook_carries_over_from_any_format(
    project: Path, command: Command, kept: dict[str, bytes], ending: str
) -> None:
    (project / "data" / "2017.xlsx").unlink()
    (project / "data" / f"2017.{ending}").write_bytes(kept[ending])
    result = command("new", "2018")
    assert result.status == 0
    assert f"data/2017.{ending}" in result.err
    assert (project / "data" / "2018.xlsx").is_file()


def test_new_makes_no_second_workbook_beside_one_of_another_format(
    project: Path, command: Command, kept: dict[str, bytes]
) -> None:
    (project / "data" / "2017.xlsx").unlink()
    (project / "data" / "2017.ods").write_bytes(kept["ods"])
    assert command("new", "2017", "--agency", "某局").status == 2
    assert command("new", "2017", "--agency", "某局", "--force").status == 0
    assert (project / "data" / "2017.old1.bak").read_bytes() == kept["ods"]
    assert sorted(path.name for path in (project / "data").iterdir()) == ["2017.old1.bak", "2017.xlsx"]


def test_no_copy_with_notes_is_made_of_another_format(project: Path, command: Command, kept: dict[str, bytes]) -> None:
    (project / "data" / "2017.xlsx").unlink()
    (project / "data" / "2017.ods").write_bytes(kept["ods"])
    result = command("check", "2017", "--annotate", project / "notes")
    assert result.status == 1
    assert "它不是 .xlsx 或 .xlsm 工作簿" in result.out + result.err
    assert not (project / "notes").exists()
