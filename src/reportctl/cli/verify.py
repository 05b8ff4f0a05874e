"""`verify`: whether finished files are what their manifest and their workbook say."""

from __future__ import annotations

from pathlib import Path

from reportctl.cli.console import emit, emit_findings, show_findings, tell
from reportctl.cli.options import Globals
from reportctl.driver.project import open_project
from reportctl.driver.prove import Prover
from reportctl.driver.status import Status
from reportctl.model.finding import Severity


def verify_files(options: Globals, targets: list[Path]) -> Status:
    """Verify the reports that the files and folders belong to, and say what does not hold."""
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, "text")
        return Status.LAYOUT
    proofs, missing = Prover(project).prove(targets)
    findings = (*missing, *(finding for proof in proofs for finding in proof.findings))
    show_findings(options, findings)
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
