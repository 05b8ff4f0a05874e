"""The report that began it all: what is said of its sentences as they were published, in other words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from textreport import cell, text_report

from reportctl.check import JUDGES
from reportctl.model.finding import Finding
from reportctl.model.report import Report, SectionText, Text
from reportctl.prose.reading import sums_in
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts

LAYOUT = next(layout for layout in read_layouts(builtin_layouts())[0] if layout.id == "2014")
CHAPTERS = {
    "一、概述": [
        "2017年，我局主动公开政府信息1027条，全文电子化率100%，未收到依申请公开，未发生行政复议和行政诉讼。",
        "（一）工作举措",
        "1.加强组织领导。成立以主要负责人为组长的领导小组，明确1名分管负责人、1个科室和2名工作人员具体负责。",
        "2.规范公开标准。按照《条例》第九条至第十二条和皖政办〔2017〕15号文件，梳理5个方面26项内容。",
        "3.拓展公开渠道。截至2017年底，“阜阳信访”微信公众号信息发布量1280条，头条号618条。",
        "4.强化监督落实。每季度通报1次，对3个科室进行提醒。",
        "（二）工作成效。连续2年在全市政务公开考评中位居前10名。",
    ],
    "二、主动公开政府信息工作情况": [
        "（一）数量。全年主动公开政府信息1027条，其中市信访局门户网站更新360条，市政府网站信息公开专栏更新188条，"
        "微信公众号、微博更新479条。",
        "（二）公开形式。2017年“阜阳信访”微信公众号推送消息479条。",
        "（三）推进和培训考核。组织政务公开培训2次。",
        "（四）政策解读。发布政策解读信息34条。",
    ],
    "三、依申请公开工作情况": ["2017年，我局未收到政府信息公开申请。"],
    "四、因政府信息公开申请行政复议及提起行政诉讼情况": [
        "2017年，我局没有因政府信息公开被申请行政复议、提起行政诉讼。"
    ],
    "五、存在的主要问题": ["一是主动性不够；二是时效性不强；三是内容不够丰富；四是队伍能力有待提高。"],
    "六、下一步工作打算": ["一、提高认识。", "二、完善制度。", "三、加强培训，全年培训不少于2次。"],
}
VALUES = {"disclosed": 1027, "ch_site": 548, "ch_wechat": 479, "interpret": 34} | dict.fromkeys(
    ("received", "by_person", "by_fax", "by_net", "by_mail", "replied", "review", "suit", "complaint", "fee"), 0
)


def published(values: dict[str, int]) -> Report:
    row = iter(range(2, 99))
    sections = tuple(
        SectionText(
            "", Text(heading, cell(next(row), 2, "正文")), tuple(Text(t, cell(next(row), 2, "正文")) for t in texts)
        )
        for heading, texts in CHAPTERS.items()
    )
    figures: dict[str, int | str] = {f"stat.{name}.value": value for name, value in values.items()}
    report = text_report(form=LAYOUT, values=figures, agency="阜阳市信访局")
    return replace(report, sections=sections)


def said(report: Report) -> list[Finding]:
    return [found for rule, judge in JUDGES if rule.code.startswith("TXT") for found in judge(report)]


@pytest.mark.parametrize("values", [VALUES, {}], ids=["beside its table", "without a table, as it was"])
def test_only_the_account_with_two_numbers_is_reported(values: dict[str, int]) -> None:
    (found,) = said(published(values))
    assert found.rule.code == "TXT302"
    assert (found.expected, found.actual) == (Decimal(1280), Decimal(479))
    message = found.message("zh")
    assert "信息发布量1280条" in message
    assert "推送消息479条" in message
    assert [related.value for related in found.related] == [1280]


def test_the_breakdown_of_what_was_disclosed_holds() -> None:
    lists = [found for _, found in sums_in(published(VALUES)) if found.total.value == 1027]
    assert [[int(part.value) for part in found.parts] for found in lists] == [[360, 188, 479]]
    assert all(found.holds for found in lists)


def test_a_wrong_part_is_an_error() -> None:
    report = published(VALUES)
    wrong = "（一）数量。全年主动公开政府信息1027条，其中门户网站更新360条，信息公开专栏更新188条，其他渠道更新478条。"
    sections = list(report.sections)
    sections[1] = replace(sections[1], paragraphs=(replace(sections[1].paragraphs[0], text=wrong),))
    codes = [(found.rule.code, found.grade.value) for found in said(replace(report, sections=tuple(sections)))]
    assert codes == [("TXT201", "error")]
