"""From a report to the document tree, with reports made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from reportctl.compose import compose, figures_sha256
from reportctl.compose.front import chinese_number, date_text
from reportctl.compose.narrative import level_of
from reportctl.model.document import Attachment, AttachmentNote, Heading, Paragraph, Signature, TableBlock
from reportctl.model.figure import State, Value
from reportctl.model.grid import CellRole
from reportctl.model.layout import Layout
from reportctl.model.location import CellRef
from reportctl.model.report import Breakdown, BreakdownKind, Part, Report, SectionText, Text
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts

LAYOUTS = {layout.id: layout for layout in read_layouts(builtin_layouts())[0]}


def at(row: int = 1, column: int = 1) -> CellRef:
    return CellRef("data/x.xlsx", "表", row, column)


def text(content: str, row: int = 1) -> Text:
    return Text(content, at(row))


def number(value: str) -> Value:
    return Value(State.NUMBER, Decimal(value), value, at())


def report(
    layout: Layout,
    year: int,
    values: Mapping[str, Value] | None = None,
    sections: tuple[SectionText, ...] = (),
    details: Mapping[str, str] | None = None,
    breakdowns: tuple[Breakdown, ...] = (),
    preamble: tuple[Text, ...] | None = None,
) -> Report:
    blank = {name: Value(State.BLANK, at=at()) for name in layout.figures}
    return Report(
        file="data/x.xlsx",
        sha256="0" * 64,
        agency=text("某市某局"),
        year=year,
        year_at=at(),
        layout=layout,
        details={key: text(value) for key, value in (details or {}).items()},
        values={**blank, **(values or {})},
        sections=sections,
        preamble=preamble,
        breakdowns=breakdowns,
        acceptances=(),
    )


def section(section_id: str, heading: str, *paragraphs: str) -> SectionText:
    return SectionText(section_id, text(heading), tuple(text(p) for p in paragraphs))


OLD = report(
    LAYOUTS["2014"],
    2017,
    {
        "stat.disclosed.value": number("1027"),
        "stat.ch_weibo.value": Value(State.BLANK, at=at()),
        "stat.ch_site.value": number("0"),
        "stat.ch_gazette.value": Value(State.NOT_APPLICABLE, raw="/", at=at()),
        "stat.budget.value": number("3.50"),
    },
    (
        section("s1", "一、概述", "全年公开{主动公开政府信息}条，其中网站{网站}条。",
                "（一）工作举措", "1.加强领导。局领导负总责。"),
        section("s2", "主动公开情况", "（一）这是一个带有句号的长段落。后面还有一句话，说明情况，因此它不是标题。"),
    ),
    {"date": "2018-01-05", "phone": "0558-0000000", "address": "某路1号"},
    (
        Breakdown(
            "主动公开政府信息", BreakdownKind.SUM, "stat.disclosed.value", number("1027"), "条",
            (Part("网站", number("548")), Part("微信", number("479"))), at(),
        ),
    ),
)  # fmt: skip


def test_title_and_its_words() -> None:
    document = compose(OLD)
    assert document.title == "某市某局2017年政府信息公开工作年度报告"
    assert document.title_words == ("某市某局", "2017年", "政府信息公开工作", "年度报告")
    assert document.issued == date(2018, 1, 5)


def test_a_title_of_the_agencys_own() -> None:
    own = report(LAYOUTS["2014"], 2017, details={"title": "2017年度政府信息公开工作年度报告"})
    document = compose(own)
    assert document.title == "2017年度政府信息公开工作年度报告"
    assert "".join(document.title_words) == document.title
    assert document.title_words[0] == "2017年度"
    assert document.issued == date(2017, 12, 31)


def test_preamble_is_made_from_the_real_headings() -> None:
    first = compose(OLD).blocks[0]
    assert isinstance(first, Paragraph)
    assert "由概述、主动公开情况共二个部分组成" not in first.text
    assert "由概述、主动公开情况共两个部分组成，并附政府信息公开情况统计表。" in first.text
    assert "自2017年1月1日起，至2017年12月31日止" in first.text
    assert "（地址：某路1号；联系电话：0558-0000000）" in first.text
    assert "邮政编码" not in first.text
    assert "{" not in first.text


def test_preamble_as_published_wins() -> None:
    given = report(
        LAYOUTS["2014"], 2017, {"stat.disclosed.value": number("9")}, preamble=(text("共{stat.disclosed.value}条。"),)
    )
    blocks = compose(given).blocks
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text == "共9条。"


def test_sections_headings_and_levels() -> None:
    blocks = compose(OLD).blocks
    headings = [(b.level, b.text) for b in blocks if isinstance(b, Heading)]
    assert headings == [(1, "一、概述"), (2, "（一）工作举措"), (1, "二、主动公开情况")]
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    assert paragraphs[1].text == "全年公开1027条，其中网站548条。"
    assert [(b.start, b.end, b.name) for b in paragraphs[1].bound] == [
        (4, 8, "stat.disclosed.value"),
        (14, 17, "主动公开政府信息/网站"),
    ]
    assert (paragraphs[2].lead, paragraphs[2].lead_level) == (len("1.加强领导。"), 3)
    assert (paragraphs[3].lead, paragraphs[3].lead_level) == (len("（一）这是一个带有句号的长段落。"), 2)


def test_order_of_the_end_matter() -> None:
    kinds = [type(b) for b in compose(OLD).blocks if not isinstance(b, Heading | Paragraph)]
    assert kinds == [AttachmentNote, Signature, Attachment, TableBlock]
    signature = next(b for b in compose(OLD).blocks if isinstance(b, Signature))
    assert (signature.agency, signature.date) == ("某市某局", "2018年1月5日")


def test_no_date_no_signature() -> None:
    blocks = compose(report(LAYOUTS["2014"], 2017)).blocks
    assert not [b for b in blocks if isinstance(b, Signature)]


def test_four_different_things_on_the_page() -> None:
    table = next(compose(OLD).tables())
    shown = {c.figure: c.text for c in table.cells if c.role is CellRole.VALUE}
    assert shown["stat.disclosed.value"] == "1027"
    assert shown["stat.ch_site.value"] == "0"
    assert shown["stat.ch_weibo.value"] == ""
    assert shown["stat.ch_gazette.value"] == "/"
    assert shown["stat.budget.value"] == "3.5"
    assert (table.title, table.subtitle) == ("政府信息公开情况统计表", "（2017年度）")
    assert table.head_left == "填报单位（盖章）：某市某局"
    assert "联系电话：0558-0000000" in table.foot
    assert "填报日期：2018年1月5日" in table.foot


def test_fixed_headings_replace_what_was_entered_and_tables_stand_inline() -> None:
    new = report(
        LAYOUTS["2021"],
        2023,
        sections=(
            section("s4", "四、政府信息公开行政复议和行政诉讼情况", "本年度没有。"),
            section("s5", "五、存在的主要问题及改进情况"),
        ),
    )
    blocks = compose(new).blocks
    headings = [b.text for b in blocks if isinstance(b, Heading)]
    assert headings[0] == "四、政府信息公开行政复议、行政诉讼情况"
    assert set(headings[2:]) == {"二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"}
    assert [b.id for b in blocks if isinstance(b, TableBlock)] == ["t4", "t2", "t3"]
    assert all(b.title == "" for b in blocks if isinstance(b, TableBlock))
    assert not [b for b in blocks if isinstance(b, Attachment | AttachmentNote)]


def test_what_cannot_be_filled_stays_and_is_not_scanned_again() -> None:
    odd = report(LAYOUTS["2014"], 2017, sections=(section("s1", "一、概述", "{没有这个名称}条，{0.__class__}。"),))
    paragraph = [b for b in compose(odd).blocks if isinstance(b, Paragraph)][1]
    assert paragraph.text == "{没有这个名称}条，{0.__class__}。"


def test_the_figures_hash_depends_on_figures_alone() -> None:
    other_text = report(
        LAYOUTS["2014"], 2017, OLD.values, (section("s1", "一、概述", "另一段。"),), breakdowns=OLD.breakdowns
    )
    other_number = report(
        LAYOUTS["2014"], 2017, {**OLD.values, "stat.suit.value": number("1")}, breakdowns=OLD.breakdowns
    )
    assert figures_sha256(other_text) == figures_sha256(OLD)
    assert figures_sha256(other_number) != figures_sha256(OLD)


@pytest.mark.parametrize(
    ("number_", "word"), [(1, "一"), (2, "二"), (10, "十"), (11, "十一"), (20, "二十"), (36, "三十六")]
)
def test_chinese_numbers(number_: int, word: str) -> None:
    assert chinese_number(number_) == word


def test_dates_have_no_padding() -> None:
    assert date_text("2024-01-05") == "2024年1月5日"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("（一）甲", 2),
        ("(二)甲", 2),
        ("1.甲", 3),
        ("12．甲", 3),
        ("1.5万元", 0),
        ("（3）甲", 4),
        ("一是甲", 0),
        ("2017年", 0),
    ],
)
def test_levels_by_their_numbers(line: str, level: int) -> None:
    assert level_of(line) == level
