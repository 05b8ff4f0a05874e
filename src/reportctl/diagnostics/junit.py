"""Findings as JUnit XML, for build servers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from reportctl.diagnostics.escape import visible
from reportctl.diagnostics.places import place_of
from reportctl.model.finding import Finding, Severity


def findings_junit(findings: Sequence[Finding], language: str) -> str:
    """Write one suite for each file: an error is a failed case, a warning or info a passed one that says so.

    Suppressed findings are skipped cases with their reason. Without any finding there is one passed case.
    """
    files = dict.fromkeys(place_of(finding.at).file for finding in findings)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f"<testsuites name={quoteattr('reportctl')} {_counts(findings)}>")
    for file in files:
        lines += _suite(file, [f for f in findings if place_of(f.at).file == file], language)
    if not files:
        lines.append('  <testsuite name="reportctl" tests="1" failures="0" errors="0" skipped="0">')
        lines.append('    <testcase classname="reportctl" name="check"/>')
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _counts(findings: Sequence[Finding]) -> str:
    failures = sum(_failed(finding) for finding in findings)
    skipped = sum(finding.suppressed for finding in findings)
    return f'tests="{len(findings) or 1}" failures="{failures}" errors="0" skipped="{skipped}"'


def _failed(finding: Finding) -> bool:
    return finding.grade is Severity.ERROR and not finding.suppressed


def _suite(file: str, findings: Sequence[Finding], language: str) -> Iterator[str]:
    yield f"  <testsuite name={_attribute(file)} {_counts(findings)}>"
    for finding in findings:
        place = place_of(finding.at)
        where = place.key or "!".join(piece for piece in (place.sheet, place.cell) if piece) or file
        name = f"{finding.rule.code} {where}"
        yield f"    <testcase classname={_attribute(file)} name={_attribute(name)}>"
        yield f"      {_outcome(finding, language)}"
        yield "    </testcase>"
    yield "  </testsuite>"


def _outcome(finding: Finding, language: str) -> str:
    message, hint = finding.message(language), finding.hint(language)
    if finding.reason is not None:
        return f"<skipped message={_attribute(finding.reason)}/>"
    if _failed(finding):
        return f"<failure type={_attribute(finding.rule.name)} message={_attribute(message)}>{_text(hint)}</failure>"
    return f"<system-out>{_text(f'{finding.grade.value}: {message} ({hint})')}</system-out>"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))


def _text(text: str) -> str:
    return escape(visible(text))
