import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from scaffold_forms import FORM, figures_file, sheet, written

from reportctl.model.figures_file import RawAcceptance, RawBreakdown, RawPart
from reportctl.scaffold import scaffold

HOSTILE = ["=1+1", "+SUM(A1)", "-5%", "@cmd", "#REF!", '=HYPERLINK("http://x")']


def test_the_same_content_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from scaffold_forms import FORM\n"
        "from reportctl.scaffold import scaffold\n"
        "data = scaffold(FORM, None, agency='青山水务站', year=2005, carried={})\n"
        "sys.stdout.buffer.write(data)"
    )
    here = str(Path(__file__).parent)
    runs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code, here],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == scaffold(FORM, None, agency="青山水务站", year=2005, carried={})


def test_no_time_and_no_name_of_the_machine() -> None:
    data = scaffold(FORM, None, agency="青山水务站", year=2005, carried={})
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {3}
        assert archive.testzip() is None
    properties = written().properties
    assert properties.creator == properties.lastModifiedBy == "reportctl"
    assert properties.title == "青山水务站2005年水井工作报告"
    assert properties.created is not None
    assert properties.created.year == 1980
    assert properties.modified == properties.created


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula(text: str) -> None:
    figures = figures_file(
        figures={"a.all.n": text},
        details={"address": text},
        narrative={"s1": (text,)},
        preamble=(text,),
        notes={"a.all.n": text},
        breakdowns=(RawBreakdown(None, text, "sum", text, text, (RawPart(text, text),)),),
        acceptances=(RawAcceptance("SUM101", "a.all.n", text),),
    )
    book = written(figures=figures)
    kinds = [
        cell.data_type
        for found in book.worksheets
        for row in found.iter_rows()
        for cell in row
        if cell.value is not None and text in str(cell.value)
    ]
    assert len(kinds) == 12
    assert set(kinds) == {"s"}
    assert sheet(book, "水井")["C6"].value == text
    assert sheet(book, "水井")["C6"].quotePrefix is (text[0] in "=+-@")


def test_an_ampersand_in_the_title_is_no_code_of_the_header() -> None:
    data = scaffold(FORM, None, agency="A&B", year=2005, carried={})
    with ZipFile(BytesIO(data)) as archive:
        assert b"&amp;RA&amp;&amp;B2005" in archive.read("xl/worksheets/sheet1.xml")
