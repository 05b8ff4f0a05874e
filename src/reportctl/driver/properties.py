"""The hash of the figures that a finished file states among its properties."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.model.pattern import regex

_STATED = regex(r"figures(?:-sha256)?:([0-9a-f]{12,64})")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the parts of an Office document are packed; other methods fail in ways of their own."""
_MOST = 1 << 20
"""Bytes that are unpacked: properties take a thousand, whatever somebody put in their place."""


def stated_hash(path: Path) -> str | None:
    """The hash, or its beginning, in the keywords of a DOCX or PDF; "" where it states none, None without a file."""
    try:
        data = read_bounded(path)
    except UnreadableFile:
        return None
    found = _STATED.search(_keywords(data, path.suffix.lower()))
    return found[1] if found else ""


def _keywords(data: bytes, ending: str) -> str:
    if ending == ".pdf":
        import pypdfium2 as pdfium

        try:
            with pdfium.PdfDocument(data) as pdf:
                return str(pdf.get_metadata_value("Keywords"))
        except pdfium.PdfiumError:
            return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.getinfo("docProps/core.xml")
            if part.compress_type not in _METHODS:
                return ""
            with archive.open(part) as stream:
                core = stream.read(_MOST).decode("utf-8", "replace")
    except (
        zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, OSError, NotImplementedError,
        RuntimeError,
    ):  # fmt: skip
        return ""
    keywords = re.search(r"<cp:keywords>([^<]*)</cp:keywords>", core)
    return keywords[1] if keywords else ""
