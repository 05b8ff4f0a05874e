"""Tables: spans, the repeated head, whole rows, the size of the type, and labels across a page break."""

from __future__ import annotations

import pytest
from typesample import bundled, document, indicator_table, texts

from reportctl.model.document import DocCell, Paragraph, TableBlock
from reportctl.model.grid import CellRole
from reportctl.model.pages import CellBox, Pages
from reportctl.typeset import typeset

MM = 72 / 25.4
LEFT, RIGHT, BOTTOM = 28 * MM, 184 * MM, 262 * MM


def set_pages(*blocks: TableBlock | Paragraph) -> Pages:
    pages, findings = typeset(document(*blocks), bundled())
    assert findings == ()
    return pages


def matrix(rows: int) -> TableBlock:
    """A head of two levels and a label beside all rows."""
    cells = [DocCell(0, 0, 2, 2, CellRole.CORNER, "申请情况"), DocCell(0, 2, 1, 8, CellRole.HEAD, "申请人")]
    cells += [DocCell(1, c, 1, 1, CellRole.HEAD, "法律服务机构") for c in range(2, 10)]
    cells.append(DocCell(2, 0, rows, 1, CellRole.STUB, "三、办理结果"))
    for row in range(2, 2 + rows):
        cells.append(DocCell(row, 1, 1, 1, CellRole.STUB, f"第{row}类情形"))
        cells += [DocCell(row, c, 1, 1, CellRole.VALUE, str(row * c), figure=f"m.r{row}.c{c}") for c in range(2, 10)]
    return TableBlock("m", "", "", 10, 2 + rows, 2, (3, 27, *(5,) * 8), tuple(cells))


def record() -> TableBlock:
    """Fifteen narrow columns under one head."""
    cells = [DocCell(0, c, 1, 1, CellRole.HEAD, "结果维持") for c in range(15)]
    cells += [DocCell(1, c, 1, 1, CellRole.VALUE, "1027", figure=f"r.r.c{c}") for c in range(15)]
    return TableBlock("r", "", "", 15, 2, 1, (4,) * 15, tuple(cells))


def box_of(pages: Pages, block: TableBlock, text: str) -> list[tuple[int, CellBox]]:
    index = next(i for i, cell in enumerate(block.cells) if cell.text == text)
    return [(number, box) for number, page in enumerate(pages.pages) for box in page.boxes if box.cell == index]


@pytest.mark.parametrize("block", [indicator_table(8), matrix(5), record()])
def test_a_table_is_as_wide_as_the_type_area(block: TableBlock) -> None:
    boxes = [box for page in set_pages(block).pages for box in page.boxes]
    assert len(boxes) == len(block.cells)
    assert min(box.left for box in boxes) == pytest.approx(LEFT)
    assert max(box.right for box in boxes) == pytest.approx(RIGHT)


def test_narrow_heads_are_wrapped_after_two_characters() -> None:
    lines = texts(set_pages(record()).pages[0])
    assert lines.count("结果") == lines.count("维持") == 15
    assert lines.count("1027") == 15


def test_every_line_lies_in_its_box() -> None:
    for block in (indicator_table(60), matrix(40), record()):
        for page in set_pages(block).pages:
            for line in (*page.lines, *page.artifacts[:-1]):
                first, last = line.runs[0], line.runs[-1]
                if first.size == 22:
                    continue
                right = last.x + last.origins[-1] + last.size * 0.5
                assert any(
                    box.left <= first.x + 0.6 and right <= box.right + 0.6 and box.top < first.baseline < box.bottom
                    for box in page.boxes
                ), line.text


def test_the_head_is_repeated_and_no_row_is_cut() -> None:
    block = indicator_table(60)
    pages = set_pages(block)
    assert len(pages.pages) == 3
    assert [number for number, _ in box_of(pages, block, "指标")] == [0, 1, 2]
    for row in range(1, 61):
        ((_, box),) = box_of(pages, block, f"第{row}项")
        assert box.bottom <= BOTTOM + 0.01
    assert [line.text for line in pages.pages[1].artifacts[:3]] == ["指标", "单位", "数量"]


def test_a_label_beside_many_rows_stands_above_a_page_break_and_its_frame_goes_on() -> None:
    block = matrix(40)
    pages = set_pages(block)
    assert [box.continued for _, box in box_of(pages, block, "三、办理结果")] == [False, True]
    shown = ["".join(line.text for line in (*page.lines, *page.artifacts)) for page in pages.pages]
    assert ["办理" in text for text in shown] == [True, False]
    parts = box_of(pages, block, "三、办理结果")
    assert [number for number, _ in parts] == list(range(len(pages.pages)))
    assert len(parts) > 1
    for number, part in parts:
        rows = [b for b in pages.pages[number].boxes if block.cells[b.cell].text.endswith("类情形")]
        assert part.top == pytest.approx(min(b.top for b in rows))
        assert part.bottom == pytest.approx(max(b.bottom for b in rows))


