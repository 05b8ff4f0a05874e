from __future__ import annotations

import pytest
from docx_samples import NS, W, body, document, emit, faces, report, style, table, text, value
from lxml import etree
from msgspec.structs import replace

from reportctl.emit.docx.columns import Frame
from reportctl.model.document import Block, DocCell, TableBlock
from reportctl.model.grid import CellRole
from reportctl.typeset import typeset


def drawn(*blocks: Block) -> list[etree._Element]:
    return list(body(emit(document(*blocks))).iterfind("w:tbl", NS))


def frame(block: TableBlock) -> Frame:
    pages, findings = typeset(document(block), faces())
    assert findings == ()
    return Frame(block, pages.tables[0])


def shape(cell: etree._Element) -> tuple[str, str | None, str]:
    """A cell's text, its horizontal span, and its part in a vertical merge."""
    merge = cell.find("w:tcPr/w:vMerge", NS)
    return text(cell), value(cell, "w:tcPr/w:gridSpan"), "" if merge is None else merge.get(W + "val", "continue")


def test_spans_cell_by_cell() -> None:
    (found,) = drawn(table())
    assert [[shape(cell) for cell in row.iterfind("w:tc", NS)] for row in found.iterfind("w:tr", NS)] == [
        [("项目", None, "restart"), ("数量", "2", "")],
        [("", None, "continue"), ("甲", None, ""), ("乙", None, "")],
        [("第一项", None, ""), ("11", None, ""), ("12", None, "")],
        [("其中", None, ""), ("21", None, ""), ("", None, "")],
    ]


def test_head_rows_repeat_and_no_row_is_torn() -> None:
    (found,) = drawn(table())
    rows = found.findall("w:tr", NS)
    assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows] == [True, True, False, False]
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


def test_a_table_without_head_rows_repeats_none() -> None:
    (found,) = drawn(replace(table(), head_rows=0))
    assert list(found.iter(W + "tblHeader")) == []


def test_widths_fill_the_type_area_exactly() -> None:
    (found,) = drawn(table())
    assert [int(c.get(W + "w", "0")) for c in found.iterfind("w:tblGrid/w:gridCol", NS)] == [5896, 1474, 1474]
    assert value(found, "w:tblPr/w:tblLayout", "type") == "fixed"
    for row in found.iterfind("w:tr", NS):
        assert sum(int(value(cell, "w:tcPr/w:tcW", "w") or 0) for cell in row.iterfind("w:tc", NS)) == 8844


@pytest.mark.parametrize("widths", [(1, 1, 1, 1, 1, 1, 1), (38, 6, 12), (3, 5, 22, 5, 5, 5, 5, 5, 5, 5), (4,) * 15])
def test_rounded_widths_still_add_up(widths: tuple[int, ...]) -> None:
    columns = frame(replace(record(len(widths), "1", "一"), widths=widths)).columns
    assert sum(columns) == 8844
    assert all(abs(c - 8844 * w / sum(widths)) <= 1 for c, w in zip(columns, widths, strict=True))


def test_a_column_too_narrow_for_its_number_takes_from_the_wide_one() -> None:
    block = replace(record(2, "12345678", "一"), widths=(1, 30))
    # The digits of the bundled face are 4.364 em wide; with 0.3 em on both sides, 4.964 em of 10.5 pt.
    assert frame(block).columns == pytest.approx((1042, 8844 - 1042), abs=2)


def test_labels_stand_left_by_level_and_numbers_in_the_middle() -> None:
    (found,) = drawn(table())
    cells = {text(c): c for c in found.iter(W + "tc") if text(c)}
    assert style(cells["第一项"][1]) == style(cells["其中"][1]) == "TableLabel"
    # Two characters of 10.5 pt.
    assert value(cells["其中"], "w:p/w:pPr/w:ind", "left") == "420"
    assert value(cells["第一项"], "w:p/w:pPr/w:ind", "left") is None
    assert style(cells["11"][1]) == "TableText"
    assert style(cells["甲"][1]) == "TableHead"


def record(columns: int, value_text: str, label: str = "结果维持") -> TableBlock:
    cells = [DocCell(0, c, 1, 1, CellRole.HEAD, label) for c in range(columns)]
    cells += [DocCell(1, c, 1, 1, CellRole.VALUE, value_text, f"x.y.c{c}") for c in range(columns)]
    return TableBlock("x", "", "", columns, 2, 1, (1,) * columns, tuple(cells))


@pytest.mark.parametrize(
    ("columns", "number", "size"),
    [
        # In the bundled face 1 is 0.47 em wide and any other digit 0.56, and a column takes 0.6 em more:
        # 15 times 2.74 em of 210 twips are 8634 of 8844,
        (15, "1234", 21),
        # 15 times 3.3 em of 150 are 7423 (of 180, 8907),
        (15, "12345", 15),
        # 15 times 4.96 em of 110 are 8191 (of 130, 9680).
        (15, "12345678", 11),
        (3, "12345678", 21),
    ],
)
def test_type_size_is_the_largest_that_keeps_numbers_whole(columns: int, number: str, size: int) -> None:
    assert frame(record(columns, number)).size == size


