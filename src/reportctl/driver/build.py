"""Build: a checked report becomes files, proved against the document tree before any of them is put in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportctl.compose import compose
from reportctl.driver.examine import Examined
from reportctl.driver.files import write_whole
from reportctl.driver.manifest import manifest
from reportctl.driver.names import safe_name
from reportctl.driver.outputs import MANIFEST, agency_of, earlier
from reportctl.driver.project import Project
from reportctl.emit import docx as emit_docx
from reportctl.emit import pdf as emit_pdf
from reportctl.faces import Faces
from reportctl.model.document import Document
from reportctl.model.finding import Finding, Severity
from reportctl.model.location import FileRef
from reportctl.model.pages import Pages
from reportctl.model.report import Report
from reportctl.rules import out104_output_cannot_be_written as out104
from reportctl.typeset import typeset
from reportctl.verify import docx as verify_docx
from reportctl.verify import pdf as verify_pdf


@dataclass(frozen=True, slots=True)
class Backend:
    """A format: how a document becomes its bytes, and how the bytes are read back and compared."""

    emit: Callable[[Document, Pages, Faces], bytes]
    verify: Callable[[Document, Pages, bytes, str], tuple[Finding, ...]]


BACKENDS: Mapping[str, Backend] = {
    "docx": Backend(
        lambda document, _pages, _faces: emit_docx.emit(document),
        lambda document, _pages, data, file: tuple(verify_docx.verify(document, data, file)),
    ),
    "pdf": Backend(
        emit_pdf.emit,
        lambda document, pages, data, file: tuple(verify_pdf.verify(document, pages, data, file)),
    ),
}
"""Every format that `build --to` knows."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one report.

    `written` is empty if it was refused. `served` names the face of each role. `machine_fault` is true where the
    machine kept it from being written.
    """

    examined: Examined
    folder: Path
    written: tuple[Path, ...]
    served: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    machine_fault: bool = False


def build(
    project: Project,
    examined: Examined,
    report: Report,
    faces: Faces,
    folder: Path,
    formats: Sequence[str],
    *,
    draft: bool,
) -> Built:
    """Compose, set, emit, verify and write one report; nothing is replaced unless everything held."""
    document = compose(report, draft=draft)
    pages, unset = typeset(document, faces)
    if _blocked(unset):
        return Built(examined, folder, (), (), unset)
    stem = safe_name(document.name + ("（草稿）" if draft else ""))
    outputs: dict[str, bytes] = {}
    findings = list(unset)
    for name in formats:
        data = BACKENDS[name].emit(document, pages, faces)
        file = f"{stem}.{name}"
        findings += BACKENDS[name].verify(document, pages, data, project.shown(folder / file))
        outputs[file] = data
    if _blocked(findings):
        return Built(examined, folder, (), (), tuple(findings))
    return _write(project, examined, report, document, pages, faces, folder, outputs, findings)


def _write(
    project: Project, examined: Examined, report: Report, document: Document, pages: Pages, faces: Faces, folder: Path,
    outputs: dict[str, bytes], findings: list[Finding],
) -> Built:  # fmt: skip
    seal = f"草稿.{MANIFEST}" if document.draft else MANIFEST
    used = faces.used(pages)
    record = manifest(report, document, used, examined.findings, outputs)
    try:
        before = earlier(folder / seal, record, outputs)
        record = manifest(report, document, used, examined.findings, {**outputs, **before.kept})
        write_whole(folder, {**outputs, seal: record})
        for path in before.stale:
            path.unlink()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        shown = project.shown(Path(error.filename) if error.filename else folder)
        finding = Finding(out104.RULE, FileRef(shown), {"cause": cause}, year=report.year, agency=report.agency.text)
        return Built(examined, folder, (), (), (*findings, finding), machine_fault=True)
    served = tuple((role, face.name) for role, face in used)
    return Built(examined, folder, tuple(folder / name for name in outputs), served, tuple(findings))


def _blocked(findings: Iterable[Finding]) -> bool:
    return any(finding.grade is Severity.ERROR for finding in findings)


def folders(items: Sequence[Examined], out: Path) -> list[Path]:
    """The output folder of each report: its place under data/ with the data year, so that reports never share one.

    Where two of a run would meet, or where another agency's report already lies, the agency's name comes between.
    """
    plain = [out / item.opened.path.parent.absolute().relative_to(item.opened.base.absolute()) for item in items]
    chosen = []
    for item, parent in zip(items, plain, strict=True):
        report = item.report
        if report is None:
            chosen.append(parent)
            continue
        folder = parent / str(report.year)
        rivals = [
            other for other, place in zip(items, plain, strict=True)
            if place == parent and other.report is not None and other.report.year == report.year
        ]  # fmt: skip
        lies_there = agency_of(folder)
        if len(rivals) > 1 or (lies_there is not None and lies_there != report.agency.text):
            folder = parent / safe_name(report.agency.text) / str(report.year)
        chosen.append(folder)
    return chosen
