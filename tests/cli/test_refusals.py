"""What bad input gets: a sentence that a clerk understands, the right status, nothing changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from commandline import Command, change

ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2048)


def only_finding(out: str) -> dict[str, object]:
    findings = json.loads(out)["findings"]
    assert len(findings) == 1, findings
    return dict(findings[0])


def refused(command: Command, *targets: str) -> dict[str, object]:
    result = command("check", *targets, "--format", "json")
    assert result.status == 2
    assert "Traceback" not in result.out + result.err
    return only_finding(result.out)


def test_a_year_without_a_workbook(project: Path, command: Command) -> None:
    assert refused(command, "2016")["code"] == "FIL101"
    assert command("build", "2016").status == 2


def test_no_data_folder(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(command)["code"] == "FIL101"
    assert command("build", "--all").status == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "FIL102"), ("这是一段文字".encode(), "FIL102"), (b"PK\x03\x04 damaged", "FIL102"), (ENCRYPTED, "FIL103")],
    ids=["empty", "text", "damaged", "encrypted"],
)
def test_no_workbook_at_all(project: Path, command: Command, content: bytes, code: str) -> None:
    (project / "data/2017.xlsx").write_bytes(content)
    finding = refused(command, "2017")
    assert (finding["code"], finding["file"], finding["sheet"]) == (code, "data/2017.xlsx", None)
    assert refused(command, "data/2017.xlsx")["code"] == code


def test_a_workbook_of_another_layout(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "基本信息", 2017, 2020)
    finding = refused(command, "2020")
    assert finding["code"] == "FIL104"
    assert "2014" in str(finding["message"])
    assert finding["cell"] is not None


def test_a_year_before_the_law(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "基本信息", 2017, 2005)
    assert refused(command, "data/2017.xlsx")["code"] == "FIL108"
    assert command("new", "2005").status == 2


def test_a_files_name_is_not_trusted(project: Path, command: Command) -> None:
    (project / "data/2017.xlsx").rename(project / "data/2016.xlsx")
    assert command("check", "2017").status == 0
    assert refused(command, "2016")["code"] == "FIL101"


def test_two_workbooks_for_one_report(project: Path, command: Command) -> None:
    shutil.copy(project / "data/2017.xlsx", project / "data/2017 - 副本.xlsx")
    result = command("check", "2017", "--format", "json")
    assert result.status == 2
    findings = json.loads(result.out)["findings"]
    assert {f["code"] for f in findings} == {"FIL105"}
    assert {f["file"] for f in findings} == {"data/2017.xlsx", "data/2017 - 副本.xlsx"}
    assert command("build", "2017").status == 2
    assert not (project / "out").exists()


def test_without_agency_or_year(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "基本信息", "阜阳市信访局", None)
    assert refused(command, "data/2017.xlsx")["code"] == "FIL106"


def test_marks_of_open_documents_are_passed_over(project: Path, command: Command) -> None:
    (project / "data/~$2017.xlsx").write_bytes(b"user")
    assert command("check").status == 0


def test_some_unreadable_among_several(project: Path, command: Command) -> None:
    (project / "data/2016.xlsx").write_bytes(b"")
    result = command("build", "--all")
    assert result.status == 1
    assert (project / "out/2017/manifest.json").is_file()


def test_an_output_folder_that_cannot_be_written(project: Path, command: Command) -> None:
    (project / "out").write_bytes(b"in the way")
    result = command("build", "2017")
    assert result.status == 4
    assert "OUT104" in result.out
    assert (project / "out").read_bytes() == b"in the way"


def test_an_output_open_in_another_program(project: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("build", "2017").status == 0
    before = {p.name: p.read_bytes() for p in (project / "out/2017").iterdir()}

    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    change(project / "data/2017.xlsx", "基本信息", "2018-01-26", "2018-01-27")
    monkeypatch.setattr(Path, "replace", locked)
    assert command("build", "2017").status == 4
    assert {p.name: p.read_bytes() for p in (project / "out/2017").iterdir()} == before


def test_a_broken_layout_is_never_blamed_on_the_clerk(project: Path, command: Command) -> None:
    (project / "layouts").mkdir()
    (project / "layouts/own.toml").write_text('id = "own"\nextends = "nothing"\n', encoding="utf-8")
    result = command("check", "2017", "--format", "json")
    assert result.status == 3
    codes = {f["code"] for f in json.loads(result.out)["findings"]}
    assert codes and all(code.startswith("LAY") for code in codes)
    assert command("build", "2017").status == 3


def test_a_broken_configuration(project: Path, command: Command) -> None:
    (project / "reportctl.toml").write_text("[severity]\nSUM101 = 'info'\n", encoding="utf-8")
    result = command("check", "2017", "--format", "json")
    assert result.status == 3
    assert only_finding(result.out)["key"] == "severity.SUM101"
    (project / "reportctl.toml").write_text("[fonts]\nbodi = 'x.ttf'\n", encoding="utf-8")
    assert command("build", "2017").status == 3


@pytest.mark.parametrize(("line", "key"), [("mirror = 1", "page.mirror"), ("landscape = true", "page.landscape")])
def test_a_broken_setting_of_the_page(project: Path, command: Command, line: str, key: str) -> None:
    (project / "reportctl.toml").write_text(f"[page]\n{line}\n", encoding="utf-8")
    result = command("check", "2017", "--format", "json")
    assert result.status == 3
    assert only_finding(result.out)["key"] == key


def test_a_font_that_is_not_there(project: Path, command: Command) -> None:
    (project / "reportctl.toml").write_text("[fonts]\nbody = 'absent.ttf'\n", encoding="utf-8")
    result = command("build", "2017")
    assert result.status == 4
    assert "OUT105" in result.out


def test_a_severity_can_be_raised(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "基本信息", "0558-0000000", None)
    assert command("check", "2017").status == 0
    (project / "reportctl.toml").write_text("[severity]\nREQ103 = 'error'\n", encoding="utf-8")
    assert command("check", "2017").status == 1


def test_wrong_usage(project: Path, command: Command) -> None:
    assert command("build").status == 2
    assert command("build", "--all", "2017").status == 2
    assert command("check", "--format", "xml").status == 2
    assert command("nonsense").status == 2
    assert command("--lang", "fr", "rules").status == 2


def test_an_interrupt_ends_cleanly(project: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportctl.cli.check.examine", interrupted)
    assert command("check", "2017").status == 130


@pytest.mark.parametrize(
    "line",
    [
        ["new", "2018"],
        ["verify", "out/2017"],
        ["trace", "1027"],
        ["check", "2017", "--annotate", "notes"],
        ["build", "2017"],
        ["layout", "no-such-form"],
    ],
    ids=" ".join,
)
def test_no_command_begins_under_a_form_that_cannot_be_read(project: Path, command: Command, line: list[str]) -> None:
    (project / "layouts").mkdir()
    (project / "layouts/own.toml").write_text("id = ", encoding="utf-8")
    before = sorted(project.rglob("*"))
    result = command(*line)
    assert result.status == 3, result
    assert "LAY101" in result.out
    assert sorted(project.rglob("*")) == before


def test_a_list_of_rules_that_cannot_be_printed_or_written_says_why(project: Path, command: Command) -> None:
    (project / "folder.pdf").mkdir()
    result = command("rules", "--to", "pdf", "--output", "folder.pdf")
    assert (result.status, "folder.pdf" in result.err) == (4, True)
    (project / "reportctl.toml").write_text('[fonts]\nbody = "没有这种字体"\n', encoding="utf-8")
    lacking = command("rules", "--to", "pdf")
    assert (lacking.status, "OUT105" in lacking.out) == (4, True)
    assert not (project / "reportctl-rules.pdf").exists()
