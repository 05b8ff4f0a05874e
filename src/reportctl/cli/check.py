"""`check`: say what is wrong in the workbooks, and build nothing."""

from __future__ import annotations

from pathlib import Path

from reportctl.cli.console import emit, show_findings, show_verdict
from reportctl.cli.options import Globals
from reportctl.driver.examine import Examination, examine
from reportctl.driver.project import open_project
from reportctl.driver.status import Status
from reportctl.model.finding import Finding, Severity


def check_workbooks(options: Globals, targets: list[str], form: str, previous: Path | None) -> Status:
    """Check what was asked for and print the findings in the format that was asked for."""
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, form)
        return Status.LAYOUT
    examination = examine(project, targets, previous)
    emit_findings(options, examination.findings, len(examination.items), form)
    return status_of(examination)


def emit_findings(options: Globals, findings: tuple[Finding, ...], files: int, form: str) -> None:
    """Print findings to standard output."""
    match form:
        case "json":
            from reportctl.diagnostics.json import findings_json

            emit(findings_json(findings, files, options.language))
        case "sarif":
            from reportctl.diagnostics.sarif import findings_sarif

            emit(findings_sarif(findings, options.language))
        case "junit":
            from reportctl.diagnostics.junit import findings_junit

            emit(findings_junit(findings, options.language))
        case _:
            show_findings(options, findings)
            if files:
                show_verdict(options, findings, files)


def status_of(examination: Examination) -> Status:
    """The exit status that the findings of a run call for."""
    asked = len(examination.items) + len(examination.missing)
    if examination.unreadable == asked:
        return Status.UNREADABLE
    failed = examination.unreadable or any(item.errors for item in examination.items)
    return Status.FINDINGS if failed else Status.DONE
