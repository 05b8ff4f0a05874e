"""Personal data anywhere in a workbook: found where it stands, and printed whole by no format."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from commandline import Command

IDENTITY = "11010519491231002X"
MOBILE = "13800000000"
CARD = "6200000000000005"


@pytest.fixture
def leaking(project: Path) -> Path:
    """The example's workbook with personal data in a paragraph, a note, hidden cells, a table and the properties."""
    path = project / "data" / "2017.xlsx"
    book = load_workbook(path)
    narrative = book["正文"]
    row = next(cell.row for cell in narrative["B"] if str(cell.value).startswith("2017年，没有公民"))
    narrative.cell(row, 2).value = f"申请人（身份证号{IDENTITY}，电话{MOBILE}）来信咨询，未提出申请。"
    narrative.cell(row, 1).comment = Comment(f"核对{IDENTITY}", "审核")
    draft = book.create_sheet("底稿")
    draft["A1"], draft["A2"], draft["C1"] = IDENTITY, "zhang3@qq.com", CARD
    draft.row_dimensions[2].hidden = True
    draft.column_dimensions["C"].hidden = True
    old = book.create_sheet("旧底稿")
    old["A1"], old.sheet_state = MOBILE, "veryHidden"
    book["统计表"]["C6"] = f"1027条，{MOBILE}核对"
    book.properties.description = f"{IDENTITY}的材料"
    book.properties.lastModifiedBy = "王小明"
    book.save(path)
    return path


def test_each_place_has_its_finding(leaking: Path, command: Command) -> None:
    result = command("check", "2017", "--format", "json")
    assert result.status == 1
    found = [f for f in json.loads(result.out)["findings"] if f["code"].startswith("PII")]
    told = {(f["code"], f["sheet"], f["cell"], f["severity"]) for f in found}
    paragraph = next(f["cell"] for f in found if f["sheet"] == "正文" and f["severity"] == "error")
    assert told == {
        ("PII101", "正文", paragraph, "error"),
        ("PII102", "正文", paragraph, "error"),
        ("PII101", "正文", paragraph.replace("B", "A"), "warning"),
        ("PII101", "底稿", "A1", "warning"),
        ("PII104", "底稿", "A2", "warning"),
        ("PII103", "底稿", "C1", "warning"),
        ("PII102", "旧底稿", "A1", "warning"),
        ("PII102", "统计表", "C6", "warning"),
        ("PII101", None, None, "warning"),
        ("PII107", None, None, "info"),
    }
    hidden = {f["sheet"] + f["cell"] for f in found if "隐藏" in f["message"]}
    assert hidden == {"底稿A2", "底稿C1", "旧底稿A1"}


@pytest.mark.parametrize("arguments", [("text",), ("text", "--verbose"), ("json",), ("sarif",), ("junit",)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_format_prints_a_number_whole(
    leaking: Path, command: Command, arguments: tuple[str, ...], language: str
) -> None:
    result = command("--lang", language, "check", "2017", "--format", *arguments)
    said = result.out + result.err
    assert "110*************2X" in said
    for secret in (IDENTITY, MOBILE, CARD, "zhang3", "王小明"):
        assert secret not in said


def test_notes_and_list_of_an_annotated_copy_do_not_either(leaking: Path, command: Command, tmp_path: Path) -> None:
    command("check", "2017", "--annotate", tmp_path / "copies")
    (copy,) = (tmp_path / "copies").rglob("*.xlsx")
    with zipfile.ZipFile(leaking) as before, zipfile.ZipFile(copy) as after:
        ours = [n for n in after.namelist() if "comments" in n or n not in before.namelist()]
        said = "".join(after.read(name).decode() for name in ours)
    assert "110*************2X" in said
    for secret in (MOBILE, CARD, "zhang3", "王小明"):
        assert secret not in said
    # The clerk's own note, which is kept as it was, has the identity number; ours do not.
    assert said.count(IDENTITY) == 1
