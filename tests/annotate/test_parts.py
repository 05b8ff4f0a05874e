"""Parts of workbooks that other programs wrote: sizes of sheets, drawings, notes, styles, with something missing."""

from __future__ import annotations

import pytest
from lxml import etree

from reportctl.annotate.notes import MAIN, Note, Placed, add_notes
from reportctl.annotate.package import Unsuited
from reportctl.annotate.sheet import Geometry, read_sheet
from reportctl.annotate.styles import add_styles
from reportctl.annotate.vml import decoded, redrawn
from reportctl.model.finding import Severity


def sheet(inner: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}">{inner}</worksheet>'.encode()


def note(ref: str) -> Note:
    return Note(ref, Severity.ERROR, ((Severity.ERROR, "head", "body"),))


NOTE = note("A1")


def test_sizes_are_those_of_the_sheet_in_pixels() -> None:
    """A column of 10 letters is 10 × 7 + 5 pixels wide, a row of 15 points 15 × 4/3 pixels high."""
    geometry = read_sheet(
        sheet(
            '<sheetFormatPr defaultColWidth="10" defaultRowHeight="15"/><cols><col min="2" max="3" width="20"/></cols>'
            '<sheetData><row r="1" ht="30"/><row r="2" ht="0"/><row r="3"/></sheetData>'
        )
    ).geometry
    assert [geometry.width(column) for column in (1, 2, 3, 4)] == [75, 145, 145, 75]
    assert [geometry.height(row) for row in (1, 2, 3)] == [40, 1, 20]


def test_sizes_that_are_none_do_no_harm() -> None:
    geometry = read_sheet(
        sheet(
            '<sheetFormatPr defaultColWidth="wide" defaultRowHeight="-3"/><cols><col min="x" max="99999999" '
            'width="9999"/></cols><sheetData><row r="one" ht="1e9"/></sheetData>'
        )
    ).geometry
    assert (geometry.width(1), geometry.height(1)) == (5, 20)
    assert geometry.rows == {0: round(1000 * 4 / 3)}
    assert geometry.columns == [(0, 0, 7005)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_drawing_belongs_before_what_stands_behind_it(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{sheet("<sheetData/><tableParts/><extLst/>").decode()}'
    written = read_sheet(text.encode(encoding)).with_drawing("rId9")
    children = [etree.QName(child).localname for child in etree.fromstring(written)]
    assert children == ["sheetData", "legacyDrawing", "tableParts", "extLst"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"<worksheet>", "no well-formed XML"),
        (b"\xff\xfe<\x00w", "no well-formed XML"),
        (b"\xff\xfe<\x00w\x00x", "no well-formed XML"),
        (b"<worksheet/>", "incomplete"),
        (b"<worksheet></worksheet>", "incomplete"),
    ],
)
def test_a_sheet_that_takes_no_drawing_says_why(data: bytes, cause: str) -> None:
    with pytest.raises(Unsuited, match=cause):
        read_sheet(data)


def shape(row: int, anchor: str, kind: str = "Note") -> str:
    return (
        f'<v:shape id="_x0000_s1030"><x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>'
        f"<x:Row>{row}</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>"
    )


def test_a_box_grows_by_what_is_added_to_its_note() -> None:
    """Two lines of 17 pixels and 14 of padding are 48: two rows of 20 and 8 pixels of a third."""
    drawing = f"<xml>{shape(0, '1, 0, 0, 0, 3, 0, 2, 0')}</xml>"
    assert "<x:Anchor>1, 0, 0, 0, 3, 0, 4, 8</x:Anchor>" in redrawn(
        drawing, frozenset(), {"A1": NOTE}, {}, Geometry()
    )  # fmt: skip


