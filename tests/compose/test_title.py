"""The title: a trapezoid or a diamond, broken at meaning, for agencies with short and long names and for all forms."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from test_compose import LAYOUTS, report

from reportctl.compose.title import title_of
from reportctl.model.measure import title_lines, width
from reportctl.model.report import Report

AGENCIES = [
    "市信访局",
    "某县统计局",
    "阜阳市信访局",
    "滨江市档案局",
    "某市市场监督管理局",
    "某省人民政府办公厅",
    "某市政务服务管理局",
    "某某区人民政府办公室",
    "某市住房和城乡建设局",
    "某县人力资源和社会保障局",
    "某某经济技术开发区管理委员会",
    "某某市城市管理综合行政执法局",
    "某某省某某市某某区市场监督管理局",
    "某某自治州某某县人民政府办公室",
    "某某市某某区人力资源和社会保障局",
    "某某市人民政府国有资产监督管理委员会",
]
PATTERNS = {
    "{agency}{year}年政府信息公开工作年度报告",
    "{year}年{agency}政府信息公开工作年度报告",
    "{agency}{year}年度政府信息公开年度报告",
    "{agency}{year}年政府信息公开年度报告",
    "{agency}政府信息公开工作{year}年度报告",
    *(layout.title for layout in LAYOUTS.values()),
}
WHOLE = re.compile(r"年度报告|[0-9]+年度?|政府信息公开工作|政府信息公开")


def lines_of(agency: str, pattern: str) -> tuple[str, ...]:
    title = pattern.replace("{agency}", agency).replace("{year}", "2017")
    made = report(LAYOUTS["2014"], 2017, details={"title": title})
    title, words = title_of(_of(made, agency))
    return title_lines(words)


def _of(made: Report, agency: str) -> Report:
    named: Any = replace(made.agency, text=agency)
    return replace(made, agency=named)


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
@pytest.mark.parametrize("agency", AGENCIES)
def test_a_title_is_a_trapezoid_or_a_diamond_broken_at_meaning(agency: str, pattern: str) -> None:
    lines = lines_of(agency, pattern)
    title = pattern.replace("{agency}", agency).replace("{year}", "2017")
    assert "".join(lines) == title
    ends = {len("".join(lines[:n])) for n in range(1, len(lines))}
    for match in (*WHOLE.finditer(title), re.search(re.escape(agency), title)):
        assert match is not None
        assert not ends & set(range(match.start() + 1, match.end())), lines
    widths = [width(line) for line in lines]
    assert max(widths) <= 20
    assert len(lines) <= 3
    steps = [after - before for before, after in pairwise(widths)]
    assert 0 not in steps
    assert not any(before < 0 < after for before, after in pairwise(steps)), lines


def test_a_year_before_the_last_word_belongs_to_it() -> None:
    made = report(LAYOUTS["2014"], 2017, details={"title": "某市某局政府信息公开工作2017年度报告"})
    assert title_of(_of(made, "某市某局"))[1] == ("某市某局", "政府信息公开工作", "2017年度报告")


@pytest.mark.parametrize(
    ("agency", "lines"),
    [
        (
            "新疆生产建设兵团第八师石河子市人力资源和社会保障局",
            ("新疆生产建设兵团第八师石河子市", "人力资源和社会保障局2017年", "政府信息公开工作年度报告"),
        ),
        (
            "内蒙古自治区锡林郭勒盟西乌珠穆沁旗住房和城乡建设局",
            ("内蒙古自治区锡林郭勒盟", "西乌珠穆沁旗住房和城乡建设局", "2017年政府信息公开工作年度报告"),
        ),
        (
            "黔西南布依族苗族自治州兴义市万峰林街道办事处社会事务办",
            ("黔西南布依族苗族自治州兴义市", "万峰林街道办事处社会事务办2017年", "政府信息公开工作年度报告"),
        ),
        (
            "滨江市人民政府办公室（市政务公开与政务服务管理处、市大数据发展管理局）",
            (
                "滨江市人民政府办公室",
                "（市政务公开与政务服务管理处、",
                "市大数据发展管理局）2017年",
                "政府信息公开工作年度报告",
            ),
        ),
    ],
)
def test_a_name_longer_than_a_line_is_broken_between_its_levels(agency: str, lines: tuple[str, ...]) -> None:
    assert lines_of(agency, "{agency}{year}年政府信息公开工作年度报告") == lines


def test_no_level_is_seen_in_words_that_only_contain_its_character() -> None:
    agency = "某某市城市管理局某某社区城乡建设与市场监督综合服务中心办公室一科"
    lines = lines_of(agency, "{agency}{year}年政府信息公开工作年度报告")
    for word in ("城市管理局", "社区", "城乡建设", "市场监督", "办公室一科"[:3]):
        assert any(word in line for line in lines), lines
