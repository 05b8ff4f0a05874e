"""verify: files against their manifest and against the workbook."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from batchcase import FAULTS, agencies, copy_of, environment, year_before

from commandline import Command, Result, change
from reportctl.driver.properties import stated_hash


@pytest.fixture
def built(project: Path, command: Command) -> Path:
    """The folder of a report that was built."""
    assert command("build", "2017").status == 0
    return project / "out" / "2017"


def only(folder: Path, ending: str) -> Path:
    (path,) = folder.glob(f"*{ending}")
    return path


def resealed(folder: Path, path: Path) -> None:
    """Make the manifest agree with a file that was changed."""
    manifest = folder / "manifest.json"
    content = json.loads(manifest.read_bytes())
    for entry in content["outputs"]:
        if entry["name"] == path.name:
            data = path.read_bytes()
            entry.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
    manifest.write_text(json.dumps(content), encoding="utf-8")


def codes(result: Result) -> set[str]:
    return {code for code in ("OUT106", "OUT107", "OUT108") if code in result.out}


def test_a_report_as_it_was_built(built: Path, command: Command) -> None:
    for target in (built, built.parent, only(built, ".pdf"), built / "manifest.json"):
        result = command("verify", target)
        assert result.status == 0, result
        assert "1 份重新生成后逐字节相同" in result.out


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_changed_file(built: Path, command: Command, ending: str) -> None:
    path = only(built, ending)
    path.write_bytes(path.read_bytes() + b"\n")
    result = command("verify", built)
    assert result.status == 1
    assert codes(result) == {"OUT106", "OUT107"}
    assert path.name in result.out


def test_a_changed_file_with_a_forged_manifest(built: Path, command: Command) -> None:
    path = only(built, ".pdf")
    path.write_bytes(path.read_bytes() + b"\n")
    resealed(built, path)
    result = command("verify", path)
    assert result.status == 1
    assert codes(result) == {"OUT107"}


def test_a_forged_manifest_alone(built: Path, command: Command) -> None:
    manifest = built / "manifest.json"
    content = json.loads(manifest.read_bytes())
    content["suppressed"] = [{"code": "SUM101", "figure": None, "reason": "x"}]
    manifest.write_text(json.dumps(content), encoding="utf-8")
    result = command("verify", built)
    assert result.status == 1
    assert "suppressed" in result.out


def test_a_missing_file_and_a_strange_one(built: Path, command: Command) -> None:
    only(built, ".pdf").unlink()
    copy_of(only(built, ".docx"), built / "other.docx")
    result = command("verify", built)
    assert result.status == 1
    assert "缺少这个文件" in result.out
    assert "other.docx" in result.out


def test_without_a_manifest_nothing_can_be_said(built: Path, command: Command, project: Path) -> None:
    lonely = copy_of(only(built, ".pdf"), project / "lonely" / "x.pdf")
    assert command("verify", lonely).status == 2
    assert command("verify", project / "absent.pdf").status == 2
    both = command("verify", lonely, built)
    assert both.status == 1
    assert codes(both) == {"OUT108"}


def test_without_the_workbook_only_the_manifest_speaks(built: Path, command: Command, project: Path) -> None:
    (project / "data/2017.xlsx").unlink()
    result = command("verify", built)
    assert result.status == 0
    assert "0 份重新生成" in result.out
    assert "手边没有当时的工作簿" in result.err


def test_a_workbook_that_was_changed_since(built: Path, command: Command, project: Path) -> None:
    change(project / "data/2017.xlsx", "基本信息", "2018-01-26", "2018-01-27")
    result = command("verify", built)
    assert result.status == 1
    assert codes(result) == {"OUT107"}
    assert "工作簿 data/2017.xlsx 在生成以后改过" in result.out


def test_a_workbook_that_was_renamed_or_moved_is_still_found(built: Path, command: Command, project: Path) -> None:
    (project / "data/某局").mkdir()
    (project / "data/2017.xlsx").rename(project / "data/某局/2017.xlsx")
    assert "1 份重新生成" in command("verify", built).out
    other = project / "data/某局/2017 定稿.xlsx"
    (project / "data/某局/2017.xlsx").rename(other)
    assert "1 份重新生成" in command("verify", built).out
    change(other, "基本信息", "2018-01-26", "2018-01-27")
    assert "工作簿 data/某局/2017 定稿.xlsx 在生成以后改过" in command("verify", built).out


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_renamed_file(built: Path, command: Command, ending: str) -> None:
    path = only(built, ending)
    renamed = path.rename(path.with_name(f"定稿{ending}"))
    result = command("verify", renamed)
    assert result.status == 1
    assert codes(result) == {"OUT106"}
    assert f"它是改了名的 {path.name}" in result.out.replace("\n      ", "")
    assert "缺少这个文件" not in result.out


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("agency", "别的局"),
        ("year", 2016),
        ("layout", {"id": "2014", "sha256": "0" * 64}),
        ("note", "added"),
        ("findings", []),
    ],
)
def test_whatever_is_changed_in_a_manifest_is_seen(
    built: Path, command: Command, project: Path, key: str, value: object
) -> None:
    manifest = built / "manifest.json"
    before = manifest.read_bytes()
    content = json.loads(before)
    if content.get(key) == value:
        value = [{"code": "SUM101", "severity": "warning"}]
    manifest.write_text(json.dumps({**content, key: value}), encoding="utf-8")
    result = command("verify", built)
    assert result.status == 1
    assert f"清单中的 {key} 不同" in result.out
    content["outputs"][0]["size"] += 1
    manifest.write_text(json.dumps(content), encoding="utf-8")
    assert "清单中的 outputs 不同" in command("verify", built).out


def test_a_fault_of_ours_over_one_report_does_not_hide_the_others(
    built: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportctl.driver import unit

    def broken(self: unit.Engine, work: unit.Work) -> object:
        raise ValueError("secret 1027")

    monkeypatch.setattr(unit.Engine, "perform", broken)
    result = command("verify", built)
    assert result.status == 1
    assert "FIL110" in result.out
    assert "1027" not in result.out + result.err


NAMES = ["甲局", "乙局", "丙局", "丁局", "戊局"]


def test_an_archive_is_verified_by_any_number_of_jobs(project: Path, command: Command) -> None:
    agencies(project, NAMES)
    assert command("build", "--all").status == 0
    path = only(project / "out/丙局/2017", ".pdf")
    path.write_bytes(path.read_bytes() + b"\n")
    strange = project / "out/丁局/2017/other.docx"
    strange.write_bytes(b"")
    one, two, many = (command("verify", "out", *jobs) for jobs in (("--jobs", "1"), ("--jobs", "2"), ()))
    assert (one.status, one.out, one.err) == (two.status, two.out, two.err) == (many.status, many.out, many.err)
    assert one.status == 1
    assert "✗ 核对 5 份报告" in one.out
    assert [name for name in NAMES if name in one.out] == ["丙局", "丁局"]
    assert codes(one) == {"OUT106", "OUT107"}


def test_a_crash_and_a_hang_cost_their_own_report(project: Path, command: Command) -> None:
    agencies(project, NAMES)
    assert command("build", "--all").status == 0
    done = subprocess.run(
        [sys.executable, "-m", "reportctl", "verify", "out", "--jobs", "2"],
        cwd=project, env=environment(project, FAULTS), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1, done
    found = {code: [name for name in NAMES if f"out/{name}" in text] for code, text in by_code(done.stdout).items()}
    assert found == {"FIL110": ["甲局"], "FIL111": ["乙局"]}
    assert "✗ 核对 5 份报告" in done.stdout


def by_code(text: str) -> dict[str, str]:
    """What is printed about each file, by the code in it."""
    blocks = [block for block in text.split("\n\n") if "错误[" in block]
    return {block.partition("错误[")[2][:6]: block for block in blocks}


def test_last_years_workbook_is_found_by_its_hash(project: Path, command: Command) -> None:
    before = year_before(project)
    assert command("build", "2017").status == 0
    assert "1 份重新生成" in command("verify", "out").out
    before.unlink()
    assert "手边没有当时的上年度工作簿" in command("verify", "out").err


def test_a_draft_can_be_verified(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "分项", 479, 478)
    assert command("build", "2017", "--draft").status == 1
    result = command("verify", "out")
    assert result.status == 0, result
    assert "1 份重新生成" in result.out


def test_both_files_state_the_hash_of_the_figures(built: Path, command: Command) -> None:
    recorded = json.loads((built / "manifest.json").read_bytes())["figures_sha256"]
    for ending in (".pdf", ".docx"):
        stated = stated_hash(only(built, ending))
        assert stated
        assert len(stated) >= 12
        assert recorded.startswith(stated)
    manifest = built / "manifest.json"
    content = json.loads(manifest.read_bytes())
    content["figures_sha256"] = "0" * 64
    manifest.write_text(json.dumps(content), encoding="utf-8")
    assert "散列值不同" in command("verify", built).out
