"""Verifying a PDF: what is right passes, and every kind of damage is found."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pdfsample import Made, make, report, sample

from reportctl.model.document import AttachmentNote, Document, Paragraph, TableBlock
from reportctl.verify.pdf import verify


def checked(made: Made, data: bytes | None = None) -> tuple[str, ...]:
    findings = verify(made.document, made.pages, made.data if data is None else data, "报告.pdf")
    return tuple(finding.rule.code for finding in findings)


def test_what_was_emitted_is_right() -> None:
    assert checked(sample()) == ()
    assert checked(sample(draft=True)) == ()


@pytest.mark.parametrize(
    "text", ["ﬁ与ﬀ", "a\u200bb", "甲-乙", "⼈民与人民", "全　角　空　格", "葛\U000e0100城", "－1.5"]
)
def test_odd_characters_are_right_too(text: str) -> None:
    assert checked(make(report(Paragraph(text), AttachmentNote(("甲", "乙"))))) == ()


def change_content(data: bytes, page: int, change: Callable[[bytes], bytes]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[page].Contents.read_bytes()
        changed = change(content)
        assert changed != content
        pdf.pages[page].Contents = pdf.make_stream(changed)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def change_block(document: Document, old: str, new: str) -> Document:
    """The document as it would have been with another text in a paragraph."""
    blocks = [replace(b, text=b.text.replace(old, new)) if isinstance(b, Paragraph) else b for b in document.blocks]
    return replace(document, blocks=tuple(blocks))


def change_cell(document: Document, old: str, new: str) -> Document:
    """The document as it would have been with another text in a table cell."""
    blocks = [
        replace(b, cells=tuple(replace(c, text=new) if c.text == old else c for c in b.cells))
        if isinstance(b, TableBlock)
        else b
        for b in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def test_a_figure_that_differs_is_named() -> None:
    made = sample()
    (finding,) = verify(change_cell(made.document, "117", "118"), made.pages, made.data, "报告.pdf")
    assert (finding.rule.code, finding.figure) == ("OUT101", "t.r17.value")
    assert (finding.expected, finding.actual) == ("118", "117")


def test_a_label_that_differs_is_found() -> None:
    made = sample()
    (finding,) = verify(change_cell(made.document, "第17项", "第18项"), made.pages, made.data, "报告.pdf")
    assert finding.rule.code == "OUT102"


def test_a_digit_of_the_text_that_differs_is_found() -> None:
    made = sample()
    (finding,) = verify(change_block(made.document, "1027", "1026"), made.pages, made.data, "报告.pdf")
    assert finding.rule.code == "OUT102"
    assert "1026" in finding.args["wanted"] and "1027" in finding.args["found"]


def test_a_changed_code_in_a_table_is_found() -> None:
    page = len(sample().pages.pages) - 1

    def swap(content: bytes) -> bytes:
        head, sep, tail = content.rpartition(b"/TD <<")
        return head + sep + re.sub(rb"<([0-9A-F]{4})([0-9A-F]{4})", rb"<\2\1", tail, count=1)

    assert "OUT101" in checked(sample(), change_content(sample().data, page, swap))


def test_a_line_that_is_gone_is_found() -> None:
    def drop(content: bytes) -> bytes:
        return re.sub(rb"BT /F\d+ 16 Tf[^\n]*ET\n", b"", content, count=1)

    assert checked(sample(), change_content(sample().data, 1, drop)) == ("OUT102",)


def test_a_figure_moved_out_of_its_cell_is_found() -> None:
    page = len(sample().pages.pages) - 1

    def move(content: bytes) -> bytes:
        head, sep, tail = content.rpartition(b"/TD <<")
        return head + sep + tail.replace(b" Tm [", b" Tm 1 0 0 1 0 20 cm [", 1).replace(b"1 0 0 1 ", b"1 0 0 1 9", 1)

    assert "OUT101" in checked(sample(), change_content(sample().data, page, move))


def test_a_page_too_few_is_found() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        del pdf.pages[-1]
        target = io.BytesIO()
        pdf.save(target)
    assert checked(sample(), target.getvalue()) == ("OUT102",)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\0" * 2000])
def test_what_is_no_pdf_is_found(data: bytes) -> None:
    assert checked(sample(), data) == ("OUT102",)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=40))
def test_damaged_bytes_never_raise(position: int, junk: bytes) -> None:
    data = sample().data
    at = position % len(data)
    checked(sample(), data[:at] + junk + data[at + len(junk) :])
    checked(sample(), data[:at])
