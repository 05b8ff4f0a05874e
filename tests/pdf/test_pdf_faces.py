"""Faces of every kind of font file, embedded: the archive's validator is content, and the text can be copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pdfsample import report
from pikepdf.pdfa import validate_written

from fontfiles import cff_font, collection, glyf_font, named_cff_font
from measuring.structure import faults
from reportctl.emit.pdf import emit
from reportctl.faces import FaceSettings, Role, find_faces
from reportctl.model.document import Paragraph
from reportctl.typeset import typeset

TEXT = "依法公开政府信息，由喆堃、赟、𬭼四位同志办理。"
SOME = "依法公开政府信息"


def otf(folder: Path) -> str:
    return str(cff_font(folder / "a.otf", SOME))


def named(folder: Path) -> str:
    return str(named_cff_font(folder / "a.otf", SOME))


def ttf(folder: Path) -> str:
    return str(glyf_font(folder / "a.ttf", SOME))


def ttc(folder: Path) -> str:
    return str(collection(folder / "a.ttc", [glyf_font(folder / "b", SOME), glyf_font(folder / "c", SOME)]))


def variable(folder: Path) -> str:
    return str(glyf_font(folder / "a.ttf", SOME, weights=(100, 100, 900)))


@pytest.mark.parametrize("make", [otf, named, ttf, ttc, variable])
def test_a_face_of_any_kind_is_embedded(tmp_path: Path, make: Callable[[Path], str]) -> None:
    faces, findings = find_faces(FaceSettings({Role.BODY: make(tmp_path)}, system=False))
    assert faces is not None and findings == ()
    document = report(Paragraph(TEXT))
    pages, flaws = typeset(document, faces)
    assert flaws == ()
    data = emit(document, pages, faces)
    assert data == emit(document, pages, faces)
    path = tmp_path / "a.pdf"
    path.write_bytes(data.replace(b"conformance>A<", b"conformance>B<"))
    # Of glyphs with names the validator says only that it cannot judge them.
    unjudged = [("pikepdf:font-file", "unsupported")] if make is named else []
    assert [(found.rule, found.kind) for found in validate_written(path, "2b").findings] == unjudged
    assert faults(data) == []
    with pdfium.PdfDocument(data) as pdf:
        assert TEXT in "".join(pdf[0].get_textpage().get_text_range().split())
    # The face has the first characters, the others come from the next of its chain.
    runs = [run for line in pages.pages[0].lines for run in line.runs if run.size == 16]
    assert runs[0].text == SOME
    assert len({run.face for run in runs}) == 2
