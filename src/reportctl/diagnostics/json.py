"""Findings as JSON: reportctl-findings/1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportctl.diagnostics.jsontext import Json, pieces
from reportctl.diagnostics.places import place_of, tally
from reportctl.model.finding import Finding, Related

SCHEMA = "reportctl-findings/1"


def findings_json(findings: Iterable[Finding], files: int, language: str) -> Iterator[str]:
    """Write all findings that are not suppressed, and a summary; keys that do not apply are null, never left out.

    The text comes in pieces.

    Args:
        findings: What was found, suppressed findings included; gone through twice.
        files: How many files were looked at.
        language: "zh" or "en", for messages and hints.
    """
    count = tally(findings)
    summary: Json = {
        "files": files,
        "errors": count.errors,
        "warnings": count.warnings,
        "infos": count.infos,
        "suppressed": count.suppressed,
    }
    listed = (finding_record(finding, language) for finding in findings if not finding.suppressed)
    yield from pieces({"schema": SCHEMA, "findings": listed, "summary": summary})
    yield "\n"


def finding_record(finding: Finding, language: str) -> Json:
    """One finding with all its keys."""
    place = place_of(finding.at)
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.grade.value,
        "message": finding.message(language),
        "hint": finding.hint(language),
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "key": place.key,
        "figure": finding.figure,
        "section": finding.section,
        "year": finding.year,
        "agency": finding.agency,
        "expected": finding.expected,
        "actual": finding.actual,
        "related": [_related(other) for other in finding.related],
        "rule": finding.constraint,
        "basis": finding.basis or None,
        "status": finding.force.value if finding.force else None,
        "folded": [{"rule": folded.rule, "figure": folded.figure or None} for folded in finding.folded],
    }


def _related(other: Related) -> Json:
    return {
        "file": other.at.file if other.at else None,
        "sheet": other.at.sheet if other.at else None,
        "cell": other.at.a1 if other.at else None,
        "figure": other.figure,
        "label": other.label,
        "value": other.value,
    }
