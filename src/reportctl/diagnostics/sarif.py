"""Findings as SARIF 2.1.0, for code hosts and editors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from reportctl import __version__
from reportctl.diagnostics.catalogue import summary_of
from reportctl.diagnostics.escape import visible
from reportctl.diagnostics.jsontext import Json, pieces
from reportctl.diagnostics.places import place_of
from reportctl.diagnostics.words import say
from reportctl.model.finding import Finding, Rule, Severity
from reportctl.model.location import Location

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def findings_sarif(findings: Iterable[Finding], language: str) -> Iterator[str]:
    """Write all findings as one run, in pieces. Suppressed ones are results with a suppression, as the format has it.

    The file is the artifact; a sheet and cell, or a key, are a logical location. Findings are gone through twice.
    """
    rules = sorted({finding.rule.code: finding.rule for finding in findings}.values(), key=lambda rule: rule.code)
    index = {rule.code: i for i, rule in enumerate(rules)}
    driver: Json = {
        "name": "reportctl",
        "semanticVersion": __version__,
        "rules": [_descriptor(rule, language) for rule in rules],
    }
    run: Json = {
        "tool": {"driver": driver},
        "language": "en-US" if language == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": (_result(finding, index[finding.rule.code], language) for finding in findings),
    }
    yield from pieces({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
    yield "\n"


def _descriptor(rule: Rule, language: str) -> Json:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": summary_of(rule, language)},
        "help": {"text": rule.manual.strip(), "markdown": rule.manual.strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int, language: str) -> Json:
    result: dict[str, Json] = {
        "ruleId": finding.rule.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.grade],
        "message": {"text": visible(finding.message(language) + say(language, "。", ". ") + finding.hint(language))},
        "locations": [_location(finding.at)],
    }
    related = [(other, other.at) for other in finding.related if other.at is not None]
    if related:
        result["relatedLocations"] = [
            {"id": i, **_location(at), "message": {"text": visible(f"{other.label} {_value(other.value)}")}}
            for i, (other, at) in enumerate(related, start=1)
        ]
    if finding.reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": visible(finding.reason)}]
    properties: dict[str, Json] = {
        "figure": finding.figure,
        "section": finding.section,
        "expected": finding.expected,
        "actual": finding.actual,
        "rule": finding.constraint,
        "basis": finding.basis,
    }
    result["properties"] = {key: value for key, value in properties.items() if value is not None}
    return result


def _value(value: object) -> str:
    return "" if value is None else f"{value}"


def _location(at: Location) -> dict[str, Json]:
    place = place_of(at)
    location: dict[str, Json] = {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}}}
    inside = place.key or (f"{place.sheet}!{place.cell}" if place.cell else place.sheet)
    if inside:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(inside), "kind": "member"}]
    return location


def _uri(file: str) -> str:
    return quote(file.replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/:")
