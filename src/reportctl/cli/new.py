"""`new`: write the workbook of a year."""

from __future__ import annotations

from pathlib import Path

from reportctl.cli.console import complain, emit_findings, refuse, tell
from reportctl.cli.options import Globals
from reportctl.driver.create import Request, WorkbookExists, create
from reportctl.driver.project import open_project
from reportctl.driver.status import Status
from reportctl.model.finding import Severity


def new_workbook(
    options: Globals,
    year: int,
    agency: str | None,
    layout: str | None,
    source: Path | None,
    output: Path | None,
    *,
    force: bool,
) -> Status:
    """Write the workbook and say where it is and what was carried over."""
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, "text")
        return Status.LAYOUT
    try:
        created = create(project, Request(year, agency, layout, source, output, force))
    except WorkbookExists as exists:
        path = project.shown(exists.path)
        complain(options, f"{path} 已经存在，没有改动；要覆盖请加 --force（旧的会另存备份）",
                 f"{path} exists and was left alone; --force overwrites it (and keeps the old one)")  # fmt: skip
        return Status.UNREADABLE
    except OSError as error:
        return refuse(options, project, error, output or project.data)
    if created.path is None:
        emit_findings(options, created.findings, 0, "text")
        return Status.UNREADABLE
    path = project.shown(created.path)
    if created.kept:
        kept = project.shown(created.kept)
        tell(options, f"旧的工作簿留在 {kept}", f"the old workbook is kept as {kept}")
    if created.carried_from:
        tell(
            options,
            f"已从 {created.carried_from} 承接机关信息和结转数",
            f"particulars and balances come from {created.carried_from}",
        )
    tell(options, f"已生成 {path}", f"wrote {path}")
    tell(
        options,
        f"下一步：用 Excel 或 WPS 填好后运行 reportctl check {year}",
        f"next: fill it in, then run reportctl check {year}",
    )
    return Status.DONE
