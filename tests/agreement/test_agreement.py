"""The DOCX, through LibreOffice, has the pages and the lines of the PDF."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import agreed
import pytest
from agreed import NAMES, STRESS, Pair
from libreoffice import converted
from readback import compare, pages_of

from measuring import marks, pdfpage
from measuring.requirements import GEOMETRY, REQUIREMENTS, Requirement, kept
from measuring.tables import DOCUMENT, block, printed


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    return agreed.pairs(tmp_path_factory.mktemp("pairs"))


@pytest.mark.parametrize("name", NAMES)
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


@pytest.mark.parametrize("copy", ["as_is", "adapted"])
@pytest.mark.parametrize("requirement", [r for r in REQUIREMENTS if r.printed is not None], ids=lambda r: r.key)
def test_the_docx_as_printed_keeps_to_the_standard(pairs: dict[str, Pair], requirement: Requirement, copy: str) -> None:
    pair = pairs["specimen" if requirement in GEOMETRY else "corpus"]
    values = requirement.pdf({"as_is": pair.as_is, "adapted": pair.adapted}[copy])
    assert requirement.printed is not None
    assert kept(values, requirement.wanted, requirement.printed), values


@pytest.mark.parametrize("name", STRESS)
def test_no_line_of_a_long_document_begins_or_ends_wrongly(pairs: dict[str, Pair], name: str) -> None:
    for data in (pairs[name].pdf, pairs[name].as_is):
        found = marks.count(pdfpage.body_lines(data))
        assert found.lines > 500
        assert (found.starts, found.ends, found.parted) == ((), (), ())


def test_mirrored_margins_are_those_of_the_docx_too(pairs: dict[str, Pair]) -> None:
    for parity, left in ((1, 28), (0, 26)):
        areas = pdfpage.type_areas(pairs["mirrored"].as_is, parity)
        assert areas
        assert all(area.left == pytest.approx(left, abs=0.2) for area in areas)
    numbers = pdfpage.page_numbers(pairs["mirrored"].as_is, even_left=26)
    assert all(number.side == ("right" if number.number % 2 else "left") for number in numbers)


def test_the_tables_of_what_was_measured_are_current(pairs: dict[str, Pair]) -> None:
    """If this fails, run `make docs`."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert block(text, "agreement") == agreed.agreement(pairs)
    prints = {name: pairs[name].as_is for name in ("specimen", "corpus")}
    assert block(text, "printed") == printed(prints)
    assert "✗" not in printed(prints)
