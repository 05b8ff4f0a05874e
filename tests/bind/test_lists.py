from decimal import Decimal

from drawn import FILE, LAYOUTS, Row, bound, codes, draw

from reportctl.model.figure import State
from reportctl.model.finding import Severity
from reportctl.model.form import SHEET_BREAKDOWNS, SHEET_NARRATIVE
from reportctl.model.location import CellRef
from reportctl.model.report import BreakdownKind

LAYOUT = LAYOUTS["2014"]
STATED = {"stat.disclosed.value": 1027}


def test_a_breakdown_of_a_figure_has_the_figures_value_and_cell() -> None:
    rows = [
        ("总数", "主动公开政府信息", None, "条", "合计", "stat.disclosed.value"),
        ("分项", "门户网站", 360),
        ("分项", "专栏", "１８８"),
        (None, None, None),
        ("分项", "微信公众号、微博", 479),
    ]
    report, findings = bound(draw(LAYOUT, 2017, STATED, breakdowns=rows), LAYOUT)
    assert codes(findings) == ["CEL114"]
    assert findings[0].at == CellRef(FILE, SHEET_BREAKDOWNS, 4, 3)
    (breakdown,) = report.breakdowns
    assert (breakdown.label, breakdown.kind, breakdown.unit) == ("主动公开政府信息", BreakdownKind.SUM, "条")
    assert breakdown.total == report.values["stat.disclosed.value"]
    assert breakdown.at == CellRef(FILE, SHEET_BREAKDOWNS, 2, 2)
    assert [(part.label, part.value.number) for part in breakdown.parts] == [
        ("门户网站", Decimal(360)),
        ("专栏", Decimal(188)),
        ("微信公众号、微博", Decimal(479)),
    ]


def test_a_breakdown_of_its_own_reads_its_own_total() -> None:
    rows = [
        ("总数", "培训经费", 1.5, "万元", "其中", None),
        ("分项", "资料费", 0.25),
        ("总数", "培训", "3次", "次", None, None),
    ]
    report, findings = bound(draw(LAYOUT, 2017, breakdowns=rows), LAYOUT)
    first, second = report.breakdowns
    assert (first.kind, first.figure, first.total.number) == (BreakdownKind.SUBSET, None, Decimal("1.5"))
    assert first.total.at == CellRef(FILE, SHEET_BREAKDOWNS, 2, 3)
    assert first.parts[0].value.number == Decimal("0.25")
    assert second.total.state is State.FAULT
    assert [(f.rule.code, f.args["label"]) for f in findings] == [("CEL101", "培训")]


def test_what_a_breakdown_does_not_know_is_a_finding_at_its_cell() -> None:
    rows = [
        ("分项", "无主", 1),
        ("总数", "甲", 1, "条", "大约", "stat.nothing.value"),
        ("小计", "乙", 1),
    ]
    _, findings = bound(draw(LAYOUT, 2017, breakdowns=rows), LAYOUT)
    assert [(f.rule.code, f.at, f.args["raw"]) for f in findings] == [
        ("CEL107", CellRef(FILE, SHEET_BREAKDOWNS, 2, 1), "分项"),
        ("CEL107", CellRef(FILE, SHEET_BREAKDOWNS, 3, 6), "stat.nothing.value"),
        ("CEL107", CellRef(FILE, SHEET_BREAKDOWNS, 3, 5), "大约"),
        ("CEL107", CellRef(FILE, SHEET_BREAKDOWNS, 4, 1), "小计"),
    ]


def test_the_narrative_in_the_order_of_the_workbook() -> None:
    rows: list[Row] = [
        ("前言", "本报告依据条例编制。", None),
        ("标题", "一、概述", None),
        ("段落", " 第一段。\n\u3000\u3000第二段。 ", None),
        (None, "第三段，共{主动公开政府信息数}条。", None),
        ("标题", "二、依申请公开和收费情况", "s3 依申请公开；s4 收费及减免"),
        ("段落", 2017, None),
        ("标题", "三、党建工作", "自设 party"),
        ("标题", "四、说不清", None),
    ]
    report, findings = bound(draw(LAYOUT, 2017, narrative=rows), LAYOUT)
    assert findings == ()
    assert report.preamble is not None
    assert [text.text for text in report.preamble] == ["本报告依据条例编制。"]
    assert [(s.id, s.also, s.heading.text) for s in report.sections] == [
        ("s1", (), "一、概述"),
        ("s3", ("s4",), "二、依申请公开和收费情况"),
        ("party", (), "三、党建工作"),
        ("", (), "四、说不清"),
    ]
    assert [text.text for text in report.sections[0].paragraphs] == [
        "第一段。",
        "第二段。",
        "第三段，共{主动公开政府信息数}条。",
    ]
    assert report.sections[0].paragraphs[1].at == CellRef(FILE, SHEET_NARRATIVE, 4, 2)
    assert [text.text for text in report.sections[1].paragraphs] == ["2017"]


