"""`check`: say what is wrong in the workbooks, and build nothing."""

from __future__ import annotations

from pathlib import Path

from reportctl.cli.console import complain, emit_findings, note_faults, note_skipped, refuse, tell
from reportctl.cli.options import Globals
from reportctl.cli.progress import Reading, watched
from reportctl.driver.batch import Examination, examine
from reportctl.driver.project import Project, open_project
from reportctl.driver.status import Status
from reportctl.model.finding import Severity


def check_workbooks(
    options: Globals,
    targets: list[str],
    form: str,
    previous: Path | None,
    annotate: Path | None = None,
    jobs: int | None = None,
) -> Status:
    """Check what was asked for and print the findings in the format that was asked for.

    `annotate` is the folder for copies of the workbooks with the findings as notes.
    """
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, form)
        return Status.LAYOUT
    examination = examine(
        project, targets, previous, jobs, lambda items, total: watched(items, total, options), Reading(options)
    )
    note_skipped(options, examination.selection.skipped)
    if annotate is not None and _refused(options, project, examination, annotate):
        return Status.UNREADABLE
    emit_findings(options, examination.findings, len(examination.items), form)
    note_faults(options, examination.findings)
    status = status_of(examination)
    return status if annotate is None else _annotated(options, project, examination, annotate, status)


def _refused(options: Globals, project: Project, examination: Examination, folder: Path) -> bool:
    """Whether copies may not go to a folder; then nothing is written at all."""
    from reportctl.driver.copies import in_the_way

    way = in_the_way(project, examination, folder)
    if way is not None:
        shown, originals = project.shown(folder), project.shown(way)
        complain(
            options,
            f"--annotate：{shown} 在原工作簿的文件夹 {originals} 里，副本会和原件混在一起；请换一个文件夹，如 notes",
            f"--annotate: {shown} lies in {originals}, the folder of the originals, and copies would be taken for "
            "them; name another folder, such as notes",
        )
    return way is not None


def _annotated(options: Globals, project: Project, examination: Examination, folder: Path, status: Status) -> Status:
    """Write the copies and say where they are; one that cannot be written makes the status graver."""
    from reportctl.driver.copies import write_copies

    for copy in write_copies(examination, folder, options.language):
        if copy.failure is not None:
            status = refuse(options, project, copy.failure, folder)
        elif copy.cause is not None:
            zh, en = (copy.cause.fill(language, {}) for language in ("zh", "en"))
            complain(options, f"{copy.shown} 没有写出带批注的副本：{zh}", f"{copy.shown}: no annotated copy, {en}")
            status = Status.FINDINGS if status is Status.DONE else status
        elif copy.path is not None:
            path = project.shown(copy.path)
            tell(options, f"带批注的副本：{path}", f"annotated copy: {path}")
            for sheet, why in copy.plain:
                zh, en = (why.fill(language, {}) for language in ("zh", "en"))
                tell(options, f"  工作表“{sheet}”只列入校验结果，没有批注：{zh}",
                     f"  the sheet {sheet} is listed only, without notes: {en}")  # fmt: skip
    return status


def status_of(examination: Examination) -> Status:
    """The exit status that the findings of a run call for."""
    asked = len(examination.items) + len(examination.selection.missing)
    if examination.unreadable == asked:
        return Status.UNREADABLE
    failed = examination.unreadable or any(item.errors for item in examination.items)
    return Status.FINDINGS if failed else Status.DONE
