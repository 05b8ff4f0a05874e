from decimal import Decimal

import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet
from scaffold_forms import FORM, figures_file, sheet, written

from reportctl.model.figures_file import RawAcceptance, RawBreakdown, RawPart, RawSection
from reportctl.model.form import PARTICULARS


def rows(found: Worksheet, columns: int, first: int = 1) -> list[tuple[object, ...]]:
    """The rows that hold something, up to a column."""
    lines = [tuple(cell.value for cell in row[:columns]) for row in found.iter_rows(min_row=first)]
    return [line for line in lines if any(value is not None for value in line)]


def test_the_sheets_stand_in_the_order_of_work() -> None:
    book = written()
    assert book.sheetnames == [
        "填表说明", "基本信息", "设施", "水井", "取水", "争议", "分项", "正文", "校核说明", "选项",
    ]  # fmt: skip
    assert [found.title for found in book.worksheets if found.sheet_state != "visible"] == ["选项"]


def test_particulars_are_text_and_known_by_their_labels() -> None:
    figures = figures_file(details={"level": "government", "postcode": "036000", "phone": "0558-0000000", "fax": None})
    found = sheet(written(figures=figures), "基本信息")
    lines = {line[0]: line[1] for line in rows(found, 2, first=2)}
    assert list(lines) == [particular.label for particular in PARTICULARS]
    assert lines["报告机关"] == "青山水务站"
    assert lines["数据年度"] == 2005
    assert lines["适用表式"] == "wells-2"
    assert (lines["机关层级"], lines["邮政编码"], lines["联系电话"]) == ("本级政府", "036000", "0558-0000000")
    assert lines["传真"] is lines["电子邮箱"] is None
    assert {found.cell(row, 2).number_format for row in range(2, 18)} == {"General", "@"}
    assert found["B3"].number_format == "General"
    assert all(found.cell(row, 2).protection.locked is False for row in range(2, 18))
    assert found["A2"].protection.locked


def test_an_unknown_level_stays_for_check_to_judge() -> None:
    found = sheet(written(figures=figures_file(details={"level": "village"})), "基本信息")
    assert found["B5"].value == "village"


def test_closed_choices_have_drop_downs() -> None:
    book = written()
    found = {
        (name, str(rule.sqref)): (rule.type, rule.formula1, rule.errorStyle)
        for name in ("基本信息", "分项", "正文")
        for rule in sheet(book, name).data_validations.dataValidation
    }
    assert found == {
        ("基本信息", "B3"): ("whole", "2000", None),
        ("基本信息", "B4"): ("list", "适用表式选项", "warning"),
        ("基本信息", "B5"): ("list", '"政府部门,本级政府,其他"', "stop"),
        ("分项", "A2:A41"): ("list", '"总数,分项"', "stop"),
        ("分项", "E2:E41"): ("list", '"合计,其中"', "stop"),
        ("分项", "F2:F41"): ("list", "对应指标选项", "warning"),
        ("正文", "A2:A10"): ("list", '"前言,标题,段落"', "stop"),
        ("正文", "C2:C10"): ("list", "法定内容选项", "warning"),
    }
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    assert names == {
        "法定内容选项": "'选项'!$A$1:$A$2",
        "对应指标选项": "'选项'!$B$1:$B$12",
        "适用表式选项": "'选项'!$C$1:$C$2",
    }
    lists = sheet(book, "选项")
    assert [lists["A1"].value, lists["A2"].value] == ["s1 概述", "s2 取水情况"]
    assert [lists["C1"].value, lists["C2"].value] == ["wells-2", "wells"]
    totals = {figure for figure, spec in FORM.figures.items() if spec.total}
    assert {lists[f"B{row}"].value for row in range(1, 13)} == totals


