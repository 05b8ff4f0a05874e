"""SARIF 2.1.0 and JUnit XML."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from samples import ACCEPTED, ALL, HOSTILE, INFO, KEY, TOTAL, WARNING

from reportctl.diagnostics.junit import findings_junit
from reportctl.diagnostics.sarif import findings_sarif


def sarif_run(*findings: Any) -> dict[str, Any]:
    document = json.loads("".join(findings_sarif(findings, "zh")))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_result() -> None:
    run = sarif_run(TOTAL)
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("SUM101", "TotalNotSumOfParts")
    assert rule["defaultConfiguration"] == {"level": "error"}
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("SUM101", 0, "error")
    assert result["message"]["text"].startswith("“合计”填 20，各分项相加得 26.5，相差 6.5。请核对")
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "data/%E6%9F%90%E5%B1%80%202017.xlsx"
    assert location["logicalLocations"] == [{"fullyQualifiedName": "统计表!C7", "kind": "member"}]
    assert [other["message"]["text"] for other in result["relatedLocations"]] == ["甲 26.5", "乙 ", "丙 /"]
    assert result["properties"]["expected"] == 26.5
    assert "suppressions" not in result


def test_sarif_levels_suppressions_and_keys() -> None:
    run = sarif_run(*ALL)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CEL114", "FIL102", "LAY102", "REQ103", "SUM101"]
    results = run["results"]
    assert [r["level"] for r in results] == ["error", "error", "error", "warning", "warning", "note"]
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in results] == [f.rule.code for f in ALL]
    assert results[2]["suppressions"] == [{"kind": "inSource", "justification": "已按原样公布 <&>"}]
    assert results[4]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "table[0].row[3]"
    assert "logicalLocations" not in results[0]["locations"][0]


def test_junit_cases() -> None:
    root = ElementTree.fromstring("".join(findings_junit([TOTAL, ACCEPTED, WARNING, INFO, KEY], "zh")))
    assert root.attrib["tests"] == "5"
    assert (root.attrib["failures"], root.attrib["skipped"]) == ("1", "1")
    first, second = root.findall("testsuite")
    assert (first.attrib["name"], first.attrib["tests"], first.attrib["failures"]) == ("data/某局 2017.xlsx", "4", "1")
    assert second.attrib["name"] == "layouts/x.toml"
    cases = first.findall("testcase")
    assert [case.attrib["name"] for case in cases] == [
        "SUM101 统计表!C7",
        "SUM101 统计表!C8",
        "REQ103 基本信息!B3",
        "CEL114 统计表!C9",
    ]
    failure = cases[0].find("failure")
    assert failure is not None
    assert failure.attrib["message"] == "“合计”填 20，各分项相加得 26.5，相差 6.5"
    skipped = cases[1].find("skipped")
    assert skipped is not None
    assert skipped.attrib["message"] == "已按原样公布 <&>"
    assert (cases[2].findtext("system-out") or "").startswith("warning: 基本信息没有填")


def test_junit_survives_hostile_text() -> None:
    root = ElementTree.fromstring("".join(findings_junit([HOSTILE], "en")))
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert "bad<U+001B>[2J</x><U+D800>" in failure.attrib["message"]


def test_junit_without_findings_is_one_passed_case() -> None:
    root = ElementTree.fromstring("".join(findings_junit([], "zh")))
    assert root.attrib["tests"] == "1"
    assert len(root.findall("testsuite/testcase")) == 1
