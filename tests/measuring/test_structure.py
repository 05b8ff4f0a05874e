"""The tags of finished PDFs, and what the checks say to spoilt ones."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from measuring.specimens import emitted, made, remade, report
from measuring.spoiling import respelled
from measuring.structure import faults
from reportctl.model.document import Heading, Paragraph


@pytest.mark.parametrize("name", ["specimen", "mirrored", "draft", "corpus"])
def test_the_tags_of_a_finished_file_have_no_fault(name: str) -> None:
    assert faults(made(name).pdf) == []


def test_a_text_that_skips_a_level_of_headings_does_not_skip_one_in_its_tags() -> None:
    file = emitted(
        report(Heading(1, "一、概述"), Heading(4, "（1）责任"), Paragraph("全年没有变化。"), Heading(2, "（一）乙"))
    )
    assert faults(file.pdf) == []
    with pikepdf.open(io.BytesIO(file.pdf)) as pdf:
        assert [str(e.S) for e in pdf.Root.StructTreeRoot.K[0].K] == ["/H1", "/H2", "/H3", "/P", "/H3"]


def test_a_character_of_private_use_makes_it_level_u() -> None:
    file = emitted(report(Paragraph("全年没有变化。")))
    private = remade(file, respelled(file.pages, "变", "\ue000"))
    for data, level in ((file.pdf, b"A"), (private, b"U")):
        assert b"<pdfaid:conformance>" + level in data
        assert faults(data) == []


def untagged(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def without_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("简体中文")


def without_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def with_tabs_by_rows(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Tabs = pikepdf.Name("/R")


def renamed(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def rename(pdf: pikepdf.Pdf) -> None:
        found = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == old)
        found.S = pikepdf.Name(new)

    return rename


def headless(pdf: pikepdf.Pdf) -> None:
    for o in pdf.objects:
        if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH":
            o.S = pikepdf.Name("/TD")


def changed_cell(name: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        cell = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH" and "/A" in o)
        cell.A[f"/{name}"] = value

    return change


def orphaned(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K[3].P = pdf.Root.StructTreeRoot


def cut_out(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].K[2]


def turned_round(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = pikepdf.Array(list(document.K)[::-1])


def replaced(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def replace(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        assert old in content
        pdf.pages[0].Contents = pdf.make_stream(content.replace(old, new, 1))

    return replace


def with_unicode_value(value: bytes) -> Callable[[pikepdf.Pdf], None]:
    def revalue(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<5E74>", b"<" + value + b">"))

    return revalue


def with_annotation(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Text"))]
    )


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (untagged, "not said to be tagged"),
        (without_tree, "no structure tree"),
        (without_language, "no language"),
        (without_title, "the title is not shown"),
        (with_tabs_by_rows, "tabs do not follow the structure"),
        (renamed("/P", "/Text"), "Text is no standard type"),
        (renamed("/TR", "/Div"), "TH in Div"),
        (renamed("/H1", "/P"), "no title"),
        (renamed("/H3", "/H5"), "a level of headings is skipped"),
        (headless, "a table without heads"),
        (changed_cell("Scope", pikepdf.Name("/Up")), "a head without scope"),
        (changed_cell("ColSpan", 7), "a table that does not close"),
        (changed_cell("RowSpan", 99), "a table that does not close"),
        (orphaned, "does not name its parent"),
        (cut_out, "marked content is not in the tree"),
        (turned_round, "the order of the tree is not that of the pages"),
        (replaced(b"<</Type /Pagination>> BDC", b"<<>> BDC EMC /Span BMC"), "outside all marked content"),
        (replaced(b"<</MCID 1>>", b"<</MCID 0>>"), "have not the same content"),
        (with_unicode_value(b"E000"), "private use at level A"),
        (with_unicode_value(b"0000"), "a code stands for no character"),
        (with_annotation, "an annotation without a description"),
    ],
)
def test_what_was_spoilt_is_seen(spoil: Callable[[pikepdf.Pdf], None], fault: str) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made("specimen").pdf)) as pdf:
        spoil(pdf)
        pdf.save(target)
    assert any(fault in found for found in faults(target.getvalue()))
