"""A contact person or an applicant is named.

## 说明

写出了联系人或申请人的姓名。年度报告公布的是单位的联系方式，不需要个人姓名；依申请公开的例子不应写出申请人。“申请人
某某”“申请人张某”不算。

## 例

“联系人：张三”；“申请人李四提出”。

## 怎么办

删去姓名，写科室或单位。

## What it means

A report gives the contact of the agency, not of a person, and its examples do not name applicants. Names that are
already veiled (张某) do not count.

## Example

A contact person is named.

## What to do

Name the office instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.finding import Finding, Rule, Severity, Words
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.rules._places import PUBLISHED, places

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪"
)
_GIVEN = r"(?!某|先生|女士|同志)[\u4e00-\u9fff]{1,2}"
_NAMED = regex(
    rf"(?P<role>联\s*系\s*人|经办人|承办人|申请人)[：:]\s*(?P<name>[{_SURNAMES}]{_GIVEN})"
    r"(?=[\s，。；、（(）)\d]|电话|手机|联系|$)"
)

RULE = Rule(
    code="PII105",
    name="person-named",
    severity=Severity.WARNING,
    message=Words(
        zh="{place}里写出了{role}的姓名 {number}",
        en="{place_en} names {role_en}, {number}",
    ),
    hint=Words(
        zh="请删去姓名，写科室或单位",
        en="name the office instead",
    ),
    manual=__doc__ or "",
)


def check(report: Report) -> Iterator[Finding]:
    """Every contact person or applicant who is named in printed text."""
    for place in places(report):
        if place.kind not in PUBLISHED:
            break
        for match in _NAMED.finditer(place.text) if "人：" in place.text or "人:" in place.text else ():
            applicant = match["role"].startswith("申请人")
            args = {
                "place": place.kind.zh,
                "place_en": place.kind.en,
                "role": match["role"],
                "role_en": "an applicant" if applicant else "a contact person",
                "number": f"{match['name'][0]}{'*' * (len(match['name']) - 1)}",
            }
            yield Finding(RULE, place.at, args, section=place.section)
