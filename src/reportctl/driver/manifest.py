"""The manifest beside each report: what it was made from, so that anyone can prove what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from reportctl import __version__
from reportctl.driver.versions import versions
from reportctl.model.config import Config
from reportctl.model.document import Document
from reportctl.model.finding import Finding
from reportctl.model.report import Report

if TYPE_CHECKING:
    from reportctl.faces import Face


def manifest(
    report: Report,
    document: Document,
    fonts: Iterable[tuple[str, Face]],
    findings: Sequence[Finding],
    config: Config,
    outputs: Mapping[str, bytes],
) -> bytes:
    """Write the manifest (reportctl-manifest/1) of a report: no clock, no machine path, no user name.

    `findings` are those of the check: what is not accepted is kept by code, so that a report which need not be built
    again is still counted with its warnings.
    """
    before = report.previous
    content = {
        "schema": "reportctl-manifest/1",
        "agency": report.agency.text,
        "year": report.year,
        "reportctl": __version__,
        "dependencies": versions(),
        "workbook": {**_source(report), "previous": report.detail("previous")},
        "previous": _source(before) if before else None,
        "figures_sha256": document.figures_sha256,
        "layout": {"id": report.layout.id, "sha256": report.layout.sha256},
        "fonts": [{"role": role, "name": face.name, "sha256": face.sha256} for role, face in fonts],
        "suppressed": [
            {"code": f.rule.code, "figure": f.figure, "reason": f.reason} for f in findings if f.suppressed
        ],
        "findings": [
            {"code": f.rule.code, "severity": f.grade.value} for f in findings if not f.suppressed
        ],
        "severities": {key: severity.value for key, severity in sorted(config.severities.items())},
        "page": page_settings(config),
        "outputs": [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in outputs.items()
        ],
    }  # fmt: skip
    return written(content)


def page_settings(config: Config) -> dict[str, bool]:
    """The settings of the page, as manifests keep them."""
    return {"mirror": config.mirror}


def written(content: Mapping[str, object]) -> bytes:
    """A manifest as a file; the name of a workbook that is no UTF-8 is kept in escapes."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")


def _source(report: Report) -> dict[str, str]:
    return {"name": report.file.rsplit("/", 1)[-1], "sha256": report.sha256}
