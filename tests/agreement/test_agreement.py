"""The DOCX, through LibreOffice, has the pages and the lines of the PDF."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from libreoffice import converted, for_libreoffice
from readback import compare, pages_of
from stress import stress_document

from reportctl.bind import bind, identify
from reportctl.compose import compose
from reportctl.emit import docx, pdf
from reportctl.faces import Faces, FaceSettings, find_faces
from reportctl.model.document import AttachmentNote, Block, Document, Paragraph, Signature
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts
from reportctl.typeset import typeset

ROOT = Path(__file__).parents[2]
EXAMPLES = {"2017": ROOT / "data" / "2017.xlsx"} | {
    f"pingtan-{path.stem}": path for path in sorted((ROOT / "examples" / "pingtan").glob("*.xlsx"))
}
STRESS = [f"stress-{seed}" for seed in (1, 2, 3)]
ENDS = [f"end-{lines}-{length}-{noted}" for lines in (11, 12, 13, 14, 16) for length in (1, 3) for noted in (0, 1)]


@dataclass(frozen=True)
class Pair:
    """A document's PDF and DOCX, and what LibreOffice makes of the DOCX as it is, and with its own settings."""

    pdf: bytes
    docx: bytes
    as_is: bytes
    adapted: bytes


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    faces, _ = find_faces(FaceSettings(system=False))
    assert faces is not None
    made = {name: _made(document, faces) for name, document in _documents().items()}
    as_is = converted({name: word for name, (_, word) in made.items()}, tmp_path_factory.mktemp("as_is"))
    copies = {name: for_libreoffice(word) for name, (_, word) in made.items()}
    adapted = converted(copies, tmp_path_factory.mktemp("adapted"))
    return {name: Pair(ours, word, as_is[name], adapted[name]) for name, (ours, word) in made.items()}


def _made(document: Document, faces: Faces) -> tuple[bytes, bytes]:
    pages, findings = typeset(document, faces)
    assert findings == ()
    return pdf.emit(document, pages, faces), docx.emit(document, pages)


def _documents() -> dict[str, Document]:
    made = {name: _example(path) for name, path in EXAMPLES.items()}
    made |= {name: stress_document(int(name[-1])) for name in STRESS}
    return made | {name: _end(*map(int, name.split("-")[1:])) for name in ENDS}


def _example(path: Path) -> Document:
    workbook, _ = read_workbook(path.read_bytes(), path.name)
    layouts, _ = read_layouts(builtin_layouts())
    assert workbook is not None
    identity, _ = identify(workbook)
    assert identity is not None
    layout = next(item for item in layouts if len(item.lineage) == 1 and identity.year in item.years)
    return compose(bind(workbook, identity, layout)[0])


def _end(lines: int, length: int, noted: int) -> Document:
    """A page that ends with a signature, or just before it."""
    last = "本局全年公开政府信息一千条，比上年增加一百条，群众满意度有所提高，" * length + "完。"
    blocks: list[Block] = [*[Paragraph("前面一段说明全年工作情况。")] * lines, Paragraph(last)]
    if noted:
        blocks.append(AttachmentNote(("政府信息公开情况统计表",)))
    blocks.append(Signature("滨江市档案局", "2018年1月25日"))
    words = ("滨江市档案局", "2017年", "年度报告")
    return Document("".join(words), words, tuple(blocks), "滨江市档案局", 2017, "报告", date(2018, 1, 25), "ab" * 32)


@pytest.mark.parametrize("name", [*EXAMPLES, *STRESS, *ENDS])
@pytest.mark.parametrize("copy", ["as_is", "adapted"])
def test_pages_begin_alike_and_lines_are_the_same(pairs: dict[str, Pair], name: str, copy: str) -> None:
    pair = pairs[name]
    found = compare(pair.pdf, {"as_is": pair.as_is, "adapted": pair.adapted}[copy])
    assert found.pages == found.of_pages, found.differences
    assert found.share >= 0.98, found.differences


def test_the_stress_documents_are_long(pairs: dict[str, Pair]) -> None:
    assert all(len(pages_of(pairs[name].pdf)) >= 40 for name in STRESS)


def test_no_paragraph_has_a_line_break(pairs: dict[str, Pair]) -> None:
    for pair in pairs.values():
        with zipfile.ZipFile(io.BytesIO(pair.docx)) as archive:
            assert b"<w:br" not in archive.read("word/document.xml")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        pytest.param("word/document.xml", b'<w:spacing w:val="', b'<w:kern w:val="', id="no character spacing"),
        pytest.param("word/styles.xml", b'w:line="579"', b'w:line="590"', id="a pitch of 21 lines"),
    ],
)
def test_the_comparison_sees_what_was_spoilt(
    pairs: dict[str, Pair], tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pairs["stress-1"].docx)) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.namelist():
            content = source.read(entry)
            copy.writestr(entry, content.replace(old, new) if entry == part else content)
    found = compare(pairs["stress-1"].pdf, converted({"spoilt": target.getvalue()}, tmp_path)["spoilt"])
    assert found.pages < 0.9 * found.of_pages
    assert found.lines < found.of_lines
