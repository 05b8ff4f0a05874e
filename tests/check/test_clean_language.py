"""A report without a fault of language, and what one slip in it is called.

The sentences are written for these tests in the manner of published reports: comparisons with other years, document
numbers, addresses, quotations, lists of several levels. None of them may alarm.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from reportcase import report_of

from reportctl.check import JUDGES
from reportctl.model.finding import Finding
from reportctl.model.report import Report, Text

FAMILIES = ("FMT", "IDN", "PII", "DUP", "ORD106", "DUE")
RULES = [check for rule, check in JUDGES if rule.code.startswith(FAMILIES)]

FORM = {"title": "{agency}{year}年政府信息公开年度报告"}
PREAMBLE = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《示例省办公厅关于做好2018年年度报告编制工作的通知》"
    "（示政办秘〔2018〕7号），现公布示例市信访局2017年政府信息公开年度报告。",
    "本报告由概述、主动公开政府信息的情况、依申请公开政府信息的情况、收费及减免情况、存在的主要问题及改进措施共五个部分组成。",
    "报告中所列数据的统计期限自2017年1月1日起，至2017年12月31日止。",
    "邮　编：236000",
    "电　话：0558-2270000，传真：0558-2270001，电子邮箱：xxgk@163.com",
    "网　址：http://www.example.gov.cn/xxgk/index.html?year=2017&type=1",
)
SECTIONS = (
    (
        "一、概述",
        (
            "2017年，全局认真落实《条例》，坚持“公开为常态、不公开为例外”的原则，全年主动公开信息1027条，比2016年增长20.3%，"
            "较2015年、2016年分别增加30条和20条。",
            "（一）工作举措",
            "1.加强组织领导。主要负责同志负总责，分管负责同志具体抓；办公室（政务公开科）牵头，各科室按职责分工落实。",
            "2.完善工作制度。印发《二〇一七年工作要点》（某信办〔2017〕12号），修订“三项制度”（审查、发布、考核）。",
            "（1）审查。先审查、后公开。",
            "（2）发布。二十个工作日内发布。",
            "3.拓宽公开渠道。一是改版网站，二是开通公众号“示例信访”，三是在大厅设置LED屏和Wi-Fi，四是支持手机APP查询。",
            "（二）工作成效",
            "网站访问量12.6万人次，同比增长33.9%；最快的一件当天办结，平均用时3—5个工作日，办结率为100%。",
            "自2008年以来，累计公开信息8456条。截至2017年12月31日，没有发生因公开引起的投诉。",
        ),
    ),
    (
        "二、主动公开政府信息的情况",
        (
            "（一）数量",
            "2016年公开853条，2017年公开1027条。其中：政策文件12件、工作动态860条、人事财务155条。",
            "（二）形式",
            "以网站为第一平台；同时利用政务微博、微信、头条号、宣传栏……等多种形式。",
            "（三）培训",
            "3月5日、6月12日和10月20日各举办一期培训班，共120余人次参加，人均4.5学时。",
            "第一季度侧重条例，二、三季度侧重实务。“信访条例宣传月”活动连续举办3年（2015—2017年）。",
        ),
    ),
    (
        "三、依申请公开政府信息的情况",
        (
            "2017年收到申请12件，其中当面申请3件、网络申请9件，均在规定期限内答复；2016年结转1件，已于2017年1月20日办结。",
            "申请人张某反映的事项，属于《条例》规定的范围，已依法告知获取的方式和途径。",
            "截至2018年1月15日，没有尚未办结的申请。",
        ),
    ),
    ("四、收费及减免情况", ("2017年没有收取检索、复制、邮寄等费用，也没有减免费用的情形。",)),
    (
        "五、存在的主要问题及改进措施",
        (
            "存在的问题：一是公开的形式不够丰富；二是解读不够及时；三是人手偏紧。",
            "（一）2016年问题整改情况",
            "2016年指出的“栏目更新慢”等2个问题已经整改，2017年没有再发生。",
            "（二）2018年工作打算",
            "2018年，我局将进一步：一是加强学习；二是完善制度；三是改进解读，做到“有文件、有解读、有回应”。",
        ),
    ),
)


def report(change: tuple[str, str] | None = None, title: str = "") -> Report:
    """The clean report, or the same with one piece of text changed."""

    def text(line: str) -> str:
        return line.replace(*change) if change else line

    case = {
        "agency": "示例市信访局",
        "details": {"email": "xxgk@163.com", "phone": "0558-2270000", "date": "2018-01-26", "title": title},
        "preamble": [text(line) for line in PREAMBLE],
        "sections": [
            {"id": f"s{i}", "heading": text(heading), "text": [text(line) for line in lines]}
            for i, (heading, lines) in enumerate(SECTIONS, 1)
        ],
    }
    return report_of(FORM, case)


def found(given: Report) -> list[Finding]:
    return [finding for check in RULES for finding in check(given)]


def test_a_clean_report_has_no_finding() -> None:
    assert [finding.message("zh") for finding in found(report(title="示例市信访局2017年政府信息公开年度报告"))] == []


SLIPS = [
    ("FMT101", "（三）培训", "（四）培训"),
    ("FMT101", "2.完善工作制度", "1.完善工作制度"),
    ("FMT101", "四、收费及减免情况", "五、收费及减免情况"),
    ("FMT101", "三是在大厅", "四是在大厅"),
    ("FMT102", "2017年收到申请12件", "一、2017年收到申请12件"),
    ("FMT104", "12件，其中当面", "12件,其中当面"),
    ("FMT104", "其中：政策", "其中:政策"),
    ("FMT104", "（政务公开科）", "(政务公开科)"),
    ("FMT105", "不公开为例外”", "不公开为例外"),
    ("FMT105", "（以下简称《条例》）", "（以下简称《条例）》"),
    ("FMT105", "（政务公开科）", "（政务公开科"),
    ("FMT106", "“示例信访”", "“示例信访“"),
    ("FMT107", "先审查、后公开。", "先审查、、后公开。。"),
    ("FMT108", "宣传栏……等", "宣传栏...等"),
    ("FMT109", "分管负责同志", "分管 负责同志"),
    ("FMT110", "3月5日、", "三月5日、"),
    ("FMT111", "2017年1月20日", "2017年01月20日"),
    ("FMT113", "共120余人次", "共１２０余人次"),
    ("FMT114", "2016年公开853条", "二〇一六年公开853条"),
    ("IDN106", "现公布示例市信访局2017年", "现公布示例市信访局2016年"),
    ("IDN106", "截至2017年12月31日，没有", "截至2016年12月31日，没有"),
    ("IDN106", "（二）2018年工作打算", "（二）2017年工作打算"),
    ("IDN106", "2018年，我局将进一步", "2017年，我局将进一步"),
    ("IDN107", "自2017年1月1日起，至2017年", "自2016年1月1日起，至2016年"),
    ("IDN108", "现公布示例市信访局2017年", "现公布范例县民政局2017年"),
    ("IDN109", "最快的一件", "最快的XX件"),
    ("IDN109", "各科室按职责分工", "【请填写各科室】按职责分工"),
    ("ORD106", "共五个部分", "共六个部分"),
    ("ORD106", "收费及减免情况、存在", "政策解读情况、存在"),
    ("PII101", "申请人张某反映", "申请人（440524188001010014）反映"),
    ("PII102", "申请人张某反映", "申请人（13800000000）反映"),
    ("PII104", "申请人张某反映", "申请人（z@qq.com）反映"),
    ("PII106", "申请人张某反映", "申请人在（2017）皖行初12号案中反映"),
]


@pytest.mark.parametrize(("code", "right", "wrong"), SLIPS)
def test_one_slip_is_one_finding_of_its_rule(code: str, right: str, wrong: str) -> None:
    given = report((right, wrong))
    assert given != report()
    told = {finding.rule.code for finding in found(given)}
    assert told == {code}


def test_a_title_of_another_year() -> None:
    told = found(report(title="示例市信访局2016年政府信息公开年度报告"))
    assert [finding.rule.code for finding in told] == ["IDN106"]


def test_a_paragraph_pasted_twice() -> None:
    given = report()
    first, *rest = given.sections
    twice = replace(first, paragraphs=(*first.paragraphs, Text(first.paragraphs[0].text, first.heading.at)))
    told = found(replace(given, sections=(twice, *rest)))
    assert [finding.rule.code for finding in told] == ["DUP102"]
