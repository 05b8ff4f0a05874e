"""One thing with two numbers: the same subject stated twice in a report, with different figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reportctl.model.pattern import regex
from reportctl.prose.items import Item, bare_label
from reportctl.prose.mentions import Stated
from reportctl.prose.passages import Passage
from reportctl.prose.statements import Sum
from reportctl.prose.wordings import Wordings

_NAMED = regex(r"[“「《\"][^”」》\"]{2,20}[”」》\"]", having='“「《"')
_YEAR = regex(r"(?:19|20)\d\d年度?", having=("19", "20"))
_EMPTY = Wordings(
    "全年[度|]", "本年[度|]", "今年", "年内", "我[局|县|市|区|省|委|办]", "本[局|县|市|区|省|委|办]",
    "全[局|县|市|区|省]", "累计", "共[计|]", "合计", "总计", "总数", "数量", "总量", "发布", "推送", "更新", "刊发",
    "公布", "刊登", "公开", "编发", "通过", "利用", "信息", "消息", "数据", "内容", "政府", "各类", "有关", "相关",
    "条数", *"的了在为是达到上量数等共/、，“”\"",
)  # fmt: skip
"""Words that every label may have."""
_PARTIAL = ("其中", "每", "计划", "拟", "力争", "预计", "不少于", "目标")
"""Words of a part, of a rate, or of what is only meant to be."""
_SHORTEST = 6
_SHORTEST_NAMED = 4


class Repeat(Struct, frozen=True):
    """Two different numbers for one thing, each with its passage."""

    first: Passage
    one: Item
    second: Passage
    other: Item


def repeats(
    year: int, read: Sequence[Passage], lists: Sequence[tuple[Passage, Sum]], mentioned: Sequence[Stated]
) -> Iterator[Repeat]:
    """Every subject that has two different numbers, once for each further number; `year` is the report's."""
    parents = {(id(p), part.index): found.total for p, found in lists for part in found.parts}
    seen: dict[tuple[str, ...], tuple[Passage, Item]] = {}
    figures = {(id(s.passage), s.item.index): s for s in mentioned}
    for passage in read:
        for item in passage.read.items:
            known = figures.get((id(passage), item.index))
            if known is not None and known.value is not None:
                continue
            named = ("", *known.mention.figures) if known is not None else None
            key = named or _key(item, parents.get((id(passage), item.index)))
            if key is None or not item.quantity.exact or _other_time(item, year):
                continue
            first = seen.setdefault(key, (passage, item))
            bound = first[0].is_bound(first[1].quantity) and passage.is_bound(item.quantity)
            if first[1].value != item.value and not bound:
                yield Repeat(first[0], first[1], passage, item)


def _other_time(item: Item, year: int) -> bool:
    if item.years and item.years[-1] != year:
        return True
    if item.delta or item.prior or item.cumulative or item.partial:
        return True
    near = item.gap[-60:]
    first = min(((near.find(word), word) for word in _PARTIAL if word in near), default=None)
    return first is not None and not (first[1] == "其中" and _NAMED.search(item.label))


def _key(item: Item, total: Item | None) -> tuple[str, ...] | None:
    """What a number is of, without the words that every such label has; None where that says too little."""
    label = bare_label(item.label).removeprefix("其中")
    subject = _subject(label)
    named = _NAMED.search(item.gap[-80:])
    if len(subject) < (_SHORTEST_NAMED if named else _SHORTEST) or not item.quantity.unit:
        return None
    parent = _subject(bare_label(total.label)) if total is not None and named is None else ""
    return (subject, item.quantity.unit, _subject(item.tail), parent)


def _subject(words: str) -> str:
    return _EMPTY.removed_from(_YEAR.sub("/", words))
