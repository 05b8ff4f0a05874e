"""LibreOffice as a reader of our DOCX: converted in a folder of its own, with the faces that the PDF was set in."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pylopdf_fonts_zh_cn as bundled

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
FACES = {
    "仿宋_GB2312": SERIF,
    "楷体_GB2312": SERIF,
    "方正小标宋简体": SERIF,
    "宋体": SERIF,
    "黑体": SANS,
}
"""The faces that the DOCX names, and those that came with reportctl and served the PDF in their stead."""

_PRODUCT, _LIBREOFFICE = b'<w:overflowPunct w:val="0"/>', b'<w:overflowPunct w:val="1"/>'
_CONVERSION = "pdf:writer_pdf_Export"


def converted(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Convert DOCX files by name to PDF, all in one run of LibreOffice."""
    (folder / "in").mkdir()
    for name, data in files.items():
        (folder / "in" / f"{name}.docx").write_bytes(data)
    config = folder / "fonts.conf"
    config.write_text(_font_config(folder / "cache"), "utf-8")
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", _CONVERSION,
        "--outdir", str(folder / "out"), *(str(folder / "in" / f"{name}.docx") for name in files),
    ]  # fmt: skip
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(config), "LC_ALL": "C.UTF-8"}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    return {name: (folder / "out" / f"{name}.pdf").read_bytes() for name in files}


def _font_config(cache: Path) -> str:
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
        for name, face in FACES.items()
    )
    folder = Path(bundled.serif_path()).parent
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>{aliases}</fontconfig>"
    )


def for_libreoffice(data: bytes) -> bytes:
    """A copy of a DOCX with overflowPunct as LibreOffice reads it: inverted (hanging punctuation is off with 1)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == "word/styles.xml":
                assert content.count(_PRODUCT) == 1
                content = content.replace(_PRODUCT, _LIBREOFFICE)
            copy.writestr(entry, content)
    return target.getvalue()