def headed_list(rows: int) -> TableBlock:
    """A list whose every fifth row is a head without a value of its own."""
    cells = [DocCell(0, c, 1, 1, CellRole.HEAD, text) for c, text in enumerate(("指标", "数量"))]
    for row in range(1, rows + 1):
        head = row % 5 == 1
        cells.append(DocCell(row, 0, 1, 1, CellRole.STUB, f"第{row}{'类' if head else '项'}"))
        cells.append(DocCell(row, 1, 1, 1, CellRole.EMPTY if head else CellRole.VALUE, "——" if head else str(row)))
    return TableBlock("h", "", "", 2, rows + 1, 1, (4, 1), tuple(cells))


@pytest.mark.parametrize("above", range(9))
def test_a_head_without_a_value_is_never_the_last_row_of_a_page(above: int) -> None:
    block = headed_list(60)
    pages = set_pages(*[Paragraph("全年工作平稳。")] * above, block)
    assert len(pages.pages) > 1
    for page in pages.pages:
        last = max(page.boxes, key=lambda box: box.bottom)
        row = block.cells[last.cell].row
        assert row not in range(1, 60, 5), row


def test_a_table_leaves_room_for_its_outer_border() -> None:
    for above in range(20):
        for page in set_pages(*[Paragraph("全年工作平稳。")] * above, indicator_table(60)).pages:
            assert all(box.bottom <= BOTTOM - 1 for box in page.boxes)


def test_the_measures_of_a_table_are_those_of_its_boxes() -> None:
    block = indicator_table(60)
    pages = set_pages(Paragraph("全年工作平稳。"), block)
    (frame,) = pages.tables
    boxes = {block.cells[box.cell].row: box for page in pages.pages for box in page.boxes}
    for row, height in enumerate(frame.heights):
        assert boxes[row].bottom - boxes[row].top == pytest.approx(height)
    assert frame.size == 10.5
    assert len(frame.cells) == len(block.cells)
    # The table ends above a line of the grid by what it says is left.
    end = (boxes[60].bottom + frame.rest - 37 * MM) / (225 * MM / 22)
    assert end == pytest.approx(round(end))


def test_rows_that_would_have_fitted_but_were_moved_are_named() -> None:
    block = headed_list(60)
    for above in range(12):
        pages = set_pages(*[Paragraph("全年工作平稳。")] * above, block)
        for first, end in pages.tables[0].held:
            assert 0 <= first < end <= block.rows


def test_the_frame_has_every_edge_of_every_cell() -> None:
    page = set_pages(matrix(4)).pages[0]
    for box in page.boxes:
        for y in (box.top, box.bottom):
            assert any(abs(r.y1 - y) < 0.01 and r.y1 == r.y2 and r.x1 <= box.left + 0.01 and r.x2 >= box.right - 0.01
                       for r in page.rules)  # fmt: skip
        for x in (box.left, box.right):
            assert any(abs(r.x1 - x) < 0.01 and r.x1 == r.x2 and r.y1 <= box.top + 0.01 and r.y2 >= box.bottom - 0.01
                       for r in page.rules)  # fmt: skip


def test_no_rule_crosses_a_spanned_cell() -> None:
    block = matrix(4)
    page = set_pages(block).pages[0]
    corner = next(box for box in page.boxes if block.cells[box.cell].text == "申请情况")
    for rule in page.rules:
        inside_x = corner.left + 1 < rule.x2 and rule.x1 < corner.right - 1
        inside_y = corner.top + 1 < rule.y2 + 0.5 and rule.y1 < corner.bottom - 1
        assert not (inside_x and inside_y)


def test_after_a_table_the_text_is_on_the_grid_again() -> None:
    page = set_pages(indicator_table(3), Paragraph("全年工作平稳。")).pages[0]
    pitch, top = 225 * MM / 22, 37 * MM
    offset = (page.lines[-1].runs[0].baseline - top - (pitch - 16) / 2 - 0.88 * 16) / pitch
    assert offset == pytest.approx(round(offset))


def test_a_table_never_touches_the_line_below_it() -> None:
    for rows in range(1, 28):
        pages = set_pages(indicator_table(rows), Paragraph("全年工作平稳。"))
        (frame,) = pages.tables
        assert frame.rest >= 4 or len(pages.pages) > 1
        for page in pages.pages:
            below = [line for line in page.lines if line.text == "全年工作平稳。"]
            if page.boxes and below:
                assert below[0].runs[0].baseline - 16 > max(box.bottom for box in page.boxes) + 4


def test_the_line_below_a_table_never_stands_without_it() -> None:
    for rows in range(15, 40):
        pages = set_pages(indicator_table(rows, foot=("负责人：", "审核人：")))
        assert pages.pages[-1].boxes
        assert texts(pages.pages[-1])[-2:] == ["负责人：", "审核人："]


def test_labels_are_indented_by_their_level() -> None:
    lines = [line for line in set_pages(indicator_table(2)).pages[0].lines if line.text.endswith("项")]
    first, second = lines
    assert first.runs[0].x - second.runs[0].x == pytest.approx(10.5)


def test_numbers_stand_in_the_middle_of_their_cells() -> None:
    block = indicator_table(2)
    page = set_pages(block).pages[0]
    box = next(b for b in page.boxes if block.cells[b.cell].text == "101")
    (line,) = [line for line in page.lines if line.text == "101"]
    (run,) = line.runs
    width_of_1 = run.origins[1]
    assert run.x + (run.origins[2] + width_of_1) / 2 == pytest.approx((box.left + box.right) / 2, abs=0.01)
