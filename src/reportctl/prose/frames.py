"""Of whom and of what a sentence speaks before its number: the whole agency, or a part of its work or of its area."""

from __future__ import annotations

from reportctl.model.pattern import regex
from reportctl.prose.items import Item, Paragraph
from reportctl.prose.lexicon import HAN

_TOPIC = regex(rf"({HAN}{{0,6}})(?:领域|方面|环节|问题|事项|类别?)[，,：:]?$")
_OF_THE_FORM = regex(r"公开|申请|复议|诉讼|收费|办理|受理|答复|总体|数量")
_KEY_AREAS = regex(r"重点领域[^，。；,;]{0,12}[，,：:]?$")
_UNRELATED = regex(r"无关|不涉及|均非")
_BODY = r"局|委员会|厅|街道办事处|街道|镇|乡|公司|科室|处室|各科|办公室|管理处|中心|大队|支队|学校|医院"

_OTHER_BODY = regex(rf"^(?:其中|另外?|同时|如|例如|比如)?[，：,:]?(?:省|市|区|县|州)?({HAN}{{2,10}}?(?:{_BODY}))")
_OWN = regex(r"^(?:我|本|全|各级?|该)")
_AREA = regex(r"全([国省市区县州盟旗])(?![局委])")
_DEPARTMENT = regex(r"(?:局|委|委员会|厅|处|所|院|中心|站|队|部|社|馆)$")
_CLAUSE = regex(r"[，。；：,;:()]")


def speaks_of_a_part(item: Item, paragraph: Paragraph, agency: str) -> bool:
    """Whether the words before a number's own clause narrow it to a field of work, another body or another area."""
    head, own = item.lead, item.label
    before = head[: len(head) - len(own)] if own and head.endswith(own) else head
    topic = _TOPIC.search(before)
    if topic is not None and topic[1] and not _OF_THE_FORM.search(topic[1]):
        return True
    if _UNRELATED.search(paragraph.sentence(item.sentence)):
        return True
    return bool(_KEY_AREAS.search(before)) or _of_another_body(before, agency) or _of_another_area(own, agency)


def _of_another_body(before: str, agency: str) -> bool:
    first = _CLAUSE.split(before, maxsplit=1)[0]
    body = _OTHER_BODY.match(first)
    if body is None or _OWN.match(first) or not agency:
        return False
    return body[1][-3:] not in agency


def _of_another_area(label: str, agency: str) -> bool:
    """Whether 全市 is more than this agency: a department's whole city, or a level that its name does not have."""
    area = _AREA.search(label)
    if area is None or not agency:
        return False
    return bool(_DEPARTMENT.search(agency)) or area[1] not in agency
