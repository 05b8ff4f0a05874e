"""Layouts and settings that mean harm: status 3, one calm sentence with the file, and nothing run."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from commandline import Command

HOSTILE = {
    "empty": b"",
    "no TOML": b"!!python/object/apply:os.getpid []\n",
    "YAML with aliases": b"a: &a [x]\nb: &b [*a, *a]\n",
    "no UTF-8": "id = '表'".encode("gbk"),
    "deeply nested arrays": b"a = " + b"[" * 200_000,
    "deeply nested tables": b"a = " + b"{b = " * 20_000,
    "a name of 300,000 parts": b"a." * 300_000 + b"a = 1",
    "a heading of 300,000 parts": b"[" + b"a." * 300_000 + b"a]",
    "a number of 9,000 digits": b"a = " + b"1" * 9_000,
    "keys twice": b"id = 'a'\nid = 'b'\n",
    "two million bytes": b"# " + b"x" * 2_000_000,
    "NUL": b"id = 'a\x00b'\n",
    "a lone surrogate": b'id = "\\ud800"\n',
    "expressions": b'id = "__import__(\'os\').getpid()"\nextends = "{0.__class__}"\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_layout_is_refused_by_its_name(project: Path, command: Command, name: str) -> None:
    (project / "layouts").mkdir()
    (project / "layouts" / "own.toml").write_bytes(HOSTILE[name])
    result = command("check", "2017", "--format", "json")
    assert result.status == 3
    found = json.loads(result.out)["findings"]
    assert found
    assert {finding["code"][:3] for finding in found} == {"LAY"}
    assert {finding["file"] for finding in found} == {"layouts/own.toml"}
    assert command("build", "2017").status == 3
    assert not (project / "out").exists()


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("empty", "two million bytes")])
def test_hostile_settings_are_refused_by_their_name(project: Path, command: Command, name: str) -> None:
    (project / "reportctl.toml").write_bytes(HOSTILE[name])
    result = command("check", "2017", "--format", "json")
    assert result.status == 3
    assert {finding["file"] for finding in json.loads(result.out)["findings"]} == {"reportctl.toml"}


def test_faces_named_with_marks_of_paths_are_not_found(project: Path, command: Command) -> None:
    (project / "reportctl.toml").write_text('[fonts]\nbody = "../../\\u0000"\nfolders = ["\\u0000", "/dev/zero"]\n')
    assert command("build", "2017").status in (3, 4)
    assert not (project / "out").exists()


def test_settings_that_are_no_file_are_refused_at_once(project: Path, command: Command) -> None:
    os.mkfifo(project / "reportctl.toml")
    assert command("check", "2017").status == 3


def test_what_a_figures_file_says_becomes_no_formula(project: Path, command: Command) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://127.0.0.1:9")']
    content = {
        "agency": "=1+1", "year": 2017, "details": {"address": "=1+1", "phone": "+1", "title": "@x"},
        "figures": {"stat.disclosed.value": "=1+1"}, "preamble": texts, "narrative": {"s1": texts},
        "breakdowns": [
            {"total": None, "label": "=1", "unit": "=1", "value": "=2", "parts": [{"label": "+1", "value": "=2"}]}
        ],
    }  # fmt: skip
    (project / "figures.json").write_text(json.dumps(content), encoding="utf-8")
    assert command("new", "2017", "--from", project / "figures.json", "-o", project / "made.xlsx").status == 0
    with zipfile.ZipFile(project / "made.xlsx") as made:
        sheets = [made.read(name).decode() for name in made.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) > 3
    assert all("<f>" not in sheet and "<f " not in sheet for sheet in sheets)
    assert sum(sheet.count("@SUM(A1)") for sheet in sheets) == 2
