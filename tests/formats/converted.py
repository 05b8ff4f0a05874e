"""Workbooks in other formats: converted by LibreOffice, written as a text file, or made part by part."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"


def converted(workbook: Path, ending: str, folder: Path) -> bytes:
    """A workbook as LibreOffice saves it in another format."""
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending,
        "--outdir", str(folder), str(workbook),
    ]  # fmt: skip
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    return (folder / f"{workbook.stem}.{ending}").read_bytes()


def as_text(workbook: Path, delimiter: str = ",") -> str:
    """All sheets of a workbook in one text file, each under its name in square brackets."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter)
    for sheet in load_workbook(workbook):
        writer.writerow([f"[{sheet.title}]"])
        for row in sheet.iter_rows(values_only=True):
            writer.writerow([_text(value) for value in row])
    return target.getvalue()


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def open_document(body: str, styles: str = "") -> bytes:
    """An OpenDocument workbook with this content of its spreadsheet and these automatic styles."""
    spaces = " ".join(f'xmlns:{name}="{NAMES}{name}:1.0"' for name in ("office", "table", "text", "style"))
    extension = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    drawing = f'xmlns:draw="{NAMES}drawing:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} {extension} {drawing}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def table(rows: str, name: str = "表", style: str = "") -> str:
    """A sheet of an OpenDocument workbook."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'
