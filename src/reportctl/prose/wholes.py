"""Whether the parts of a list make up its total, and how sure it is that they were meant to.

A list is read in the way that lets it hold, if there is one: any run of parts from its beginning may be the whole list.
Only what holds in no reading is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportctl.prose import lexicon as words
from reportctl.prose.items import Item, Paragraph, bare_label
from reportctl.prose.lists import List, Opening, rank
from reportctl.prose.statements import Sum, Sureness

_NEAR = Decimal("0.05")
"""How far off a total is that was miscounted or mistyped in its last digits."""
_LAST_TWO = 2
"""Parts among which the one of all the rest stands; 尚未审结 may follow it."""
_LISTED, _PAIRED = Decimal("0.125"), Decimal("0.07")
"""What a list that is opened by 其中 may lack before it no longer looks like all of the total."""
_IN_ALL = ("共", "总数", "总计", "合计", "累计")
_DOING = (
    "组织", "开展", "召开", "举办", "举行", "印发", "发布", "发放", "回应", "回复", "接受", "制作", "编发", "编印",
    "办理", "走访", "征集", "下发", "约谈", "制定", "出台", "报送", "参加", "受理",
)  # fmt: skip
"""What else was done beside what a total counts: 召开会议 25 次，组织培训 12 次."""
_MANY = 4
"""Parts behind a total of all that are its parts if they come near it, whatever they are called."""
_TERSE = 4
"""Characters of a label that is no more than a name or a verb: 保留 150 件，修改 20 件，废止 40 件."""
_WHOLE = (Decimal(99), Decimal(101))
_CHANNEL = (
    "网站", "微信", "微博", "渠道", "平台", "客户端", "公报", "公告栏", "公示栏", "报刊", "报纸", "电视", "广播",
    "新媒体", "头条", "抖音", "专栏",
)  # fmt: skip
"""Ways of publishing: one and the same item may go several of them."""
_PERSONAL = ("党员", "女", "男", "岁", "学历", "本科", "研究生", "硕士", "职称", "民族")
"""What people are: one person may be several of them."""
_COUNTED_ONCE = frozenset({"人", "名", "位"})
_PUBLISHED = frozenset({"", "条", "篇", "件", "则", "份", "期", "次", "条次", "篇次"})
_PARTITIONS = ({0, 3}, {1, 2})
"""Roles that divide cases up: received and brought forward, answered and carried forward."""
_ROLES = (words.received, words.answered, words.carried_out, words.carried_in)


_OPENINGS = ("其中", "包括", "包含", "含")


def _own_label(item: Item) -> str:
    opening = next((word for word in _OPENINGS if item.label.startswith(word)), "")
    return item.label[len(opening) :]


def worth(item: Item) -> int:
    """How many parts share a number: 甲、乙、丙各 1 条 are three."""
    return 1 + sum(item.label.count(mark) for mark in "、和及与") if item.label.endswith("各") else 1


def total_of(parts: Sequence[Item]) -> Decimal:
    """What parts add up to."""
    return sum((p.value * worth(p) for p in parts), Decimal(0))


def agree(total: Item, parts: Sequence[Item]) -> bool:
    """Whether parts may add up to a total, given what each number may stand for."""
    low = sum((p.quantity.low * worth(p) for p in parts), Decimal(0))
    high = sum((p.quantity.high * worth(p) for p in parts), Decimal(0))
    return low <= total.quantity.high and total.quantity.low <= high


def judged(found: List, paragraph: Paragraph) -> Sum | None:
    """A list as a statement that holds or does not; None where it need not be all of its total."""
    total, parts = found.total, found.parts
    core = _core(found)
    readings = [reading for reading in (parts, core) if len(reading) > 1 and agree(total, reading)]
    readings += [parts[:n] for n in _prefixes(total, parts)]
    if readings:
        return Sum(total, tuple(readings[0]), total_of(readings[0]), True, Sureness.CERTAIN)
    other = next((o for o in found.others if len(core) > 1 and agree(o, core)), None)
    if other is not None:
        return Sum(other, tuple(core), total_of(core), True, Sureness.PROBABLE)
    return _broken(found, core, paragraph) or _broken(found, _to_stronger_mark(core), paragraph)


def _broken(found: List, core: Sequence[Item], paragraph: Paragraph) -> Sum | None:
    """The list as a sum that does not hold, if these parts were meant to make it up."""
    computed = total_of(core)
    open_ended = bool(words.OPEN_END.match(core[-1].tail + _after(paragraph, core[-1])))
    sureness = _sureness(found, core, computed, open_ended)
    return Sum(found.total, tuple(core), computed, False, sureness, open_ended) if sureness else None


def _to_stronger_mark(core: Sequence[Item]) -> Sequence[Item]:
    """The parts before the first mark that is stronger than those between them."""
    inside = rank(core[1].gap) if len(core) > 1 else 0
    for n, part in enumerate(core[2:], start=2):
        mark = rank(part.gap)
        if mark > inside:
            return core[:n]
        inside = max(inside, mark)
    return core


def _core(found: List) -> tuple[Item, ...]:
    """The parts that a list has if it does not add up: to the full stop, or to the last where shares run over it."""
    parts = found.parts
    if found.core < len(parts) and shared_whole(parts):
        return parts
    core = parts[: found.core] or parts
    for n, part in enumerate(core[:-1], start=1):
        if words.RESIDUAL.match(_own_label(part)) and core[n].gap.lstrip().startswith(("；", ";", "。")):
            return core[:n]
    return core


def _prefixes(total: Item, parts: Sequence[Item]) -> Iterator[int]:
    """The lengths of the runs from the beginning that make up the total exactly."""
    running = Decimal(0)
    for n, part in enumerate(parts, start=1):
        running += part.value * worth(part)
        if n > 1 and running == total.value and (n == len(parts) or _may_end(parts, n)):
            yield n


def _may_end(parts: Sequence[Item], n: int) -> bool:
    """Whether a list can end before parts[n]: at a stronger mark than those inside it, or where other things begin."""
    inside = max((rank(part.gap) for part in parts[1:n]), default=0)
    behind = rank(parts[n].gap)
    if behind == 0 or behind < inside:
        return False
    return behind > inside or (alike(parts[:n]) and not alike(parts[: n + 1])) or _mixed(parts[: n + 1])


def _after(paragraph: Paragraph, item: Item) -> str:
    return "" if item.tail else paragraph.text[item.quantity.end : item.quantity.end + 14]


def _sureness(found: List, core: Sequence[Item], computed: Decimal, open_ended: bool) -> Sureness | None:
    """How sure it is that a list which does not add up was meant to; None where it need not."""
    total = found.total.value
    if _larger(found, core) is not None:
        return Sureness.PROBABLE
    exact = found.total.quantity.exact and all(p.quantity.exact and worth(p) == 1 for p in core)
    over = computed > found.total.quantity.high
    if open_ended:
        return Sureness.PROBABLE if over and exact and alike(core) else None
    if len(core) == 1:
        return None
    off = abs(computed - total)
    near = off <= max(Decimal(1 + over), total * _NEAR)
    close = off <= max(Decimal(2), total / 5)
    whole = shared_whole(core)
    residual = any(words.RESIDUAL.match(_own_label(part)) for part in core[-_LAST_TWO:])
    last = bool(words.RESIDUAL.match(_own_label(core[-1])))
    uniform = alike(core)
    shared = over and any(map(_overlaps, core))
    if "主要" in core[0].gap and off > total * _NEAR and not (over or whole or residual):
        return None
    overlapping = (
        shared and not (near and found.total.quantity.unit not in _COUNTED_ONCE) and _one_has_most(core, total)
    )
    sure = (
        exact
        and (near or not over)
        and not shared
        and core[-1].sentence == core[0].sentence
        and explicit_units(found.total, core)
    )
    if _mixed(core) and not residual and not _enumerated(core):
        return Sureness.PROBABLE if whole else None
    match found.opening:
        case Opening.CLOSED if close:
            return Sureness.CERTAIN if sure else Sureness.PROBABLE
        case Opening.CLOSED:
            return Sureness.PROBABLE if whole or residual or (uniform and over) else None
        case Opening.BRACKET:
            return Sureness.PROBABLE if close else None
        case Opening.INCLUDING if whole or (residual and (close or not over)):
            return Sureness.CERTAIN if sure and last and len(core) > 2 and close else Sureness.PROBABLE
        case Opening.INCLUDING:
            beyond = over and not overlapping and (close or (uniform and off * 3 <= total) or _many(core, off, total))
            short = not over and off <= total * (_LISTED if uniform or len(core) > 2 else _PAIRED)
            return Sureness.PROBABLE if beyond or short else None
        case Opening.PLAIN:
            listed = residual and len(core) > 2 and close
            return Sureness.PROBABLE if _headed(found, core, off, near, whole or listed) else None


def _headed(found: List, core: Sequence[Item], off: Decimal, near: bool, known: bool) -> bool:
    """Whether a list that no word opens divides up the number it follows: named alike, or behind a total of all."""
    in_all = words.has(found.total.label, _IN_ALL) and len(core) > 2
    if alike((found.total, *core)) and not (in_all and near):
        return False
    listed = in_all and off <= found.total.value * _NEAR and (_terse(core) or len(core) >= _MANY)
    if listed and any(part.label.startswith(_DOING) and part.label[:2] not in found.total.label for part in core):
        listed = False
    return known or listed or (near and alike(core))


def _larger(found: List, core: Sequence[Item]) -> Item | None:
    """A part that is larger than its total, where 其中 says that it is a part and no other number may be its total."""
    if found.opening is not Opening.INCLUDING or not explicit(core[0]) or core[0].depth != found.total.depth:
        return None
    most = max([found.total.quantity.high, *(other.quantity.high for other in found.others)])
    return next((part for part in core if part.quantity.low > most), None)


def _one_has_most(parts: Sequence[Item], total: Decimal) -> bool:
    """Whether one of the parts has most of the total, so that the others may well be in it; people always may."""
    return any(p.quantity.unit in _COUNTED_ONCE or p.value * 4 >= total * 3 for p in parts)


def _overlaps(part: Item) -> bool:
    """Whether what a part counts may be counted by another part too."""
    unit = part.quantity.unit
    kinds = _PERSONAL if unit in _COUNTED_ONCE else _CHANNEL if unit in _PUBLISHED else ()
    return words.has(part.label, kinds)


def _many(parts: Sequence[Item], off: Decimal, total: Decimal) -> bool:
    """Whether three or more parts are off by no more than a quarter of their total."""
    return len(parts) > 2 and off * 4 <= total


def explicit(item: Item) -> bool:
    """Whether 其中 or 包括 says that a number is part of another."""
    return words.has(item.gap, ("其中", "包括", "包含"))


def explicit_units(total: Item, parts: Sequence[Item]) -> bool:
    """Whether all parts count in the total's own unit, or in none."""
    return all(p.quantity.unit in ("", total.quantity.unit) for p in parts)