@pytest.mark.parametrize(
    "box",
    [
        shape(0, "1, 2, 3"),
        shape(0, "1, 0, 0, 0, 3, 0, two, 0"),
        shape(4, "1, 0, 0, 0, 3, 0, 2, 0"),
        shape(0, "1, 0, 0, 0, 3, 0, 2, 0", "Button"),
        "<v:shape>no place</v:shape>",
    ],
)
def test_a_box_that_is_not_understood_or_not_meant_stays_as_it_is(box: str) -> None:
    drawing = f"<xml>{box}</xml>"
    assert redrawn(drawing, frozenset(), {"A1": NOTE}, {}, Geometry()) == drawing


def test_a_box_goes_with_its_note_and_new_ones_have_new_numbers() -> None:
    drawing = f"<xml>{shape(0, '1')}{shape(1, '1')}</xml>"
    changed = redrawn(drawing, frozenset({"A1"}), {}, {"C3": note("C3")}, Geometry())
    assert changed.count("<x:Row>0</x:Row>") == 0
    assert changed.count("<x:Row>1</x:Row>") == 1
    assert 'id="_x0000_s1031"' in changed
    assert "<x:Row>2</x:Row><x:Column>2</x:Column>" in changed


def test_a_drawing_without_an_end_or_text_is_refused() -> None:
    with pytest.raises(Unsuited, match="incomplete"):
        redrawn("<xml>", frozenset(), {}, {"A1": NOTE}, Geometry())
    with pytest.raises(Unsuited, match="well-formed"):
        decoded(b"<xml>\xff</xml>")
    assert decoded("<xml/>".encode("utf-16")) == "<xml/>"


def comments(inner: str) -> etree._Element:
    return etree.fromstring(f'<comments xmlns="{MAIN}">{inner}</comments>')


def said(root: etree._Element) -> list[str]:
    return ["".join(map(str, element.itertext())) for element in root.iter(f"{{{MAIN}}}comment")]


def test_notes_are_added_to_a_part_that_has_not_even_a_list() -> None:
    root = comments("")
    assert add_notes(root, {"A1": NOTE}) == Placed(frozenset({"A1"}), frozenset(), frozenset(), frozenset())
    assert [etree.QName(child).localname for child in root] == ["authors", "commentList"]
    assert said(root) == ["head\nbody"]


@pytest.mark.parametrize("author", ['authorId="7"', 'authorId="one"', 'authorId="1234567"', ""])
def test_a_note_of_nobody_known_is_somebody_elses(author: str) -> None:
    root = comments(f'<authors><author/></authors><commentList><comment ref="A1" {author}/></commentList>')
    for _ in range(2):
        placed = add_notes(root, {"A1": NOTE})
        assert placed.own == placed.gone == frozenset()
        assert said(root) == ["\n—— reportctl ——\nhead\nbody"]


def test_a_plain_note_keeps_its_words_and_its_reading() -> None:
    root = comments(
        '<authors><author>甲</author></authors><commentList><comment ref="A1" authorId="0"><text><t>原话</t>'
        "<phoneticPr/></text></comment></commentList>"
    )
    assert add_notes(root, {"A1": NOTE}).grown == {"A1"}
    assert said(root) == ["原话\n—— reportctl ——\nhead\nbody"]
    (text,) = root.iter(f"{{{MAIN}}}text")
    assert etree.QName(text[-1]).localname == "phoneticPr"
    assert add_notes(root, {}).grown == frozenset()
    assert said(root) == ["原话"]


def test_styles_are_added_where_there_are_none_in_the_order_of_the_schema() -> None:
    root = etree.fromstring(f'<styleSheet xmlns="{MAIN}"><numFmts/><cellStyleXfs/><cellStyles/></styleSheet>')
    styles = add_styles(root)
    names = [etree.QName(child).localname for child in root]
    assert names == ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"]
    fills, formats = root[names.index("fills")], root[names.index("cellXfs")]
    assert fills[0][0].get("patternType") == "none"
    assert formats[styles.text].get("fillId") == "0"
    assert formats[styles.head].get("fillId") == "1"
