"""The commands as a clerk runs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commandline import FIGURES, ROOT, Command, change
from fontfiles import glyf_font
from reportctl.model.measure import width

NAME = "阜阳市信访局2017年政府信息公开工作年度报告"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_example_checks_clean(project: Path, command: Command) -> None:
    result = command("check", "2017", "--format", "json")
    assert result.status == 0
    content = json.loads(result.out)
    assert content["schema"] == "reportctl-findings/1"
    assert content["findings"] == []
    assert content["summary"] == {"files": 1, "errors": 0, "warnings": 0, "infos": 0, "suppressed": 0}


def test_build_writes_both_formats_and_the_manifest(project: Path, command: Command) -> None:
    result = command("build", "2017")
    assert result.status == 0, result
    assert sorted(contents(project / "out")) == ["2017/manifest.json", f"2017/{NAME}.docx", f"2017/{NAME}.pdf"]
    manifest = json.loads((project / "out/2017/manifest.json").read_text(encoding="utf-8"))
    assert manifest["schema"] == "reportctl-manifest/1"
    assert manifest["layout"]["id"] == "2014"
    assert manifest["workbook"]["name"] == "2017.xlsx"
    assert [o["name"] for o in manifest["outputs"]] == [f"{NAME}.docx", f"{NAME}.pdf"]
    assert [o["size"] for o in manifest["outputs"]] == [
        (project / "out/2017" / o["name"]).stat().st_size for o in manifest["outputs"]
    ]
    assert str(project) not in json.dumps(manifest)
    assert "正文（仿宋）" in result.err


def test_the_same_workbook_gives_the_same_bytes(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    first = contents(project / "out")
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C", "HOME": str(project)}
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    subprocess.run(
        [sys.executable, "-m", "reportctl", "--project", "..", "build", "2017", "--out", "again"],
        cwd=elsewhere, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    assert contents(elsewhere / "again") == first


def test_one_wrong_part_is_one_finding_at_the_total(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    before = contents(project / "out")
    change(project / "data/2017.xlsx", "分项", 479, 478)
    result = command("check", "2017", "--format", "json")
    assert result.status == 1
    findings = json.loads(result.out)["findings"]
    assert len(findings) == 1
    finding = findings[0]
    assert (finding["code"], finding["figure"], finding["sheet"]) == ("SUM103", "stat.disclosed.value", "统计表")
    assert (finding["expected"], finding["actual"]) == (1026, 1027)
    assert [r["value"] for r in finding["related"]] == [360, 188, 478]
    book = load_workbook(project / "data/2017.xlsx")
    assert book["统计表"][finding["cell"]].value == 1027
    assert command("build", "2017").status == 1
    assert contents(project / "out") == before


def test_text_output_is_chinese_first_and_fits(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "分项", 479, 478)
    result = command("check", "2017")
    assert "“主动公开政府信息”填 1027，所列分项相加得 1026，相差 1" in result.out
    assert "✗ 1 处错误" in result.out
    english = command("check", "2017", "--lang", "en")
    assert "1027" in english.out
    assert "1 error" in english.out
    assert command("--lang", "en", "check", "2017").out == english.out


@pytest.mark.parametrize("form", ["sarif", "junit"])
def test_machine_formats(project: Path, command: Command, form: str) -> None:
    change(project / "data/2017.xlsx", "分项", 479, 478)
    result = command("check", "2017", "--format", form)
    assert result.status == 1
    assert "SUM103" in result.out


def test_a_draft_is_marked_and_keeps_the_report_apart(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    final = contents(project / "out")
    change(project / "data/2017.xlsx", "分项", 479, 478)
    assert command("build", "2017", "--draft").status == 1
    after = contents(project / "out")
    assert {name: after[name] for name in final} == final
    assert sorted(set(after) - set(final)) == [
        "2017/草稿.manifest.json", f"2017/{NAME}（草稿）.docx", f"2017/{NAME}（草稿）.pdf",
    ]  # fmt: skip


def test_one_format_alone_keeps_the_other_if_it_is_still_true(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    assert command("build", "2017", "--to", "pdf").status == 0
    assert sorted(p.suffix for p in (project / "out/2017").iterdir()) == [".docx", ".json", ".pdf"]
    change(project / "data/2017.xlsx", "分项", "门户网站", "本局网站")
    change(project / "data/2017.xlsx", "正文", None, None)
    for row in (book := load_workbook(project / "data/2017.xlsx"))["正文"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("{门户网站}", "{本局网站}")
    book.save(project / "data/2017.xlsx")
    result = command("build", "2017", "--to", "pdf")
    assert result.status == 0, result
    assert sorted(p.suffix for p in (project / "out/2017").iterdir()) == [".json", ".pdf"]


def test_new_never_overwrites_without_force(project: Path, command: Command) -> None:
    old = (project / "data/2017.xlsx").read_bytes()
    assert command("new", "2017", "--agency", "某局").status == 2
    assert (project / "data/2017.xlsx").read_bytes() == old
    assert command("new", "2017", "--agency", "某局", "--force").status == 0
    assert [p.read_bytes() for p in (project / "data").glob("*.bak")] == [old]


def test_new_takes_particulars_from_last_year(project: Path, command: Command) -> None:
    result = command("new", "2018")
    assert result.status == 0
    assert "data/2017.xlsx" in result.err
    cells = {c.value for row in load_workbook(project / "data/2018.xlsx")["基本信息"].iter_rows() for c in row}
    assert {"阜阳市信访局", 2018, "阜阳市颍州区清河东路539号"} <= cells
    assert "2018-01-26" not in cells


def test_new_goes_into_the_agencys_folder_where_data_is_kept_so(project: Path, command: Command) -> None:
    (project / "data/某局").mkdir()
    assert command("new", "2018", "--agency", "某局").status == 0
    assert (project / "data/某局/2018.xlsx").is_file()
    assert command("new", "2018", "--agency", "某局", "-o", project / "x.xlsx").status == 0
    assert (project / "x.xlsx").is_file()


def test_reference_commands(project: Path, command: Command) -> None:
    assert "分项" in command("explain", "sum103").out
    assert command("explain", "SUM999").status == 2
    rules = json.loads(command("rules", "--format", "json").out)
    assert {"SUM101", "SUM103", "OUT101"} <= {rule["code"] for rule in rules["rules"]}
    layout = json.loads(command("layout", "2017", "--format", "json").out)
    assert (layout["schema"], layout["id"]) == ("reportctl-layout/1", "2014")
    assert layout["years"] == {"from": 2014, "to": 2018}
    assert layout["figures"][0]["id"] == "stat.disclosed.value"
    assert command("layout", "1999").status == 2
    assert "政府信息公开情况统计表" in command("layout", "2014").out


def test_layout_says_where_new_puts_each_figure(project: Path, command: Command) -> None:
    figures = json.loads(command("layout", "2017", "--format", "json").out)["figures"]
    book = load_workbook(project / "data/2017.xlsx")
    placed = {f["id"]: book[f["sheet"]][f["cell"]].value for f in figures}
    assert placed["stat.disclosed.value"] == 1027
    assert placed["stat.ch_site.value"] == 548
    assert placed["stat.ch_weibo.value"] is None


def test_doctor_finds_a_face_for_each_role(project: Path, command: Command) -> None:
    result = command("doctor", "--format", "json")
    assert result.status == 0
    content = json.loads(result.out)
    assert {font["role"] for font in content["fonts"]} == {"title", "heading1", "heading2", "body", "table", "number"}
    assert {"source", "file", "gb2312", "gbk"} <= content["fonts"][0].keys()
    assert "reportlab" in command("doctor").out


def test_doctor_says_where_faces_are_from_and_how_many_characters_they_have(project: Path, command: Command) -> None:
    glyf_font(project / "own.ttf", "公开信息")
    (project / "reportctl.toml").write_text("[fonts]\nbody = 'own.ttf'\n", encoding="utf-8")
    fonts = {font["role"]: font for font in json.loads(command("doctor", "--format", "json").out)["fonts"]}
    assert fonts["body"] == {
        "role": "body", "name": "Square", "file": "own.ttf", "source": "configured", "gb2312": 4, "gbk": 4,
    }  # fmt: skip
    shown = command("doctor").out.splitlines()
    (first,) = [number for number, line in enumerate(shown) if line.startswith("  正文（仿宋）")]
    assert "Square  reportctl.toml 指定" in shown[first]
    assert "own.ttf  GB 2312 4/6763  GBK 4/20923" in shown[first + 1]
    assert all(2 * width(line) <= 80 for line in shown if "依赖" not in line and "reportlab" not in line)


@pytest.mark.parametrize("name", ["new", "check", "build", "explain", "rules", "layout", "doctor"])
def test_help_in_both_languages(command: Command, name: str) -> None:
    zh, en = command(name, "--help"), command("--lang", "en", name, "--help")
    assert zh.status == en.status == 0
    assert any("\u4e00" <= c <= "\u9fff" for c in zh.out)
    assert not any("\u4e00" <= c <= "\u9fff" for c in en.out)


def test_examples_workbook_is_what_new_makes(filled: Path) -> None:
    assert (ROOT / "data/2017.xlsx").read_bytes() == filled.read_bytes()
    assert json.loads(FIGURES.read_text(encoding="utf-8"))["schema"] == "reportctl-figures/1"


def test_the_command_is_installed() -> None:
    program = shutil.which("reportctl", path=str(Path(sys.executable).parent))
    assert program
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("reportctl ")


def test_chinese_names_are_written_whatever_the_locale(project: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "reportctl", "build", "2017", "--to", "docx"], env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert (project / "out/2017" / f"{NAME}.docx").is_file()


def test_a_figures_file_of_another_year_is_refused(project: Path, command: Command) -> None:
    result = command("new", "2016", "--from", FIGURES)
    assert result.status == 2
    assert "FIL104" in result.out
    assert not (project / "data/2016.xlsx").exists()
