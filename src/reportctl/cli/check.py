"""`check`: say what is wrong in the workbooks, and build nothing."""

from __future__ import annotations

from pathlib import Path

from reportctl.cli.console import emit_findings
from reportctl.cli.options import Globals
from reportctl.driver.batch import Examination, examine
from reportctl.driver.project import open_project
from reportctl.driver.status import Status
from reportctl.model.finding import Severity


def check_workbooks(options: Globals, targets: list[str], form: str, previous: Path | None) -> Status:
    """Check what was asked for and print the findings in the format that was asked for."""
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, form)
        return Status.LAYOUT
    examination = examine(project, targets, previous)
    emit_findings(options, examination.findings, len(examination.items), form)
    return status_of(examination)


def status_of(examination: Examination) -> Status:
    """The exit status that the findings of a run call for."""
    asked = len(examination.items) + len(examination.selection.missing)
    if examination.unreadable == asked:
        return Status.UNREADABLE
    failed = examination.unreadable or any(item.errors for item in examination.items)
    return Status.FINDINGS if failed else Status.DONE
