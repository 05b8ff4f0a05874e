"""SARIF and JUnit against their structure.

The published schema of SARIF is not ours to carry along. What stands in schemas/ was written from the specification for
the part that is used, and is stricter: it admits nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from samples import ALL, HOSTILE, KEY

from reportctl.diagnostics.junit import findings_junit
from reportctl.diagnostics.sarif import findings_sarif
from reportctl.model.finding import Finding

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = Draft202012Validator(json.loads((SCHEMAS / "sarif-subset.json").read_text("utf-8")))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
Spoil = Callable[[dict[str, Any]], Any]


def log(*findings: Finding, language: str = "zh") -> dict[str, Any]:
    document = json.loads("".join(findings_sarif(findings, language)))
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("findings", [(), (HOSTILE,), (KEY,), ALL], ids=["none", "hostile", "key", "all"])
def test_sarif_has_the_structure_of_its_specification(findings: tuple[Finding, ...], language: str) -> None:
    document = log(*findings, language=language)
    assert [error.message for error in SARIF.iter_errors(document)] == []
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("version"),
        lambda document: document.update(version="2.0.0"),
        lambda document: document["runs"][0].pop("tool"),
        lambda document: document["runs"][0]["results"][0].update(level="grave"),
        lambda document: document["runs"][0]["results"][0].update(message="text"),
        lambda document: document["runs"][0]["results"][0].update(ruleIndex=-2),
        lambda document: document["runs"][0]["results"][0]["locations"][0]["physicalLocation"].clear(),
        lambda document: document["runs"][0]["results"][1].update(suppressed=True),
        lambda document: document["runs"][0].update(language="Chinese"),
    ],
)
def test_a_spoilt_log_is_refused(spoil: Spoil) -> None:
    document = log(*ALL)
    spoil(document)
    assert not SARIF.is_valid(document)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("findings", [(), (HOSTILE,), ALL], ids=["none", "hostile", "all"])
def test_junit_has_the_structure_that_servers_read(findings: tuple[Finding, ...], language: str) -> None:
    root = etree.fromstring("".join(findings_junit(findings, language)).encode())
    JUNIT.assertValid(root)
    for suite in root.iter("testsuite"):
        cases = list(suite.iter("testcase"))
        assert int(suite.get("tests") or 0) == len(cases)
        assert int(suite.get("failures") or 0) == sum(case.find("failure") is not None for case in cases)
        assert int(suite.get("skipped") or 0) == sum(case.find("skipped") is not None for case in cases)


@pytest.mark.parametrize(("old", "new"), [('tests="', 'count="'), ("<failure ", "<fault "), ("classname=", "class=")])
def test_a_spoilt_report_is_refused(old: str, new: str) -> None:
    text = "".join(findings_junit(ALL, "zh")).replace("</failure>", "</fault>" if "fault" in new else "</failure>")
    assert not JUNIT.validate(etree.fromstring(text.replace(old, new).encode()))
