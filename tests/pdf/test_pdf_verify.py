"""Verifying a PDF: what is right passes, and every kind of damage is found."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pdfsample import Made, make, report, sample

from reportctl.model.document import Attachment, AttachmentNote, DocCell, Document, Paragraph, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.pages import CellBox, Pages
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
        return re.sub(rb"BT [^\n]*\] TJ ET\n", b"", content, count=1)

    assert checked(sample(), change_content(sample().data, 1, drop)) == ("OUT102",)


def test_a_figure_moved_out_of_its_cell_is_found() -> None:
    page = len(sample().pages.pages) - 1

    def move(content: bytes) -> bytes:
        head, sep, tail = content.rpartition(b"/TD <<")
        return head + sep + re.sub(rb"BT (\S+) (\S+) Td", rb"BT 9\1 2\2 Td", tail, count=1)

    assert "OUT101" in checked(sample(), change_content(sample().data, page, move))


def small_table(*texts: tuple[str, str]) -> Made:
    """A page with a table that has text above and below it, if not told otherwise 指标 and 数量 over 收件 and 7."""
    texts = texts or (("指标", "数量"), ("收件", "7"))
    cells = [
        DocCell(row, column, 1, 1, CellRole.VALUE, text, figure=f"t.{row}.{column}" if row else None)
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    table = TableBlock("t", "统计表", "", 2, 2, 1, (28, 28), tuple(cells), foot=("审核人：某某",))
    return make(report(Attachment("附件"), table))


def last_page(made: Made) -> int:
    return len(made.pages.pages) - 1


def box_of(made: Made, text: str) -> CellBox:
    """The frame of the table cell with this text."""
    (table,) = made.document.tables()
    (box,) = (box for box in made.pages.pages[-1].boxes if table.cells[box.cell].text == text)
    return box


def draw_figure_at(made: Made, x: float) -> bytes:
    """The file with the 7 in its table, which is the last text in a cell, drawn at another place of its line."""

    def move(content: bytes) -> bytes:
        head, mark, tail = content.rpartition(b"/TD <<")
        return head + mark + re.sub(rb"BT [0-9.]+ ", b"BT %.3f " % x, tail, count=1)

    return change_content(made.data, last_page(made), move)


def test_a_figure_belongs_to_the_cell_that_has_the_middle_of_its_ink() -> None:
    made = small_table()
    left = box_of(made, "7").left
    assert checked(made, draw_figure_at(made, left + 1)) == ()
    assert checked(made, draw_figure_at(made, left - 2)) == ()
    assert checked(made, draw_figure_at(made, left - 4)) == ("OUT101", "OUT101")
    assert checked(made, draw_figure_at(made, left - 12)) == ("OUT101", "OUT101")


@pytest.mark.parametrize("x", [-50, 30, 560, 700])
def test_a_figure_beside_its_table_is_found(x: float) -> None:
    assert checked(small_table(), draw_figure_at(small_table(), x)) == ("OUT102", "OUT101")


def test_a_figure_drawn_twice_is_found() -> None:
    made = small_table()

    def repeat(content: bytes) -> bytes:
        head, mark, tail = content.rpartition(b"/TD <<")
        line = tail[tail.index(b"BT") : tail.index(b"ET") + 2]
        return head + mark + tail.replace(line, line + b" " + re.sub(rb"BT [0-9.]+", b"BT 510", line), 1)

    assert checked(made, change_content(made.data, last_page(made), repeat)) == ("OUT101",)


def test_text_below_a_table_that_comes_first_is_found() -> None:
    made = small_table()

    def swap(content: bytes) -> bytes:
        foot = content[content.rindex(b"/P <<") : content.rindex(b"/Artifact")]
        return foot + content.replace(foot, b"")

    assert checked(made, change_content(made.data, last_page(made), swap)) == ("OUT102",)


def without_box(made: Made, text: str) -> Pages:
    """The pages as if the cell with this text had no frame."""
    page = made.pages.pages[-1]
    boxes = tuple(box for box in page.boxes if box != box_of(made, text))
    return replace(made.pages, pages=(*made.pages.pages[:-1], replace(page, boxes=boxes)))


def test_text_where_no_cell_is_is_found() -> None:
    made = small_table()
    (finding,) = verify(made.document, without_box(made, "收件"), made.data, "报告.pdf")
    assert (finding.rule.code, finding.args["wanted"]) == ("OUT102", "审核人：某某")


def test_a_figure_that_is_read_twice_does_not_make_up_for_one_that_is_not_read() -> None:
    made = small_table(("收", "7"), ("件", "7"))
    edge = made.pages.height - box_of(made, "件").top

    def raise_the_second_and_drop_the_first(content: bytes) -> bytes:
        first, second = content[: content.rindex(b"/TD <<")], content[content.rindex(b"/TD <<") :]
        before, mark, seven = first[: first.rindex(b"/TD <<")].rpartition(b"/TD <<")
        seven = re.sub(rb"<[0-9A-F]+>", b"<>", seven)
        second = re.sub(rb"(1 0 0 1 [0-9.]+) [0-9.]+", rb"\1 %.3f" % (edge - 5), second, count=1)
        return before + mark + seven + first[first.rindex(b"/TD <<") :] + second

    data = change_content(made.data, last_page(made), raise_the_second_and_drop_the_first)
    assert checked(made, data) == ("OUT102",)
    assert verify(made.document, without_box(made, "收"), data, "报告.pdf")


def test_reading_leaves_no_circles_for_the_collector() -> None:
    made = small_table()
    checked(made)
    gc.collect()
    gc.disable()
    try:
        checked(made)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_page_too_few_is_found() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        del pdf.pages[-1]
        target = io.BytesIO()
        pdf.save(target)
    assert checked(sample(), target.getvalue()) == ("OUT102",)


def test_a_page_that_is_none_is_found() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        pdf.Root.Pages.Kids[1].Type = pikepdf.Name.Font
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
