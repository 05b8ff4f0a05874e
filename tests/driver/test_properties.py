"""The hash that a finished file states of its figures, where it states one."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from reportctl.driver.properties import stated_hash


def docx(core: str | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("other.xml", "")
        if core is not None:
            archive.writestr("docProps/core.xml", core)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        (docx("<cp:keywords>a figures-sha256:0123456789abcdef b</cp:keywords>"), "0123456789abcdef"),
        (docx("<cp:keywords>figures:0123456789ab</cp:keywords>"), "0123456789ab"),
        (docx("<cp:keywords>figures:012</cp:keywords>"), ""),
        (docx("<cp:title>figures:0123456789ab</cp:title>"), ""),
        (docx(None), ""),
        (b"no archive", ""),
    ],
)
def test_a_document_states_its_hash_among_its_keywords(tmp_path: Path, content: bytes, stated: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert stated_hash(tmp_path / "a.docx") == stated


def test_what_is_no_pdf_states_nothing_and_what_is_not_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.PDF").write_bytes(b"no pdf")
    assert stated_hash(tmp_path / "a.PDF") == ""
    assert stated_hash(tmp_path / "b.pdf") is None


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_docx_whose_properties_cannot_be_unpacked_states_nothing(tmp_path: Path, method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("docProps/core.xml", "<cp:keywords>figures-sha256:0123456789abcdef</cp:keywords>" * 9)
    data = bytearray(packed.getvalue())
    start = 30 + len("docProps/core.xml")
    data[start : start + 8] = b"\xff" * 8
    file = tmp_path / "damaged.docx"
    file.write_bytes(data)
    assert stated_hash(file) == ""


def test_no_more_is_unpacked_than_properties_take(tmp_path: Path) -> None:
    keywords = "<cp:keywords>figures-sha256:0123456789abcdef</cp:keywords>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/core.xml", " " * (64 << 20) + keywords)
    (tmp_path / "bomb.docx").write_bytes(packed.getvalue())
    tracemalloc.start()
    try:
        assert stated_hash(tmp_path / "bomb.docx") == ""
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()
