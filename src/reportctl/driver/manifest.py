"""The manifest beside each report: what it was made from, so that anyone can prove what it says."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from reportctl import __version__
from reportctl.faces import Face
from reportctl.model.document import Document
from reportctl.model.finding import Finding
from reportctl.model.report import Report

DEPENDENCIES = ("reportlab", "python-docx", "uharfbuzz", "lxml", "openpyxl", "pypdfium2")
"""The libraries whose version can change an output's bytes or what is read from a workbook."""


def manifest(
    report: Report,
    document: Document,
    fonts: Iterable[tuple[str, Face]],
    findings: Iterable[Finding],
    outputs: Mapping[str, bytes],
) -> bytes:
    """Write the manifest (reportctl-manifest/1) of a report: no clock, no machine path, no user name."""
    content = {
        "schema": "reportctl-manifest/1",
        "agency": report.agency.text,
        "year": report.year,
        "reportctl": __version__,
        "dependencies": {**{name: version(name) for name in DEPENDENCIES}, "zlib": zlib.ZLIB_RUNTIME_VERSION},
        "workbook": {"name": report.file.rsplit("/", 1)[-1], "sha256": report.sha256},
        "figures_sha256": document.figures_sha256,
        "layout": {"id": report.layout.id, "sha256": report.layout.sha256},
        "fonts": [{"role": role, "name": face.name, "sha256": face.sha256} for role, face in fonts],
        "suppressed": [
            {"code": f.rule.code, "figure": f.figure, "reason": f.reason} for f in findings if f.suppressed
        ],
        "outputs": [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in outputs.items()
        ],
    }  # fmt: skip
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
