"""Findings as JUnit XML, for build servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from reportctl.diagnostics.escape import visible
from reportctl.diagnostics.places import by_file, place_of
from reportctl.model.finding import Finding, Severity


def findings_junit(findings: Iterable[Finding], language: str) -> Iterator[str]:
    """Write one suite for each file, in pieces: an error is a failed case, a warning or info a passed one that says so.

    Suppressed findings are skipped cases with their reason. Without any finding there is one passed case. Findings are
    gone through more than once.
    """
    return (line + "\n" for line in _lines(findings, language))


def _lines(findings: Iterable[Finding], language: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites name={quoteattr('reportctl')} {_counts(findings)}>"
    empty = True
    for file, in_file in by_file(findings):
        empty = False
        yield from _suite(file, in_file, language)
    if empty:
        yield '  <testsuite name="reportctl" tests="1" failures="0" errors="0" skipped="0">'
        yield '    <testcase classname="reportctl" name="check"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _counts(findings: Iterable[Finding]) -> str:
    tests = failures = skipped = 0
    for finding in findings:
        tests += 1
        failures += _failed(finding)
        skipped += finding.suppressed
    return f'tests="{tests or 1}" failures="{failures}" errors="0" skipped="{skipped}"'


def _failed(finding: Finding) -> bool:
    return finding.grade is Severity.ERROR and not finding.suppressed


def _suite(file: str, findings: list[Finding], language: str) -> Iterator[str]:
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