def shared_whole(parts: Sequence[Item]) -> bool:
    """Whether all parts have shares that make up 100 %."""
    if not all(part.stakes for part in parts) or len(parts) < 2:
        return False
    return _WHOLE[0] <= sum(part.stakes[0].percent.value for part in parts) <= _WHOLE[1]


def alike(parts: Sequence[Item]) -> bool:
    """Whether the parts are named alike: by the same last or first two characters, or all by short names."""
    labels = [bare_label(_own_label(part)) or part.tail for part in parts]
    if all(len(label) > 1 for label in labels):
        ends, starts = {label[-2:] for label in labels}, {label[:2] for label in labels}
        if len(ends) == 1 or len(starts) == 1 or len({label[-1] for label in labels}) == 1:
            return True
    if _enumerated(parts):
        return True
    tails = {part.tail for part in parts}
    return len(tails) == 1 and len(tails.pop()) > 1


def _terse(parts: Sequence[Item]) -> bool:
    """Whether all parts have short labels of one length."""
    lengths = {len(part.label) for part in parts}
    return len(lengths) == 1 and 1 < lengths.pop() <= _TERSE


def _enumerated(parts: Sequence[Item]) -> bool:
    """Whether three or more parts are joined by 、 alone, which makes them one list."""
    return len(parts) > 2 and all("、" in part.gap and rank(part.gap) == 0 for part in parts[1:])


def _mixed(parts: Sequence[Item]) -> bool:
    """Whether the parts are steps of a procedure rather than kinds of one thing."""
    if parts[0].quantity.unit == "人次":
        return False
    roles = {n for part in parts for n, role in enumerate(_ROLES) if role(_acted(part))}
    if len(parts) == len(roles) and roles in _PARTITIONS:
        return False
    return len(roles) > 1 or (len(roles) == 1 and sum(bool(_role(part)) for part in parts) < len(parts))


def _role(item: Item) -> bool:
    return any(role(_acted(item)) for role in _ROLES)


def _acted(item: Item) -> str:
    """A label without the kinds of answer that are named by the word: 同意公开答复的 6 件."""
    return item.label.replace("公开答复", "公开")
