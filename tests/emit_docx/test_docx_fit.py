"""The spacing that makes a word processor break a line where the page layout did."""

from __future__ import annotations

import pytest
from docx_samples import NS, document, elements, emit, faces, style, text, value
from docx_samples import body as body_of

from reportctl.emit.docx.fit import Piece, breadth, runs, spacing
from reportctl.model.document import AttachmentNote, Block, Paragraph, Signature
from reportctl.model.pages import SetLine
from reportctl.typeset import typeset

EM = 320


def line(
    count: int, width: float, *, stretches: int = 1, dashes: int = 0, joins: int = 0, joined: bool = False
) -> SetLine:
    return SetLine(0, count, 0, width, stretches, dashes, joins, joined)


def test_a_line_of_the_grid_keeps_the_spacing_of_its_style() -> None:
    # 28 characters of 16 pt are 8960 twips; five less for each but the last leave 19 of 8844.
    full = line(28, 28 * 16.0)
    assert breadth(full, EM, -5) == 8960 - 27 * 5
    assert set(spacing([full, full], [Piece("字" * 28)], [8844, 8844], em=EM, base=-5, justified=True)) == {-5}


@pytest.mark.parametrize(
    ("given", "space"),
    [
        # One more than fits: 9280 twips less 28 times 16 are 8832, less 28 times 15 are 8860; 8836 is the limit.
        (line(29, 29 * 16.0), -16),
        # One too few: 8640 twips and 27 times 7 are 8829, 27 times 8 are 8856.
        (line(27, 27 * 16.0), 7),
        # Word adds 80 twips at each of two joins, and each stretch may be 8 wider: 8824 = 8640 + 160 + 24.
        (line(27, 27 * 16.0, stretches=3, joins=2), 0),
        # LibreOffice asks for 64 twips at a line's end where a join is: 8640 + 64 + 27 * 4 = 8812, 8839 with 5.
        (line(27, 27 * 16.0, joined=True), 4),
        # A dash is not widened: 8640 and 25 times 7 are 8815.
        (line(27, 27 * 16.0, dashes=1), 7),
        # A dash is narrowed once: 9280 less 27 times 17 are 8821, less 27 times 16 are 8848.
        (line(29, 29 * 16.0, dashes=1), -17),
    ],
)
def test_a_justified_line_is_spaced_to_just_fit(given: SetLine, space: int) -> None:
    following = SetLine(given.end, given.end + 1, 0, 16.0, 1, 0, 0, joined=False)
    piece = Piece("字" * (given.end + 1))
    spaces = spacing([given, following], [piece], [8844, 8844], em=EM, base=-5, justified=True)
    assert set(spaces[: given.end]) == {space}
    assert spaces[given.end] == -5


def test_a_ragged_line_is_only_ever_narrowed() -> None:
    short, long = line(3, 48.0), line(5, 80.0)
    assert set(spacing([short], [Piece("一二三")], [2000], em=EM, base=0, justified=False)) == {0}
    # 1600 twips in 1500: four times 27 are 108, four times 26 are 104, and 8 stay free.
    assert set(spacing([long], [Piece("一二三四五")], [1500], em=EM, base=0, justified=False)) == {-27}


def test_a_loose_line_leaves_its_dash_alone() -> None:
    text_of = "甲——乙丙"
    loose = line(5, 80.0, dashes=1)
    after = SetLine(5, 6, 0, 16.0, 1, 0, 0, joined=False)
    spaces = spacing([loose, after], [Piece(text_of + "丁")], [2200, 2200], em=EM, base=-5, justified=True)
    assert spaces == [197, -5, -5, 197, 197, -5]


def test_a_run_ends_where_style_or_spacing_change() -> None:
    parts = runs([Piece("一二", "Lead"), Piece("三四五")], [-5, -5, -5, 3, 3], base=-5)
    made = elements(*parts)
    assert [text(r) for r in made] == ["一二", "三", "四五"]
    assert [value(r, "w:rPr/w:rStyle") for r in made] == ["Lead", None, None]
    assert [value(r, "w:rPr/w:spacing") for r in made] == [None, None, "3"]


def report(lines: int) -> list[Block]:
    last = "全年公开政府信息一千条，比上年增加一百条，群众满意度进一步有所提高。"
    return [*[Paragraph("甲。")] * lines, Paragraph(last), Signature("某市某局", "2018年1月25日")]


@pytest.mark.parametrize("lines", range(10, 20))
def test_the_end_of_the_body_is_tied_only_as_the_pages_need_it(lines: int) -> None:
    tree = document(*report(lines))
    pages, _ = typeset(tree, faces())
    set_lines = pages.texts[lines]
    paragraphs = [p for p in body_of(emit(tree)).iterfind("w:p", NS) if style(p) == "BodyText"]
    kept = paragraphs[-1].find("w:pPr/w:keepNext", NS) is not None
    pitch = int(value(paragraphs[-1], "w:pPr/w:spacing", "line") or 579)
    parted = len({one.page for one in set_lines}) > 1
    assert kept == (not parted)
    # Widened lines fill the page so far that the last one does not fit, but all others do.
    assert (pitch > 579) == bool(parted and set_lines[-1].moved)
    if pitch > 579:
        widened = (lines + len(set_lines) - 1) * (pitch - 579)
        free = set_lines[-1].moved * 579 + 18 - widened
        assert 0 <= free < 579


def test_a_note_and_what_it_belongs_to_stay_together() -> None:
    tree = document(Paragraph("甲。"), AttachmentNote(("表",)), Signature("某市某局", "2018年1月25日"))
    kept = [style(p) for p in body_of(emit(tree)).iterfind("w:p", NS) if p.find("w:pPr/w:keepNext", NS) is not None]
    assert kept == ["BodyText", "AttachmentNote"]
