"""`trace`: where a number stands, for a clerk and for a program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commandline import Command, change
from reportctl.diagnostics.escape import width


def places(command: Command, *arguments: str) -> list[dict[str, Any]]:
    result = command("trace", *arguments, "--format", "json")
    assert result.status == 0, result.err
    document = json.loads(result.out)
    assert document["schema"] == "reportctl-trace/1"
    (report,) = document["reports"]
    assert (report["file"], report["year"]) == ("data/2017.xlsx", 2017)
    found = report["places"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("written", ["1027", "1,027", "１０２７", "一千零二十七"])
def test_a_total_with_its_parts_its_sentences_and_pages(project: Path, command: Command, written: str) -> None:
    total, *sentences = places(command, written, "2017")
    assert (total["standing"], total["sheet"], total["cell"]) == ("total", "统计表", "C6")
    (relation,) = total["relations"]
    assert [operand["value"] for operand in relation["right"]] == [360, 188, 479]
    assert (relation["left"][0]["value"], relation["op"], relation["holds"]) == (1027, "=", True)
    assert total["pages"] == [9]
    assert [(s["standing"], s["sheet"], s["bound"]) for s in sentences] == [("sentence", "正文", True)] * 2
    assert [s["pages"] for s in sentences] == [[2], [4]]


def test_text_is_readable_at_80_columns(project: Path, command: Command) -> None:
    out = command("trace", "1027").out
    assert max(width(line) for line in out.splitlines()) <= 80
    assert "360 + 188 + 479 = 1027（门户网站" in out
    assert "合计  统计表!C6  第 9 页" in out
    assert out.endswith("1027 在 1 份报告里出现 3 处\n")
    english = command("trace", "1027", "--lang", "en").out
    assert "total  统计表!C6  page 9" in english
    assert english.endswith("1027 stands in 3 places of 1 report\n")


def test_a_sum_that_does_not_hold_says_so(project: Path, command: Command) -> None:
    change(project / "data/2017.xlsx", "分项", 479, 478)
    assert "360 + 188 + 478 ≠ 1027" in command("trace", "1027").out


def test_a_number_that_stands_nowhere(project: Path, command: Command) -> None:
    result = command("trace", "31415")
    assert (result.status, result.out) == (0, "1 份报告里没有 31415\n")


def test_what_is_no_number_is_wrong_usage(project: Path, command: Command) -> None:
    result = command("trace", "许多")
    assert result.status == 2
    assert "不是一个数" in result.err


def test_a_report_that_cannot_be_read_does_not_hide_the_others(project: Path, command: Command) -> None:
    (project / "data/2016.xlsx").write_bytes(b"")
    result = command("trace", "1027", "--format", "json")
    assert result.status == 1
    document = json.loads(result.out)
    assert [f["code"] for f in document["findings"]] == ["FIL102"]
    assert len(document["reports"]) == 1
    assert command("trace", "1027", "2015").status == 2


def test_without_faces_there_are_no_pages(project: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportctl.driver.fonts.project_faces", lambda _project: (None, ()))
    result = command("trace", "1027", "--format", "json")
    assert result.status == 0
    assert {place["pages"] for place in json.loads(result.out)["reports"][0]["places"]} == {None}
    assert "页码未查" in result.err
