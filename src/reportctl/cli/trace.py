"""`trace`: where a number stands."""

from __future__ import annotations

from reportctl.cli.console import complain, emit, emit_findings, tell
from reportctl.cli.options import Globals
from reportctl.diagnostics.escape import visible
from reportctl.diagnostics.trace import trace_json, trace_text
from reportctl.driver.project import open_project
from reportctl.driver.status import Status
from reportctl.driver.tracing import search
from reportctl.model.finding import Severity
from reportctl.prose.trace import sought


def trace_number(options: Globals, number: str, targets: list[str], form: str) -> Status:
    """Look for a number in the reports and print every place of it."""
    wanted = sought(number)
    if wanted is None:
        shown = visible(number)
        complain(
            options,
            f"“{shown}”不是一个数；可以写 1027、1,027、１０２７、一千零二十七、33.9%、3万元",
            f"{shown} is no number; write it as 1027, 1,027, １０２７, 一千零二十七, 33.9% or 3万元",
        )
        return Status.UNREADABLE
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, "text")
        return Status.LAYOUT
    found = search(project, targets, wanted)
    if form == "json":
        emit(trace_json(wanted, found.reports, found.findings, options.language))
    else:
        emit_findings(options, found.findings, 0, "text")
        if found.reports:
            emit(trace_text(wanted, found.reports, options.language))
    if not found.set:
        tell(options, "没有可用的字体，无法排版，页码未查；reportctl doctor 说明缺什么",
             "no faces to set the report in, so pages were not looked up; see reportctl doctor")  # fmt: skip
    if not found.reports:
        return Status.UNREADABLE
    return Status.DONE if len(found.reports) == found.asked else Status.FINDINGS