def test_a_section_is_known_by_an_accepted_variant_of_its_heading() -> None:
    report, _ = bound(draw(LAYOUT, 2017, narrative=[("标题", "（二）主动公开情况", None)]), LAYOUT)
    assert report.sections[0].id == "s2"


def test_an_entry_that_names_no_section_is_a_finding() -> None:
    rows = [("标题", "一、概述", "s99 没有"), ("标题", "二、主动公开政府信息的情况", "主动公开政府信息的情况")]
    report, findings = bound(draw(LAYOUT, 2017, narrative=rows), LAYOUT)
    assert [section.id for section in report.sections] == ["", "s2"]
    assert [(f.rule.code, f.at) for f in findings] == [("CEL107", CellRef(FILE, SHEET_NARRATIVE, 2, 3))]


def test_text_outside_every_section_is_not_lost_unseen() -> None:
    rows = [("段落", "孤段。", None), ("标题", "一、概述", None), ("脚注", "何物", None)]
    _, findings = bound(draw(LAYOUT, 2017, narrative=rows), LAYOUT)
    assert [(f.rule.code, f.args["raw"], f.grade) for f in findings] == [
        ("CEL107", "孤段。", Severity.ERROR),
        ("CEL107", "脚注", Severity.ERROR),
    ]


def test_what_no_page_can_show_is_a_finding() -> None:
    rows = [
        ("标题", "一、概述", None),
        ("段落", "甲\ue000乙\u202e丙_xFFFE_\u2060", None),
        ("段落", "丁\u200b\ufeff戊\t己", None),
    ]
    report, findings = bound(draw(LAYOUT, 2017, narrative=rows), LAYOUT)
    assert [(f.rule.code, f.at, f.args["characters"]) for f in findings] == [
        ("CEL115", CellRef(FILE, SHEET_NARRATIVE, 3, 2), "U+E000、U+202E、U+FFFE、U+2060")
    ]
    assert report.sections[0].paragraphs[1].text == "丁戊 己"


def test_errors_and_formulas_never_become_sentences() -> None:
    rows = [("标题", "一、概述", None), ("段落", "=1+1", None), ("段落", "#REF!", None)]
    report, findings = bound(draw(LAYOUT, 2017, narrative=rows), LAYOUT)
    assert codes(findings) == ["CEL102", "CEL103"]
    assert report.sections[0].paragraphs == ()


def test_acceptances() -> None:
    report, _ = bound(
        draw(LAYOUT, 2017, acceptances=[("sum101", "stat.closed.value", "已公布"), ("TXT101", None, None)]), LAYOUT
    )
    assert [(a.code, a.figure, a.reason) for a in report.acceptances] == [
        ("SUM101", "stat.closed.value", "已公布"),
        ("TXT101", "", ""),
    ]


def test_missing_lists_are_no_fault() -> None:
    report, findings = bound(draw(LAYOUT, 2017), LAYOUT)
    assert (report.sections, report.preamble, report.breakdowns, report.acceptances) == ((), None, (), ())
    assert findings == ()


def test_lists_are_found_by_their_heads() -> None:
    book = draw(LAYOUT, 2017, narrative=[("标题", "一、概述", None), ("段落", "甲。", None)])
    sheet = book[SHEET_NARRATIVE]
    sheet.title = "文字"
    sheet.insert_rows(1, 2)
    sheet.insert_cols(2)
    report, findings = bound(book, LAYOUT)
    assert findings == ()
    assert report.sections[0].paragraphs[0].at == CellRef(FILE, "文字", 5, 3)
