"""A rule's case file put to its check: what each case must find, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from reportcase import case_file, report_of

from reportctl.model.finding import Finding
from reportctl.model.location import CellRef, FileRef, KeyRef, SheetRef
from reportctl.model.report import Report

Check = Callable[[Report], Iterator[Finding]]


def shown(finding: Finding, keys: set[str]) -> dict[str, Any]:
    """The finding as a case file states it, with only the keys that the case mentions."""
    everything: dict[str, Any] = {
        "at": _place(finding),
        "severity": finding.grade.value,
        "figure": finding.figure,
        "section": finding.section,
        "rule": finding.constraint,
        "expected": finding.expected,
        "actual": finding.actual,
        "related": [other.label for other in finding.related],
        "folded": [folded.rule for folded in finding.folded],
        "basis": finding.basis,
        "says": finding.message("zh"),
        "tells": finding.message("en"),
        "advises": finding.hint("zh"),
    }
    return {key: _plain(value) for key, value in everything.items() if key in keys}


def _place(finding: Finding) -> str:
    match finding.at:
        case CellRef(_, sheet):
            return f"{sheet}!{finding.at.a1}"
        case SheetRef(_, sheet):
            return sheet
        case FileRef() | KeyRef():
            return ""


def _plain(value: object) -> object:
    """A value as TOML can state it: whole numbers as integers, and "none" for None."""
    if value is None:
        return "none"
    return int(value) if isinstance(value, Decimal) and value == value.to_integral() else value


def _last_year(report: Report, figure: str) -> CellRef | None:
    return report.previous.value(figure).at if report.previous else None


def verify(check: Check, code: str, case: dict[str, Any]) -> None:
    """Assert that a check finds in a case exactly what the case file says."""
    report = report_of(case_file(code).get("form", {}) | case.get("form", {}), case)
    findings = list(check(report))
    wanted = case["finds"]
    lines = {text.at for section in report.sections if section.id for text in section.paragraphs}
    assert len(findings) == len(wanted), [finding.message("en") for finding in findings]
    for finding, expected in zip(findings, wanted, strict=True):
        assert finding.rule.code == code
        assert isinstance(finding.at, KeyRef) or finding.at.file == report.file
        assert finding.section or finding.at not in lines
        for other in finding.related:
            assert other.figure or other.at is None or other.at.sheet != "表"
            assert not other.figure or other.at in (report.value(other.figure).at, _last_year(report, other.figure))
        assert shown(finding, set(expected)) == expected
        for language in ("zh", "en"):
            assert finding.message(language).strip()
            assert finding.hint(language).strip()
