"""reportctl-findings/1: every key of the contract, exact numbers, nothing that could move a cursor."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from samples import ACCEPTED, ALL, FILE, HOSTILE, KEY, TOTAL, WARNING

from reportctl.diagnostics.json import findings_json
from reportctl.diagnostics.jsontext import Json, dumps

KEYS = {
    "code", "name", "severity", "message", "hint", "file", "sheet", "cell", "figure", "section", "year", "agency",
    "expected", "actual", "related", "rule", "basis", "status", "folded",
}  # fmt: skip


def parsed(*findings: Any, files: int = 1, language: str = "zh") -> dict[str, Any]:
    text = "".join(findings_json(findings, files, language))
    document: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return document


def test_a_finding_with_everything() -> None:
    (record,) = parsed(TOTAL)["findings"]
    assert record.keys() >= KEYS
    assert {key: record[key] for key in KEYS - {"related", "hint"}} == {
        "code": "SUM101",
        "name": "total-not-sum-of-parts",
        "severity": "error",
        "message": "“合计”填 20，各分项相加得 26.5，相差 6.5",
        "file": FILE,
        "sheet": "统计表",
        "cell": "C7",
        "figure": "x.all",
        "section": "s3",
        "year": 2017,
        "agency": "某局",
        "expected": Decimal("26.5"),
        "actual": 20,
        "rule": "R-ALL",
        "basis": "某通知",
        "status": "structural",
        "folded": [{"rule": "R-COL", "figure": "x.col"}],
    }
    first, second, third = record["related"]
    assert (first["sheet"], first["cell"], first["figure"], first["value"]) == ("统计表", "C5", "x.a", Decimal("26.5"))
    assert second["value"] is None
    assert (third["value"], third["file"]) == ("/", "data/2016.xlsx")


def test_keys_that_do_not_apply_are_null() -> None:
    (record,) = parsed(HOSTILE)["findings"]
    assert record.keys() >= KEYS
    empty = KEYS - {"code", "name", "severity", "message", "hint", "file", "related", "folded"}
    assert all(record[key] is None for key in empty)
    assert record["related"] == record["folded"] == []


def test_summary_counts_and_suppressed_findings_are_not_listed() -> None:
    document = parsed(*ALL, files=3)
    assert document["schema"] == "reportctl-findings/1"
    assert document["summary"] == {"files": 3, "errors": 2, "warnings": 2, "infos": 1, "suppressed": 1}
    assert len(document["findings"]) == 5
    assert parsed(ACCEPTED)["findings"] == []


def test_a_key_of_a_file_and_english_words() -> None:
    first, second = parsed(KEY, WARNING, language="en")["findings"]
    assert (first["file"], first["cell"], first["key"]) == ("layouts/x.toml", None, "table[0].row[3]")
    assert second["message"] == "the particular 联系电话 is not filled in"


def test_control_and_bidirectional_characters_are_escaped_and_kept() -> None:
    text = "".join(findings_json([HOSTILE], 1, "zh"))
    assert not {"\u202e", "\x1b", "\ud800"} & set(text)
    assert json.loads(text)["findings"][0]["file"] == "data/a\u202eb.xlsx"
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.1", "0.1"),
        ("12345678901234567890.000001", "12345678901234567890.000001"),
        ("1E+3", "1000"),
        ("-0", "0"),
        ("7.00", "7"),
    ],
)
def test_numbers_are_exact(number: str, text: str) -> None:
    assert dumps([Decimal(number)]) == f"[\n  {text}\n]"


def test_dumps_writes_json() -> None:
    value: Json = {"a": [], "b": {}, "c": [True, None, 3, 'x"\n\\中'], "d": {"e": False}}
    assert json.loads(dumps(value)) == value
    assert dumps({}) == "{}"


def test_json_needs_neither_rich_nor_typer() -> None:
    code = (
        "import sys, reportctl.diagnostics.json as j; j.findings_json([], 0, 'zh')\n"
        "print({'rich', 'typer'} & {*sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
