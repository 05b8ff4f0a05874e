"""The workbook's own sheets and labels, shared by what writes a workbook and what reads it.

Nothing here belongs to a statutory form: those labels are in the layouts.
"""

from __future__ import annotations

from msgspec import Struct

SHEET_GUIDE = "填表说明"
SHEET_PARTICULARS = "基本信息"
SHEET_BREAKDOWNS = "分项"
SHEET_NARRATIVE = "正文"
SHEET_ACCEPTANCES = "校核说明"
SHEET_LISTS = "选项"
"""Hidden; holds the entries of drop-down lists and states nothing."""


class Particular(Struct, frozen=True):
    """A line of 基本信息: its key in the figures file, its label, the hint beside it, and a closed choice if any."""

    key: str
    label: str
    hint: str
    choices: tuple[tuple[str, str], ...] = ()


LEVELS = (("department", "政府部门"), ("government", "本级政府"), ("other", "其他"))
"""An agency's level: the key of the figures file and the word of the workbook."""

PARTICULARS = (
    Particular("agency", "报告机关", "单位全称，与公章一致；用于标题、落款和文件名"),
    Particular("year", "数据年度", "报告所述的年度，四位数字，如 2017"),
    Particular("layout", "适用表式", "由年度决定，一般不改；地方变体在此填写编号"),
    Particular("level", "机关层级", "决定公布期限；从下拉列表中选择", LEVELS),
    Particular("address", "办公地址", "印在前言的联系方式中"),
    Particular("postcode", "邮政编码", "六位数字"),
    Particular("phone", "联系电话", "办公电话；请不要填个人手机号"),
    Particular("fax", "传真", "没有的留空"),
    Particular("email", "电子邮箱", "公务邮箱；请不要填个人邮箱"),
    Particular("website", "公布网址", "报告电子版的下载网址"),
    Particular("date", "成文日期", "落款日期，如 2018-01-25"),
    Particular("period_from", "统计开始日期", "留空即为当年 1 月 1 日"),
    Particular("period_to", "统计截止日期", "留空即为当年 12 月 31 日"),
    Particular("due", "公布期限", "上级要求更早的，在此填写；留空按法定期限"),
    Particular("title", "报告标题", "留空按规定的标题"),
    Particular("previous", "上年度工作簿", "留空则在 data 文件夹中自动查找"),
)
"""The lines of 基本信息, in order. Labels stand in the first column, values in the second, hints in the third."""

BREAKDOWN_HEADS = ("类别", "名称", "数值", "单位", "关系", "对应指标")
"""The head of 分项. A line of 类别 BREAKDOWN_TOTAL opens a breakdown, lines of BREAKDOWN_PART follow it.

对应指标 holds the figure's id where the total is one of the statutory table; 数值 is then left blank.
"""
BREAKDOWN_TOTAL = "总数"
BREAKDOWN_PART = "分项"
RELATIONS = (("sum", "合计"), ("subset", "其中"))
"""A breakdown's relation: the key of the figures file and the word of the workbook."""

NARRATIVE_HEADS = ("类别", "内容", "法定内容")
"""The head of 正文.

A line of 类别 NARRATIVE_SECTION opens a section: 内容 is its heading as printed, 法定内容 the ids and headings of the
sections of the form that it answers, joined by NARRATIVE_JOIN where they are several. Lines of NARRATIVE_PARAGRAPH (or
with a blank 类别) are its paragraphs. Lines of NARRATIVE_PREAMBLE replace the composed preamble.
"""
NARRATIVE_SECTION = "标题"
NARRATIVE_PARAGRAPH = "段落"
NARRATIVE_PREAMBLE = "前言"
NARRATIVE_JOIN = "；"
NARRATIVE_OWN = "自设"
"""法定内容 of a section that the form does not know: this word, then a space and an id of the agency's own."""

ACCEPTANCE_HEADS = ("代码", "指标", "理由")
"""The head of 校核说明: the finding's code, what it concerns, and why the published figure stays.

指标 holds the figure's or section's id, or a cell such as 统计表!C6; blank where only one finding has the code.
"""

NOTE_MARKS = ("备注", "注：", "注:", "说明：")
"""Openings of a line in a statutory sheet that is a note: it is never taken for a label."""


def section_choice(section_id: str, heading: str) -> str:
    """The entry of 法定内容 for a section of the form: its id, a space, its heading."""
    return f"{section_id} {heading}"
