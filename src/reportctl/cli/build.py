"""`build`: check, then make the reports."""

from __future__ import annotations

from pathlib import Path

from reportctl.cli.check import emit_findings, status_of
from reportctl.cli.console import show_findings, show_verdict, tell
from reportctl.cli.options import Globals
from reportctl.driver.examine import Examination, examine
from reportctl.driver.project import Project, open_project
from reportctl.driver.status import Status
from reportctl.faces import Role
from reportctl.model.finding import Finding, Severity
from reportctl.rules import lay104_configuration_invalid as lay104


def build_reports(
    options: Globals, targets: list[str], formats: list[str], out: Path | None, previous: Path | None, *, draft: bool
) -> Status:
    """Check what was asked for, build what holds, and say what became of each."""
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, "text")
        return Status.LAYOUT
    examination = examine(project, targets, previous)
    show_findings(options, examination.findings)
    show_verdict(options, examination.findings, len(examination.items), building=True)
    status = status_of(examination)
    buildable = [item for item in examination.items if item.report is not None and (draft or not item.errors)]
    if not buildable:
        return status
    return max(status, _build_all(options, project, examination, formats, out or project.root / "out", draft=draft))


def _build_all(
    options: Globals, project: Project, examination: Examination, formats: list[str], out: Path, *, draft: bool
) -> Status:
    from reportctl.driver.build import build, folders
    from reportctl.driver.fonts import project_faces

    faces, faults = project_faces(project)
    if faces is None:
        show_findings(options, faults)
        return Status.LAYOUT if any(fault.rule is lay104.RULE for fault in faults) else Status.MACHINE
    status = Status.DONE
    said: set[str] = set()
    for item, folder in zip(examination.items, folders(examination.items, out), strict=True):
        if item.report is None or (item.errors and not draft):
            continue
        built = build(project, item, item.report, faces, folder, formats, draft=draft)
        if built.findings:
            show_findings(options, built.findings)
        status = max(status, _status(built.findings, machine=built.machine_fault))
        served = _faces_said(options, built.served)
        if served and served not in said:
            said.add(served)
            tell(options, f"字体：{served}", f"faces: {served}")
        for path in built.written:
            tell(options, f"已生成 {project.shown(path)}", f"wrote {project.shown(path)}")
    return status


def _faces_said(options: Globals, served: tuple[tuple[str, str], ...]) -> str:
    """Which face served which role, in one line: a substitute for an official face is said, never hidden."""
    labels = {role.value: options.say(role.label, role.value) for role in Role}
    other = options.say("补字", "fills in")
    return options.say("；", "; ").join(f"{labels.get(role, other)} {name}" for role, name in served)


def _status(findings: tuple[Finding, ...], *, machine: bool) -> Status:
    if machine:
        return Status.MACHINE
    return Status.FINDINGS if any(f.grade is Severity.ERROR for f in findings) else Status.DONE
