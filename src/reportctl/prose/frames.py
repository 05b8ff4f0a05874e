"""Of whom and of what a sentence speaks before its number: the whole agency, or a part of its work or of its area."""

from __future__ import annotations

from reportctl.model.pattern import regex
from reportctl.prose.items import Item, Paragraph
from reportctl.prose.lexicon import HAN, has, up_to

_TOPIC = regex(
    rf"({HAN}{{0,6}})(?:领域|方面|环节|问题|事项|类别?)[，,：:]?$",
    having=("领域", "方面", "环节", "问题", "事项", "类"),
)
_OF_THE_FORM = ("公开", "申请", "复议", "诉讼", "收费", "办理", "受理", "答复", "总体", "数量")
_KEY_AREAS = regex(r"重点领域[^，。；,;]{0,12}[，,：:]?$", having=("重点领域",))
_UNRELATED = ("无关", "不涉及", "均非")
_BODIES = (
    "局", "委员会", "厅", "街道办事处", "街道", "镇", "乡", "公司", "科室", "处室", "各科", "办公室", "管理处", "中心",
    "大队", "支队", "学校", "医院",
)  # fmt: skip
_OTHER_BODY = regex(
    rf"^(?:其中|另外?|同时|如|例如|比如)?[，：,:]?(?:省|市|区|县|州)?({HAN}{{2,10}}?(?:{'|'.join(_BODIES)}))",
    having=_BODIES,
)
_OWN = ("我", "本", "全", "各", "该")
_AREA = regex(r"全([国省市区县州盟旗])(?![局委])", having=tuple(f"全{level}" for level in "国省市区县州盟旗"))
_DEPARTMENT = ("局", "委", "委员会", "厅", "处", "所", "院", "中心", "站", "队", "部", "社", "馆")


def speaks_of_a_part(item: Item, paragraph: Paragraph, agency: str) -> bool:
    """Whether the words before a number's own clause narrow it to a field of work, another body or another area."""
    head, own = item.lead, item.label
    before = head[: len(head) - len(own)] if own and head.endswith(own) else head
    topic = _TOPIC.search(before)
    if topic is not None and topic[1] and not has(topic[1], _OF_THE_FORM):
        return True
    if has(paragraph.sentence(item.sentence), _UNRELATED):
        return True
    return bool(_KEY_AREAS.search(before)) or _of_another_body(before, agency) or _of_another_area(own, agency)


def _of_another_body(before: str, agency: str) -> bool:
    first = up_to(before, "，。；：,;:()")
    body = _OTHER_BODY.match(first) if agency and not first.startswith(_OWN) else None
    return body is not None and body[1][-3:] not in agency


def _of_another_area(label: str, agency: str) -> bool:
    """Whether 全市 is more than this agency: a department's whole city, or a level that its name does not have."""
    area = _AREA.search(label)
    if area is None or not agency:
        return False
    return agency.removesuffix("\n").endswith(_DEPARTMENT) or area[1] not in agency
