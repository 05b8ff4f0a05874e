"""Build: a checked report becomes bytes, proved against the document tree before anyone sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from reportctl.compose import compose
from reportctl.driver.manifest import manifest
from reportctl.driver.names import safe_name
from reportctl.driver.unit import Made, Settings, blocking
from reportctl.emit import docx as emit_docx
from reportctl.emit import pdf as emit_pdf
from reportctl.faces import Faces
from reportctl.model.document import Document
from reportctl.model.finding import Finding
from reportctl.model.pages import Pages
from reportctl.model.report import Report
from reportctl.typeset import typeset
from reportctl.verify import docx as verify_docx
from reportctl.verify import pdf as verify_pdf


class Backend(Struct, frozen=True):
    """A format: how a document becomes its bytes, and how the bytes are read back and compared."""

    emit: Callable[[Document, Pages, Faces], bytes]
    verify: Callable[[Document, Pages, bytes, str], tuple[Finding, ...]]


BACKENDS: Mapping[str, Backend] = {
    "docx": Backend(
        lambda document, pages, _faces: emit_docx.emit(document, pages),
        lambda document, _pages, data, file: tuple(verify_docx.verify(document, data, file)),
    ),
    "pdf": Backend(
        emit_pdf.emit,
        lambda document, pages, data, file: tuple(verify_pdf.verify(document, pages, data, file)),
    ),
}
"""Every format that `build --to` knows."""


def make(
    report: Report, findings: tuple[Finding, ...], faces: Faces, settings: Settings, place: str
) -> tuple[Made | None, tuple[Finding, ...]]:
    """Compose, set, emit and verify one report; `place` is its folder, for messages.

    Returns its files, or None where the findings returned with it say why there are none.
    """
    document = compose(report, draft=settings.draft)
    pages, unset = typeset(document, faces, mirror=settings.config.mirror)
    flaws = tuple(unset)
    if blocking(flaws):
        return None, flaws
    stem = safe_name(document.name + ("（草稿）" if document.draft else ""))
    outputs: dict[str, bytes] = {}
    for name in settings.formats:
        file = f"{stem}.{name}"
        outputs[file] = BACKENDS[name].emit(document, pages, faces)
        flaws += BACKENDS[name].verify(document, pages, outputs[file], f"{place}/{file}")
    if blocking(flaws):
        return None, flaws
    used = faces.used(pages)
    record = manifest(report, document, used, (*findings, *flaws), settings.config, outputs)
    served = tuple((role, face.name) for role, face in used)
    return Made(document.draft, outputs, record, served), flaws
