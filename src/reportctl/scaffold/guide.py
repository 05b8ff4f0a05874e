"""填表说明: what a clerk needs to know, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from openpyxl.workbook.workbook import Workbook

from reportctl.model import form
from reportctl.model.layout import Deadline, Layout
from reportctl.scaffold import style
from reportctl.scaffold.content import Content
from reportctl.scaffold.page import protect, set_page, set_widths
from reportctl.scaffold.placement import placement
from reportctl.scaffold.style import Look, height, lines, merge, put

WIDTHS = (12.0, 92.0)

SAMPLE = replace(style.CENTRED, size=10)
LEGEND: tuple[tuple[str, Look, str], ...] = (
    ("填写", replace(SAMPLE, fill=style.INPUT_FILL), "在这里填写。"),
    ("总数", replace(SAMPLE, fill=style.TOTAL_FILL, bold=True), "也在这里填写：总数须与分项相符，没有发生也要填 0。"),
    ("标签", replace(SAMPLE, fill=style.HEAD_FILL, bold=True), "规定的表头和标签，已经锁定，不用填写。"),
    (
        "不符",
        replace(SAMPLE, fill=style.RED_FILL, ink=style.RED_INK, bold=True),
        "总数与分项不符，或者“其中”超过了总数。两边都改对以后，红色自动消失。",
    ),
    (
        "存疑",
        replace(SAMPLE, fill=style.AMBER_FILL, ink=style.AMBER_INK, bold=True),
        "不合常例，请核对；确属实际情况的，可以保留。",
    ),
)


class Line(Struct, frozen=True):
    """A line of the page: a mark in the first column, text in the second; a heading has no text."""

    mark: str
    text: str = ""
    look: Look = SAMPLE


def write_guide(book: Workbook, content: Content) -> None:
    """Write the page; nothing in it is read back."""
    sheet = book.create_sheet(form.SHEET_GUIDE)
    set_widths(sheet, WIDTHS)
    put(sheet, 1, 1, f"{content.title}填表说明", replace(style.TITLE, size=16))
    merge(sheet, 1, 1, 1, 2, replace(style.TITLE, size=16))
    sheet.row_dimensions[1].height = height(lines(content.title, 64)) * 1.6
    for row, line in enumerate(_page(content), start=2):
        if line.text:
            put(sheet, row, 1, line.mark, line.look)
            put(sheet, row, 2, line.text, style.LABEL)
            sheet.row_dimensions[row].height = height(lines(line.text, WIDTHS[1]))
        else:
            heading = replace(style.SECTION, size=12)
            put(sheet, row, 1, line.mark, heading)
            merge(sheet, row, 1, 1, 2, heading)
            sheet.row_dimensions[row].height = 26
    set_page(sheet, content.title)
    protect(sheet, rows=False)


def _page(content: Content) -> Iterator[Line]:
    yield Line("一、填写步骤")
    for number, text in enumerate(_steps(content), start=1):
        yield Line(f"第 {number} 步", text)
    yield Line("二、颜色的含义")
    for mark, look, text in LEGEND:
        yield Line(mark, text, look)
    yield Line("三、留空、0 和“/”")
    yield Line("0", "这项工作有，但本年度没有发生。印出来是 0。")
    yield Line("留空", "分项留空按 0 计算，印出来是空白；总数留空而分项有数的，按漏填处理。")
    yield Line("/", "本单位没有这项职能，这个数不适用。印出来是“/”，不参加计算。")
    yield Line("其他", "可以写公式，不要写“无”“3件”“约20”；要说明的话，写在表下的备注里。")
    yield Line("四、在正文中引用数字")
    yield from _placeholders(content.layout)
    yield Line("五、校核和生成")
    year = content.year
    yield Line("存放", f"保存为 xlsx 格式，放在 data 文件夹中，例如 data/{year}.xlsx。机关和年度以“基本信息”为准。")
    yield Line("校核", f"运行 reportctl check {year}：列出每处差错在哪张表、哪个格子，差多少，怎样改，依据是什么。")
    yield Line("生成", f"运行 reportctl build {year}：校核通过的，在 out 文件夹中生成 DOCX 和 PDF；有差错的不生成。")
    yield Line("六、公布期限")
    for deadline in content.layout.deadlines:
        yield Line("期限", _deadline(deadline, content.year))
    yield Line("提前", f"上级要求更早的，从其要求，并填入“{form.SHEET_PARTICULARS}”的“公布期限”。")
    yield Line("七、依据")
    for basis in content.layout.basis:
        yield Line("依据", basis.cite + ("" if basis.verified else "（待核对原文）"))


def _steps(content: Content) -> Iterator[str]:
    sheets = "、".join(f"“{table.sheet}”" for table in content.layout.tables)
    yield f"“{form.SHEET_PARTICULARS}”：报告机关、数据年度和适用表式已经填好，其余各项照右边的说明填写，没有的留空。"
    yield (
        f"{sheets}：按规定的表式逐格填数，只填有底色的格子。单击格子会显示单位和填法。"
        "行高、列宽可以调整，标签和次序请不要改动。"
    )
    yield (
        f"“{form.SHEET_BREAKDOWNS}”：本单位自己列出的构成，例如按渠道分列的数量。先写一行“{form.BREAKDOWN_TOTAL}”，"
        f"下面每个分项写一行“{form.BREAKDOWN_PART}”。分项加起来等于总数的，关系选“{form.RELATIONS[0][1]}”；"
        f"只是总数的一部分的，选“{form.RELATIONS[1][1]}”。没有的可以不填。"
    )
    yield (
        f"“{form.SHEET_NARRATIVE}”：逐部分填写。一段写一行，段首不用空格；二级以下的标题，如“（一）……”，也各写一行。"
        "行数不够时，在段落行上插入行；多余的空行不用删除。"
    )
    yield (
        f"“{form.SHEET_ACCEPTANCES}”：平时不用填。只有报告早已公布、差错不能再改的，才在这里写明代码、指标编号和理由，"
        "该项差错即不再妨碍生成，但会记录在案。"
    )
    yield "填完以后，看看有没有红色的格子，再按第五部分校核和生成。"


def _placeholders(layout: Layout) -> Iterator[Line]:
    example = next(iter(placement(layout)), "")
    if example:
        yield Line(
            "统计数", f"写 {{{example}}}，生成时换成表中的数；单击统计表的格子，可以看到它的编号。表改了，正文跟着改。"
        )
    yield Line("分项", "写 {名称}，例如名称是“门户网站”的，写 {门户网站}。名称不能重复，重复的请先改成不同的名称。")


def _deadline(deadline: Deadline, year: int) -> str:
    levels = dict(form.LEVELS)
    who = "、".join(levels.get(level, level) for level in deadline.levels)
    fixed = deadline.month is not None and deadline.day is not None
    day = f"{year + 1} 年 {deadline.month} 月 {deadline.day} 日以前" if fixed else "按当地规定的时间"
    return f"{who}：{day}，{deadline.duty}（{deadline.basis}）。" if who else f"{deadline.duty}（{deadline.basis}）。"
