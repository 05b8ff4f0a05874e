"""What has not changed is not built again, and why something is can be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as bundled
import pytest
from batchcase import files, times, year_before

from commandline import Command, change


def plan_of(command: Command) -> str:
    result = command("build", "2017", "--plan")
    assert result.status == 0
    return result.out


def edited(manifest: Path, **changes: Any) -> bytes:
    """Change keys of a manifest and return what it was."""
    before = manifest.read_bytes()
    manifest.write_text(json.dumps({**json.loads(before), **changes}), encoding="utf-8")
    return before


def test_what_has_not_changed_is_left_alone(project: Path, command: Command) -> None:
    assert "已生成 1 份，没有变化 0 份，未生成 0 份" in command("build", "2017").err
    before = times(project / "out")
    again = command("build", "2017")
    assert (again.status, again.out) == (0, "")
    assert again.err == "已生成 0 份，没有变化 1 份，未生成 0 份\n"
    assert times(project / "out") == before
    assert "没有变化" in command("build", "2017", "--verbose").err
    assert times(project / "out") == before


def test_force_builds_again_and_gives_the_same_bytes(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    contents, before = files(project / "out"), times(project / "out")
    assert "已生成 1 份" in command("build", "2017", "--force").err
    assert files(project / "out") == contents
    assert times(project / "out") != before


def test_a_plan_builds_nothing_and_says_why(project: Path, command: Command) -> None:
    result = command("build", "2017", "--plan")
    assert result.status == 0
    assert result.out == "data/2017.xlsx → out/2017  校核并生成：还没有生成过\n"
    assert not (project / "out").exists()
    assert command("build", "2017").status == 0
    assert plan_of(command) == "data/2017.xlsx → out/2017  没有变化\n"
    english = command("--lang", "en", "build", "2017", "--plan", "--force").out
    assert english == "data/2017.xlsx → out/2017  check and build: --force\n"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"workbook": {"name": "2017.xlsx", "sha256": "0" * 64, "previous": ""}}, "工作簿有改动"),
        ({"previous": {"name": "2016.xlsx", "sha256": "0" * 64}}, "上年度的工作簿有改动"),
        ({"layout": {"id": "2014", "sha256": "0" * 64}}, "表式有改动"),
        ({"layout": {"id": "2021", "sha256": "0" * 64}}, "表式有改动"),
        ({"reportctl": "0.0.1"}, "版本有改动"),
        ({"dependencies": {}}, "版本有改动"),
        ({"severities": {"SUM101": "error"}}, "reportctl.toml 有改动"),
        ({"page": {"mirror": True}}, "reportctl.toml 有改动"),
        ({"fonts": [{"role": "body", "name": "x", "sha256": "0" * 64}]}, "字体有改动"),
        ({"fonts": "none"}, "字体有改动"),
        ({"outputs": []}, "报告文件缺少或有改动"),
    ],
)
def test_whatever_it_was_made_of_counts(project: Path, command: Command, changes: dict[str, Any], why: str) -> None:
    assert command("build", "2017").status == 0
    manifest = project / "out/2017/manifest.json"
    before = edited(manifest, **changes)
    assert why in plan_of(command)
    assert "已生成 1 份" in command("build", "2017").err
    assert manifest.read_bytes() == before


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".json"])
def test_a_missing_or_changed_file_is_made_again(project: Path, command: Command, ending: str) -> None:
    assert command("build", "2017").status == 0
    before = files(project / "out")
    victim = next(path for path in (project / "out/2017").iterdir() if path.suffix == ending)
    victim.unlink()
    assert command("build", "2017").status == 0
    assert files(project / "out") == before
    victim.write_bytes(b"changed by hand")
    assert command("build", "2017").status == 0
    assert files(project / "out") == before


def test_a_changed_workbook_is_built_and_the_others_are_not(project: Path, command: Command) -> None:
    year_before(project)
    assert "已生成 2 份" in command("build", "--all").err
    change(project / "data/2017.xlsx", "基本信息", "2018-01-26", "2018-01-27")
    result = command("build", "--all", "--plan")
    assert "data/2016.xlsx → out/2016  没有变化" in result.out
    assert "data/2017.xlsx → out/2017  校核并生成：工作簿有改动" in result.out
    assert "已生成 1 份，没有变化 1 份" in command("build", "--all").err


def test_last_years_workbook_counts_too(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    before = year_before(project)
    assert "上年度的工作簿有改动" in plan_of(command)
    assert command("build", "2017").status == 0
    manifest = json.loads((project / "out/2017/manifest.json").read_bytes())
    assert manifest["previous"]["name"] == "2016.xlsx"
    assert "没有变化" in plan_of(command)
    change(before, "基本信息", "2017-01-26", "2017-01-27")
    assert "上年度的工作簿有改动" in plan_of(command)


def test_another_face_counts(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    (project / "reportctl.toml").write_text(f"[fonts]\nbody = '{bundled.sans_path()}'\n", encoding="utf-8")
    assert "字体有改动" in plan_of(command)
    assert command("build", "2017").status == 0
    assert "没有变化" in plan_of(command)


def test_a_severity_that_was_raised_counts(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "基本信息", "0558-0000000", None)
    assert command("build", "2017").status == 0
    assert "1 处提醒" in command("build", "2017").err
    (project / "reportctl.toml").write_text("[severity]\nREQ103 = 'error'\n", encoding="utf-8")
    result = command("build", "2017")
    assert result.status == 1
    assert "REQ103" in result.out


def test_mirrored_margins_count(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    before = files(project / "out")
    (project / "reportctl.toml").write_text("[page]\nmirror = true\n", encoding="utf-8")
    assert "reportctl.toml 有改动" in plan_of(command)
    assert command("build", "2017").status == 0
    assert "没有变化" in plan_of(command)
    after = files(project / "out")
    assert before.keys() == after.keys()
    assert all(before[name] != after[name] for name in before)
    assert command("verify", "out").status == 0
    (project / "reportctl.toml").write_text("[page]\nmirror = false\n", encoding="utf-8")
    assert command("build", "2017").status == 0
    assert files(project / "out") == before


def test_another_format_is_added_and_none_is_made_twice(project: Path, command: Command) -> None:
    assert command("build", "2017", "--to", "pdf").status == 0
    assert "报告文件缺少" in plan_of(command)
    assert command("build", "2017", "--to", "docx").status == 0
    assert "没有变化" in plan_of(command)


def test_a_copied_workbook_is_not_known_by_its_hash_alone(project: Path, command: Command) -> None:
    """The manifest tells who a workbook is without opening it; two of the same bytes still claim one report."""
    assert command("build", "2017").status == 0
    (project / "data/copy.xlsx").write_bytes((project / "data/2017.xlsx").read_bytes())
    result = command("build", "--all")
    assert result.status == 2
    assert "FIL105" in result.out