def test_a_smaller_size_is_stated_for_empty_cells_too() -> None:
    block = record(15, "12345")
    empty = replace(block, cells=(*block.cells[:-1], replace(block.cells[-1], text="")))
    (found,) = drawn(empty)
    last = found.findall("w:tr", NS)[1].findall("w:tc", NS)[-1]
    assert value(last, "w:p/w:pPr/w:rPr/w:sz") == "18"
    assert value(last, "w:p/w:pPr/w:spacing", "line") == "238"


def test_heads_break_into_even_lines() -> None:
    # 11 columns have 804 twips, 102 of them padding: three characters of 10.5 pt; 结果/维持 and not 结果维/持.
    (found,) = drawn(record(11, "1"))
    cell = found.findall("w:tr", NS)[0].findall("w:tc", NS)[0]
    left = int(value(cell, "w:p/w:pPr/w:ind", "left") or 0)
    assert 2 * 210 < 804 - 102 - 2 * left < 3 * 210


def test_labels_of_a_narrow_column_stand_in_the_middle() -> None:
    block = replace(record(2, "1"), cells=(DocCell(0, 0, 2, 1, CellRole.STUB, "三、本年度"),), widths=(1, 9))
    (found,) = drawn(block)
    assert style(found.findall("w:tr", NS)[0].findall("w:tc", NS)[0][1]) == "TableText"


def test_a_cell_that_the_grid_does_not_have_is_left_blank() -> None:
    block = table()
    (found,) = drawn(replace(block, cells=tuple(c for c in block.cells if c.text != "12")))
    assert [text(cell) for cell in found.findall("w:tr", NS)[2].iterfind("w:tc", NS)] == ["第一项", "11", ""]


def test_two_tables_never_touch_and_the_last_has_a_paragraph_behind_it() -> None:
    bare = replace(table(title=""), head_left="", head_right="", foot=())
    tags = [etree.QName(node).localname for node in body(emit(document(bare, bare)))]
    assert tags == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_the_line_below_spreads_its_items() -> None:
    foot = [p for p in body(emit(report())).iterfind("w:p", NS) if style(p) == "TableLine"][-1]
    assert [int(t.get(W + "pos", "0")) for t in foot.iterfind("w:pPr/w:tabs/w:tab", NS)] == [8844 // 2]
    assert len(list(foot.iterfind("w:r/w:tab", NS))) == 1


def test_a_line_below_that_is_too_long_goes_on_below() -> None:
    items = ("负责人：某某某", "填报人：某某某", "联系电话：0000-00000000", "填报日期：2018年1月25日")
    bare = replace(table(), foot=items)
    feet = [text(p) for p in body(emit(document(bare))).iterfind("w:p", NS) if style(p) == "TableLine"][1:]
    # 12 pt characters: 7 + 2 + 7 + 2 + 11.5 = 29.5 of 36.85, and no room for 2 + 11.5 more.
    assert feet == ["".join(items[:3]), items[3]]


def test_a_line_above_that_is_too_long_is_two() -> None:
    bare = replace(table(), head_left="填报单位：" + "某" * 28)
    heads = [p for p in body(emit(document(bare))).iterfind("w:p", NS) if style(p) == "TableLine"][:2]
    assert [text(p) for p in heads] == ["填报单位：" + "某" * 28, "单位：条"]
    assert [value(p, "w:pPr/w:jc") for p in heads] == [None, "right"]


def test_the_same_label_is_written_for_its_own_cell() -> None:
    """Alike in text; unlike in level, in span, and in whether the row is kept with the next."""
    cells = (
        DocCell(0, 0, 1, 3, CellRole.CAPTION, "受理"),
        DocCell(1, 0, 1, 2, CellRole.STUB, "受理"),
        DocCell(1, 2, 1, 1, CellRole.STUB, "受理"),
        DocCell(2, 0, 1, 2, CellRole.STUB, "受理", level=2),
        DocCell(2, 2, 1, 1, CellRole.VALUE, "受理"),
    )
    for _ in range(2):
        (found,) = drawn(TableBlock("t", "", "", 3, 3, 0, (10, 10, 10), cells))
        written = [cell for cell in found.iter(W + "tc") if text(cell) == "受理"]
        assert [value(cell, "w:tcPr/w:tcW", "w") for cell in written] == ["8844", "5896", "2948", "5896", "2948"]
        assert [value(cell, "w:tcPr/w:gridSpan") for cell in written] == ["3", "2", None, "2", None]
        assert [value(cell, "w:p/w:pPr/w:ind", "left") for cell in written] == [None, None, None, "420", None]
        names = [value(cell, "w:p/w:pPr/w:pStyle") for cell in written]
        assert names == ["TableHead", "TableLabel", "TableLabel", "TableLabel", "TableText"]
