from decimal import Decimal

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from scaffold_forms import FORM, figures_file, sheet, written

from reportctl.model.figures_file import Carried
from reportctl.model.grid import grid_of
from reportctl.model.location import column_letters
from reportctl.scaffold import placement


def validations(found: Worksheet) -> dict[str, DataValidation]:
    return {str(rule.sqref): rule for rule in found.data_validations.dataValidation}


def test_each_figure_has_an_open_cell_with_a_rule_and_all_else_is_locked() -> None:
    book = written()
    placed = placement(FORM)
    for figure, (name, address) in placed.items():
        assert sheet(book, name)[address].protection.locked is False, figure
        assert validations(sheet(book, name))[address].type == "custom", figure
    for name in {name for name, _ in placed.values()}:
        found = sheet(book, name)
        assert found.protection.sheet
        assert found.protection.password is None
        assert found.protection.formatColumns is found.protection.formatRows is False
        assert found.protection.insertRows
        own = {address for other, address in placed.values() if other == name}
        for cell in (cell for row in found.iter_rows() for cell in row if cell.value and cell.coordinate not in own):
            assert cell.protection.locked or str(cell.value).startswith("备注："), cell.coordinate


@pytest.mark.parametrize(("table", "top"), [("a", 4), ("m", 2), ("k", 2), ("r", 2)])
def test_the_grid_is_written_with_its_spans(table: str, top: int) -> None:
    found = next(t for t in FORM.tables if t.id == table)
    written_sheet = sheet(written(), found.sheet)
    merged = {str(span) for span in written_sheet.merged_cells.ranges}
    for cell in grid_of(found, 2005).cells:
        row, column = top + cell.row, cell.column + 1
        assert (written_sheet.cell(row, column).value or "") == cell.text
        if cell.rowspan * cell.colspan > 1:
            last = f"{column_letters(column + cell.colspan - 1)}{row + cell.rowspan - 1}"
            assert f"{column_letters(column)}{row}:{last}" in merged


def test_lines_above_and_below_the_table() -> None:
    found = sheet(written(), "水井")
    assert [found.cell(row, 1).value for row in (1, 2, 3)] == ["水井统计表", "（2005年度）", "填报单位：青山水务站"]
    assert found["A12"].value == "审核人：　　填报日期：（生成时自动填入）"


@pytest.mark.parametrize(
    ("name", "address", "formula"),
    [
        ("水井", "C6", 'IF(ISNUMBER(C6),AND(C6>=0,C6=INT(C6)),C6="/")'),
        ("水井", "C10", "IF(ISNUMBER(C10),AND(C10>=0,C10=ROUND(C10,6)),FALSE)"),
        ("水井", "C11", 'IF(ISNUMBER(C11),C11=INT(C11),C11="/")'),
        ("设施", "B8", 'IF(ISNUMBER(B8),AND(B8>=0,B8=ROUND(B8,6)),B8="/")'),
    ],
)
def test_a_cell_takes_the_numbers_of_its_type(name: str, address: str, formula: str) -> None:
    rule = validations(sheet(written(), name))[address]
    assert rule.formula1 == formula
    assert rule.showErrorMessage
    assert rule.showInputMessage
    assert rule.allowBlank


def test_hints_name_unit_and_placeholder_and_fit() -> None:
    book = written()
    rule = validations(sheet(book, "水井"))["C6"]
    assert rule.prompt == "单位：口。这是总数，没有发生也要填 0；不适用的填“/”。\n正文中写 {a.all.n} 即引用本数。"
    for name in ("设施", "水井", "取水", "争议", "基本信息", "分项", "正文"):
        for rule in sheet(book, name).data_validations.dataValidation:
            # Excel declares a file broken whose hints are longer.
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.prompt or "") <= 255
            assert len(rule.errorTitle or "") <= 32
            assert len(rule.error or "") <= 225
            assert len(rule.formula1 or "") <= 255


def test_values_go_in_as_they_are() -> None:
    figures = figures_file(
        figures={
            "a.all.n": Decimal(12),
            "a.deep.n": "360条",
            "a.note.n": "/",
            "a.flat.n": None,
            "a.cost.n": Decimal("0.123456"),
            "a.change.n": Decimal(-3),
            "k.pump.x": True,
            "k.pump.y": "１２",
            "k.pipe.x": Decimal("12345678901234567890"),
            "k.pipe.y": Decimal("1E+400"),
        }
    )
    book = written(figures=figures)
    wells, plant = sheet(book, "水井"), sheet(book, "设施")
    assert [wells[f"C{row}"].value for row in range(6, 12)] == [12, "360条", "/", None, 0.123456, -3]
    assert [plant[a].value for a in ("B4", "C4", "B5", "C5")] == [True, "１２", "12345678901234567890", "1E+400"]


def test_carried_figures_are_filled_in_and_explained() -> None:
    carried = {"a.deep.n": Carried(Decimal(7), "来自上年工作簿 C9"), "a.flat.n": Carried(Decimal(8), "来自上年")}
    figures = figures_file(figures={"a.flat.n": Decimal(9)}, notes={"a.cost.n": "按决算数填报"})
    found = sheet(written(figures=figures, carried=carried), "水井")
    assert (found["C7"].value, found["C9"].value) == (7, 9)
    notes = [found.cell(row, 1).value for row in range(14, 17)]
    assert notes == ["备注：1.深井 / 数量：来自上年工作簿 C9", "备注：（二）费用 / 数量：按决算数填报", "备注："]


def test_indents_follow_the_form_and_remarks_hang_on_labels() -> None:
    found = sheet(written(), "水井")
    indents = [found.cell(row, 1).alignment.indent for row in range(5, 9)]
    assert indents == [1, 2, 3, 4]
    remark = found["A8"].comment
    assert remark is not None
    assert remark.text == "不是上一行的一部分"


def test_totals_and_money_look_different() -> None:
    found = sheet(written(), "水井")
    assert found["C6"].fill.start_color.rgb != found["C7"].fill.start_color.rgb
    assert found["C10"].number_format == "#,##0.00####"
    assert found["C7"].number_format == "General"


def test_pages_can_be_printed() -> None:
    book = written()
    assert sheet(book, "取水").page_setup.orientation == "landscape"
    for name in ("填表说明", "基本信息", "水井", "取水", "分项", "正文", "校核说明"):
        found = sheet(book, name)
        assert found.page_setup.paperSize == 9
        assert found.page_setup.fitToWidth == 1
        assert found.sheet_properties.pageSetUpPr is not None
        assert found.sheet_properties.pageSetUpPr.fitToPage
    assert sheet(book, "水井").freeze_panes == "C5"
    assert sheet(book, "水井").print_title_rows == "$1:$4"
    assert sheet(book, "取水").freeze_panes == "D5"
