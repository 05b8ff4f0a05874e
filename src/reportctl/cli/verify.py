"""`verify`: whether finished files are what their manifest and their workbook say."""

from __future__ import annotations

from pathlib import Path

from reportctl.cli.console import emit, emit_findings, note_faults, show_findings, tell
from reportctl.cli.options import Globals
from reportctl.cli.progress import shown_as
from reportctl.driver.batch import State
from reportctl.driver.project import open_project
from reportctl.driver.prove import Proof, prove
from reportctl.driver.status import Status
from reportctl.model.finding import Severity


def verify_files(options: Globals, targets: list[Path], jobs: int | None = None) -> Status:
    """Verify the reports that the files and folders belong to, in `jobs` processes, and say what does not hold."""
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, "text")
        return Status.LAYOUT
    proofs, missing = prove(
        project, targets, jobs, lambda proofs, total: shown_as(proofs, total, options, _state, ("不符", "differ"))
    )
    findings = (*missing, *(finding for proof in proofs for finding in proof.findings))
    show_findings(options, findings)
    note_faults(options, findings)
    for proof in proofs:
        if proof.not_rebuilt is not None:
            shown = project.shown(proof.manifest.parent)
            zh, en = (proof.not_rebuilt.fill(language, {}) for language in ("zh", "en"))
            tell(options, f"{shown} 只与清单核对：{zh}", f"{shown} was compared with its manifest only: {en}")
    if not proofs:
        return Status.UNREADABLE
    rebuilt = sum(1 for proof in proofs if proof.not_rebuilt is None)
    if findings:
        zh, en = (
            f"✗ 核对 {len(proofs)} 份报告，有不符之处",
            f"✗ {len(proofs)} reports verified, not all as it should be",
        )
    else:
        zh = f"✓ 核对 {len(proofs)} 份报告，与清单相符，其中 {rebuilt} 份重新生成后逐字节相同"
        en = f"✓ {len(proofs)} reports are as recorded, {rebuilt} of them the same byte for byte when built again"
    emit(options.say(zh, en) + "\n")
    return Status.FINDINGS if findings else Status.DONE


def _state(proof: Proof) -> State:
    return State.REFUSED if proof.findings else State.CHECKED
