"""`rules --to`: every code on two pages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from commandline import Command
from reportctl.driver.fonts import project_faces
from reportctl.driver.leaflet import leaflet
from reportctl.driver.project import open_project
from reportctl.model.finding import Rule
from reportctl.rules import CATALOGUE


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_stands_on_two_pages(project: Path, command: Command, language: str) -> None:
    result = command("--lang", language, "rules", "--to", "pdf")
    assert (result.status, result.out) == (0, "")
    assert "reportctl-rules.pdf" in result.err
    read = pages((project / "reportctl-rules.pdf").read_bytes())
    assert len(read) == 2
    text = "".join(read)
    assert [rule.code for rule in CATALOGUE if rule.code not in text] == []


def test_the_word_document_names_every_code_too(project: Path, command: Command) -> None:
    assert command("rules", "--to", "docx", "-o", "codes.docx").status == 0
    with zipfile.ZipFile(project / "codes.docx") as archive:
        body = archive.read("word/document.xml").decode()
    assert [rule.code for rule in CATALOGUE if rule.code not in body] == []


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_bytes_every_time(project: Path, command: Command, form: str) -> None:
    for name in ("a", "b"):
        assert command("rules", "--to", form, "-o", name).status == 0
    assert (project / "a").read_bytes() == (project / "b").read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hundred_and_thirty_codes_still_fit(tmp_path: Path, language: str) -> None:
    faces, lacking = project_faces(open_project(tmp_path))
    assert faces is not None, lacking
    spare = max(0, 130 - len(CATALOGUE))
    more = [replace(rule, code=f"{rule.code[:3]}{900 + i}") for i, rule in enumerate(CATALOGUE[:spare])]
    rules: list[Rule] = sorted([*CATALOGUE, *more][:130], key=lambda rule: rule.code)
    assert len(rules) == 130
    data, flaws = leaflet(tuple(rules), faces, "pdf", language, "codes.pdf")
    assert flaws == ()
    assert data is not None
    assert len(pages(data)) == 2


def test_a_file_without_a_format_is_wrong_usage(project: Path, command: Command) -> None:
    result = command("rules", "-o", "codes.pdf")
    assert result.status == 2
    assert "要与 --to 同用" in result.err


def test_a_place_that_cannot_be_written_is_the_machines_fault(project: Path, command: Command) -> None:
    (project / "taken").write_text("")
    assert command("rules", "--to", "pdf", "-o", "taken/codes.pdf").status == 4


def test_the_list_for_the_screen_needs_no_faces(project: Path, command: Command) -> None:
    result = command("rules")
    assert len(result.out.splitlines()) == len(CATALOGUE)
    assert result.out.startswith("CEL101")
