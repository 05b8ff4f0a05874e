"""Nothing in a text is interpreted: it is printed as it stands, or refused by the number of its character."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import docx
import openpyxl
import pypdfium2
import pytest
from openpyxl.cell import Cell

from commandline import Command

FIRST_ROW = 57
"""The first free row of the sheet of the narrative."""
CANARY = Path("/etc/hostname")

VERBATIM = (
    '<font color="red">红</font>', f'<img src="{CANARY}"/>', '<img src="http://127.0.0.1:9/x.png"/>',
    '<a href="http://127.0.0.1:9/">链</a>', "</para>", "<para>", "<br/>", "<w:p/>", "<script>alert(1)</script>",
    "<!-- x -->", "<![CDATA[x]]>", '<?xml version="1.0"?>', "<!DOCTYPE x>", "a <total> b", "AT&T", "&bogus;", "&amp;",
    "&lt;", "&#x41;", "&", "{{7*7}}", "{0.__class__}", "{0}", "{}", "{", "}", "{{", "${x}", "#{x}", "%s %d %(x)s", "%n",
    "`id`", "$(id)", "$$x$$", "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0", "\\n\\x41", "\\textbf{}", "%PDF-1.7",
    "(括号)) Tj", "BT /F1 12 Tf ET", "endstream endobj", '"引"', "'单'", "](x)", "[x](http://127.0.0.1:9/)",
    "*粗* _斜_", "#井", "../../x", "file:///etc/hostname", "C:\\CON", "①②", "㊣", "Ａ", "Ⅷ", "½", "℃", "ﾊﾝｶｸ", "ㄅ",
    "e\u0301", "a\u3000b", "\u00d7", "1" * 60,
)  # fmt: skip
REFUSED = {
    "🙂": "OUT103", "𠮷": "OUT103", "ﷺ": "OUT103", "ไ": "OUT103", "\ue000": "CEL115", "\U000f0000": "CEL115",
    "\u202e": "CEL115", "\u2066": "CEL115", "\u200d": "CEL115", "\u00ad": "CEL115", "\ufffd": "CEL115",
    "\ufdd0": "CEL115", "\u0085": "", "_x0001_": "CEL115", "_xD800_": "CEL115",
}  # fmt: skip


def write(path: Path, texts: Sequence[str]) -> None:
    """Give the narrative a paragraph for each text, between two characters that are harmless."""
    book = openpyxl.load_workbook(path)
    sheet = book["正文"]
    for row, text in enumerate(texts, start=FIRST_ROW):
        sheet.cell(row, 1).value = "段落"
        cell = sheet.cell(row, 2)
        assert isinstance(cell, Cell)
        cell.value = f"甲{text}乙"
        cell.data_type = "s"
    book.save(path)


def bare(text: str) -> str:
    """A text without white space: where a PDF sets space between characters, readers find blanks."""
    return "".join(text.split())


def test_texts_come_out_as_they_stand_and_nothing_is_fetched(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "exec"):
            opened.append(arguments)
        if watching and event == "open" and str(arguments[0]) == str(CANARY):
            opened.append(arguments)

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr("reportlab.lib.utils.ImageReader.__init__", refuse)
    write(project / "data/2017.xlsx", VERBATIM)
    command("rules")
    sys.addaudithook(watch)
    try:
        result = command("build", "2017")
    finally:
        watching = False
    assert result.status == 0, result.out
    assert [item for item in opened if "code object" not in str(item)] == []
    [pdf] = (project / "out/2017").glob("*.pdf")
    [word] = (project / "out/2017").glob("*.docx")
    pages = pypdfium2.PdfDocument(pdf)
    shown = bare("".join(page.get_textpage().get_text_range() for page in pages))
    paragraphs = [paragraph.text for paragraph in docx.Document(str(word)).paragraphs]
    for text in VERBATIM:
        assert bare(f"甲{text}乙") in shown
        assert f"甲{text}乙" in paragraphs


@pytest.mark.parametrize("text", [text for text, code in REFUSED.items() if code], ids=ascii)
def test_a_character_that_cannot_be_printed_is_named_before_anything_is_written(
    project: Path, command: Command, text: str
) -> None:
    write(project / "data/2017.xlsx", [text])
    result = command("build", "2017")
    assert result.status == 1
    assert REFUSED[text] in result.out
    assert f"B{FIRST_ROW}" in result.out
    assert not (project / "out").exists()


@pytest.mark.parametrize("character", ["字", "x", "1", "，", "（"])
def test_a_cell_of_32767_characters_without_a_break_is_set(project: Path, command: Command, character: str) -> None:
    write(project / "data/2017.xlsx", [character * 32_765])
    result = command("build", "2017", "--to", "pdf", "--draft")
    assert result.status in (0, 1), result.err
    assert len(list((project / "out/2017").glob("*.pdf"))) == 1
