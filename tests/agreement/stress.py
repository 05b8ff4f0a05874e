"""A report of more than 40 pages with everything that makes lines hard to break, in sentences of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    Block,
    DocCell,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from reportctl.model.grid import CellRole

AGENCY = "滨江市档案馆（市地方志编纂办公室）"
_NUMERALS = "一二三四五六七八九十"
_TITLES = ("总体情况", "主动公开情况", "存在的问题和改进的措施")
_SUBTITLES = ("制度建设", "平台建设", "监督保障和教育培训")
_LEADS = ("健全机制", "回应关切", "规范申请办理")
_LABELS = (
    "1.通过政府网站公开的信息数",
    "其中：规范性文件",
    "（不同渠道和方式公开同一条信息的，只计1条）公开的总数",
)
_SENTENCES = (
    "全年主动公开政府信息{a}条，比上年增加{b}条，增长{p}%",
    "按照国办公开办函〔2021〕{c}号和国办发〔2019〕61号的要求，逐条核对公开目录（含“重点领域”专栏）",
    "“网上办事”“政策问答”两个栏目（共{c}项）全部改版，点击{a}次",
    "群众可在http://www.example.gov.cn/gongkai/list_{c}.html查阅全文——不需要登录",
    "收到申请{c}件，其中自然人{d}件、法人{e}件；予以公开{d}件，部分公开{e}件……均在20个工作日内答复",
    "举办培训班3期，{b}人次参加；印发《公开工作手册》（第{e}版）{a}册",
    "滨江市人民政府办公室政务公开与政务服务管理处、市大数据发展管理局数据资源处牵头负责",
    "哪些该公开？怎么公开？谁来公开？都写进了制度",
    "依申请公开的答复文书（包括告知书、补正通知书、延期通知书）统一了格式",
    "微信公众号“滨江档案”（bjda-2021）发布信息{a}条，阅读量{p}万次",
    "坚持“谁制作、谁公开；谁保存、谁负责”",
    "移交纸质档案{a}卷、电子文件{b}GB，目录检索平均用时{p}秒",
    "下一步，继续在“准、快、全”三个字上下功夫",
    "查阅时间为周一至周五8:30—17:30，电话0100-{a}{b}，邮箱archives@example.gov.cn",
    "主要问题有：一是更新不够及时；二是解读形式单一——多为文字；三是基层力量不足",
    "对《条例》第五条、第十三条至第十五条规定的内容，做到“应公开、尽公开”",
)


def stress_document(seed: int = 1, sections: int = 8) -> Document:
    """A report with a table in every second section, and one as an attachment."""
    random = Random(seed)
    blocks = [block for number in range(sections) for block in _section(random, number)]
    blocks += [AttachmentNote(("政府信息公开情况统计表", "政府信息公开申请办理情况表"))]
    blocks += [Signature(AGENCY, "2022年1月25日"), Attachment("附件1"), _list(random, "政府信息公开情况统计表", 60)]
    words = (AGENCY, "2021年", "政府信息公开", "工作", "年度报告")
    return Document("".join(words), words, tuple(blocks), AGENCY, 2021, "报告", date(2022, 1, 25), "ab" * 32)


def _section(random: Random, number: int) -> Iterator[Block]:
    yield Heading(1, f"{_NUMERALS[number % 10]}、{random.choice(_TITLES)}")
    for part in range(4):
        yield Heading(2, f"（{_NUMERALS[part]}）{random.choice(_SUBTITLES)}")
        for point in range(3):
            lead = f"{point + 1}.{random.choice(_LEADS)}。"
            yield Paragraph(lead + _prose(random, random.randint(2, 7)), lead=len(lead), lead_level=3)
        yield Paragraph(_prose(random, random.randint(1, 9)))
    if number % 2:
        yield _matrix(random) if number % 4 == 1 else _list(random, "", 18)


def _prose(random: Random, count: int) -> str:
    return "".join(_sentence(random) + random.choice("。。。；") for _ in range(count - 1)) + _sentence(random) + "。"


def _sentence(random: Random) -> str:
    numbers = {"a": random.randint(1000, 9999), "b": random.randint(100, 999), "c": random.randint(10, 99)}
    small = {"d": random.randint(1, 9), "e": random.randint(1, 9)}
    share = f"{random.randint(0, 99)}.{random.randint(0, 9)}"
    return random.choice(_SENTENCES).format(**numbers, **small, p=share)


def _list(random: Random, title: str, rows: int) -> TableBlock:
    heads = ("指标名称", "单位", "本年度", "上年度")
    cells = [DocCell(0, c, 1, 1, CellRole.HEAD, text) for c, text in enumerate(heads)]
    for row in range(1, rows + 1):
        if row % 9 == 1:
            cells.append(DocCell(row, 0, 1, 1, CellRole.STUB, f"{_NUMERALS[row // 9]}、各类信息"))
            cells += [DocCell(row, c, 1, 1, CellRole.EMPTY, "——") for c in (1, 2, 3)]
            continue
        cells.append(DocCell(row, 0, 1, 1, CellRole.STUB, random.choice(_LABELS), level=row % 3))
        cells.append(DocCell(row, 1, 1, 1, CellRole.UNIT, "条"))
        values = ((c, str(random.randint(0, 99999))) for c in (2, 3))
        cells += [DocCell(row, c, 1, 1, CellRole.VALUE, value, f"l.r{row}.c{c}") for c, value in values]
    foot = ("单位负责人：", "审核人：", "填报人：") if title else ()
    above = f"填报单位：{AGENCY}" if title else ""
    subtitle = "（2021年度）" if title else ""
    return TableBlock("l", title, subtitle, 4, rows + 1, 1, (36, 6, 9, 9), tuple(cells), above, "", foot)


def _matrix(random: Random) -> TableBlock:
    heads = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    groups = ("（一）予以公开", "（三）不予公开", "（五）不予处理")
    cells = [
        DocCell(0, 0, 3, 3, CellRole.CORNER, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
        DocCell(0, 3, 1, 7, CellRole.HEAD, "申请人情况"),
        DocCell(1, 3, 2, 1, CellRole.HEAD, heads[0]),
        DocCell(1, 4, 1, 5, CellRole.HEAD, "法人或其他组织"),
        *(DocCell(2, 3 + c, 1, 1, CellRole.HEAD, heads[c]) for c in range(1, 6)),
        DocCell(1, 9, 2, 1, CellRole.HEAD, heads[6]),
        DocCell(3, 0, 18, 1, CellRole.STUB, "三、本年度办理结果"),
    ]
    for index, group in enumerate(groups):
        cells.append(DocCell(3 + 6 * index, 1, 6, 1, CellRole.STUB, group))
    labels = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益")
    for row in range(3, 21):
        cells.append(DocCell(row, 2, 1, 1, CellRole.STUB, labels[row % 4]))
        cells += [
            DocCell(row, 3 + c, 1, 1, CellRole.VALUE, str(random.randint(0, 2000)), f"m.r{row}.c{c}") for c in range(7)
        ]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return TableBlock("m", "", "", 10, 21, 3, (3, 5, 22, 5, 5, 5, 5, 5, 5, 5), tuple(ordered))