def test_breakdowns() -> None:
    breakdowns = (
        RawBreakdown("a.all.n", "水井", "sum", "口", None, (RawPart("东村", Decimal(3)), RawPart("西村", "/"))),
        RawBreakdown(None, "水桶", "subset", "", Decimal(5), (RawPart("木桶", None),)),
    )
    found = sheet(written(figures=figures_file(breakdowns=breakdowns)), "分项")
    assert rows(found, 6) == [
        ("类别", "名称", "数值", "单位", "关系", "对应指标"),
        ("总数", "水井", None, "口", "合计", "a.all.n"),
        ("分项", "东村", 3, "口", None, None),
        ("分项", "西村", "/", "口", None, None),
        ("总数", "水桶", 5, None, "其中", None),
        ("分项", "木桶", None, None, None, None),
    ]
    assert found["A5"].value is None


def test_the_narrative_of_an_empty_form_has_its_headings_and_no_text() -> None:
    found = sheet(written(), "正文")
    assert rows(found, 4) == [
        ("类别", "内容", "法定内容", "填写提示"),
        ("标题", "一、概述", "s1 概述", "写全年概况。"),
        ("标题", "二、取水情况", "s2 取水情况", None),
    ]


def test_the_narrative_of_a_figures_file() -> None:
    figures = figures_file(
        preamble=("开头。",),
        sections=(RawSection("s2", "一、取水"), RawSection("x9", "二、桥梁"), RawSection("s2", "三、再谈取水")),
        narrative={"s2": ("甲。", "乙。"), "s1": ("丙。",), "y1": ("丁。",)},
    )
    assert rows(sheet(written(figures=figures), "正文"), 3, first=2) == [
        ("前言", "开头。", None),
        ("标题", "一、取水", "s2 取水情况"),
        ("段落", "甲。", None),
        ("段落", "乙。", None),
        ("标题", "二、桥梁", "自设 x9"),
        ("标题", "三、再谈取水", "s2 取水情况"),
        ("标题", "一、概述", "s1 概述"),
        ("段落", "丙。", None),
        ("标题", "y1", "自设 y1"),
        ("段落", "丁。", None),
    ]


@pytest.mark.parametrize("fixed", [True, False])
def test_headings_are_locked_where_the_form_fixes_them(fixed: bool) -> None:
    found = sheet(written(replace(FORM, headings_fixed=fixed)), "正文")
    assert found["B2"].protection.locked is fixed
    assert found["B3"].protection.locked is False


def test_long_paragraphs_are_readable_and_rows_follow_their_text() -> None:
    found = sheet(written(figures=figures_file(narrative={"s1": ("水" * 440,)})), "正文")
    # 44 characters fit into the column's 92 units less the margin: 10 lines of 16 points, and 8 points of space.
    assert found.row_dimensions[3].height == 168
    assert found["B3"].alignment.wrap_text


@pytest.mark.parametrize("name", ["分项", "正文", "校核说明"])
def test_rows_of_lists_can_be_inserted_and_deleted(name: str) -> None:
    found = sheet(written(), name)
    assert found.protection.sheet
    assert found.protection.password is None
    assert found.protection.insertRows is found.protection.deleteRows is False
    assert found["A1"].protection.locked
    # A row can be deleted only if it is unlocked to its very end.
    assert found.row_dimensions[3].protection.locked is False


def test_acceptances() -> None:
    accepted = (RawAcceptance("SUM101", "a.all.n", "已公布，不能更改"), RawAcceptance("YOY101", "", "口径调整"))
    found = sheet(written(figures=figures_file(acceptances=accepted)), "校核说明")
    assert rows(found, 3) == [
        ("代码", "指标", "理由"),
        ("SUM101", "a.all.n", "已公布，不能更改"),
        ("YOY101", None, "口径调整"),
    ]


def test_the_guide_names_commands_deadline_and_law() -> None:
    text = "\n".join(str(value) for line in rows(sheet(written(), "填表说明"), 2) for value in line if value)
    for piece in (
        "青山水务站2005年水井工作报告填表说明",
        "“设施”、“水井”、“取水”、“争议”",
        "reportctl check 2005",
        "reportctl build 2005",
        "{k.pump.x}",
        "政府部门、其他：2006 年 2 月 28 日以前，公布报告（条例第一条）。",
        "报送统计表（通知）。",
        "《水井条例》",
        "《水井通知》（待核对原文）",
    ):
        assert piece in text
