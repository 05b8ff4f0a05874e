"""Lists in sentences: a total and its parts, before or behind it, nested, open, or running over a full stop.

A list is read in the way that lets it hold, if there is one: any run of parts from its beginning may be the whole list.
Only what holds in no reading is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import IntEnum
from itertools import islice

from msgspec import Struct

from reportctl.model.pattern import regex
from reportctl.prose import lexicon as words
from reportctl.prose.items import Item, Paragraph, bare_label
from reportctl.prose.numerals import chinese_number
from reportctl.prose.statements import Sum, Sureness

MOST_PARTS = 64
"""Parts that are looked at in one list; a sentence has fewer."""
_BEFORE_LIST = 4
"""Numbers before a list among which its total is; those in brackets are not counted."""
_REACH = 4 * MOST_PARTS
"""Numbers that are looked through for the parts of one list, those in brackets and of other kinds among them."""
_NEAR = Decimal("0.05")
_LISTED, _PAIRED = Decimal("0.1"), Decimal("0.07")
"""What a list that is opened by 其中 may lack before it no longer looks like all of the total."""
_WHOLE = (Decimal(99), Decimal(101))
_PRECEDING = regex(r"前([一二两三四五六七八九])(?:项|类|种|者|个)")
_COUNTED = regex(r"([两二三四五六七八九])(?:项|类|种|者|个|部分)?(?:合计|总计|共计|共)")
_CHANNEL = regex(r"网站|微信|微博|渠道|平台|客户端|公报|公告栏|公示栏|报刊|报纸|电视|广播|新媒体|头条|抖音|专栏")
"""Ways of publishing: one and the same item may go several of them."""
_PERSONAL = regex(r"党员|女|男|岁|学历|本科|研究生|硕士|职称|民族")
"""What people are: one person may be several of them."""
_COUNTED_ONCE = frozenset({"人", "名", "位"})
_PUBLISHED = frozenset({"", "条", "篇", "件", "则", "份", "期", "次", "条次", "篇次"})
_THIN = " 、，,"
_MARKS = ("、", "，,", "；;()", "。！？\n")
_REPEATABLE = ("涉及", "含")
"""Words that stand before each item of some lists, and then open none."""
_PARTITIONS = ({0, 3}, {1, 2})
"""Roles that divide cases up: received and brought forward, answered and carried forward."""
_ROLES = (words.RECEIVED, words.ANSWERED, words.CARRIED_OUT, words.CARRIED_IN)


class Opening(IntEnum):
    """How a list is opened."""

    PLAIN = 1
    BRACKET = 2
    INCLUDING = 3
    CLOSED = 4


class _List(Struct, frozen=True):
    total: Item
    parts: tuple[Item, ...]
    opening: Opening
    core: int
    """How many parts stand before the first full stop."""


def sums(paragraph: Paragraph) -> Iterator[Sum]:
    """Every total with its parts that a paragraph states."""
    items = _listed(paragraph)
    done: set[int] = set()
    for n in range(len(items) - 1):
        found = _list_at(items, n)
        if found is None or (found.opening is Opening.PLAIN and found.parts[0].index in done):
            continue
        for one in (found, *_beside(items, n, found)):
            judged = _judged(one, paragraph)
            if judged is not None:
                done.update(part.index for part in judged.parts)
                yield judged
    yield from _totals_behind(items, done)


def heads(paragraph: Paragraph, own: Sequence[Sum]) -> dict[int, tuple[Item, ...]]:
    """The total of the list that each part stands in, and the list's parts behind it, by the part's index.

    A list counts as one where a word or a bracket opens it, or where it adds up.
    """
    found = {part.index: (s.total, *s.parts) for s in own for part in s.parts}
    items = _listed(paragraph)
    for n in range(len(items) - 1):
        opened = _list_at(items, n)
        if opened is not None and opened.opening is not Opening.PLAIN:
            for part in opened.parts[: opened.core or 1]:
                found.setdefault(part.index, (opened.total,))
    return found


def _listed(paragraph: Paragraph) -> list[Item]:
    """The counts that may be totals or parts."""
    return [i for i in paragraph.items if not (i.delta or i.prior or i.base)]


def _list_at(items: Sequence[Item], n: int) -> _List | None:
    opening = _opening(items, n)
    if opening is None:
        return None
    start = n + 1
    total = _regrouped(items, n) or _total_for(items, n, opening)
    if total is None:
        return None
    parts, core = _parts(items, start, total)
    return _List(total, tuple(parts), opening, core) if parts else None


def _opening(items: Sequence[Item], n: int) -> Opening | None:
    """How the number behind items[n] opens a list, if it does."""
    gap, bracket = items[n + 1].gap, items[n + 1].depth > items[n].depth
    if words.TOTAL_AFTER.search(gap):
        return None
    if _regrouped(items, n) is not None:
        return Opening.INCLUDING
    cue = words.INCLUDING.search(gap) or (words.WITHIN.search(gap) if bracket else None)
    including = cue is not None and not (cue[1] in _REPEATABLE and str(cue[1]) in items[n].gap)
    if words.CLOSED.search(gap):
        return Opening.CLOSED if including or _attached(gap) else Opening.PLAIN
    if including:
        return Opening.INCLUDING
    if bracket:
        return Opening.BRACKET
    if re.match(r"[^，。；,;()]{0,8}[:：]", gap):
        return Opening.CLOSED
    heads = n == 0 or items[n - 1].sentence != items[n].sentence
    return Opening.PLAIN if heads and re.search(r"[，。；,;]", gap) else None


def _beside(items: Sequence[Item], n: int, found: _List) -> Iterator[_List]:
    """The lists of other units that run beside a list: 6 场 420 人次，其中线下 4 场 260 人次、线上 2 场 160 人次."""
    if found.opening is Opening.PLAIN or len(found.parts) < 2:
        return
    first, last = found.parts[0], found.parts[-1]
    between = [i for i in items[n + 1 :][:_REACH] if i.index <= last.index + 1 and i.depth == first.depth]
    others = [i for i in between if i.quantity.unit and not _same(i, found.total) and i.sentence == first.sentence]
    before = [i for i in items[max(0, n - 3) : n + 1] if i.sentence == first.sentence and i.depth == found.total.depth]
    for unit in dict.fromkeys(i.quantity.unit for i in others):
        parts = tuple(i for i in others if i.quantity.unit == unit)
        total = next((i for i in reversed(before) if i.quantity.unit == unit), None)
        if total is not None and len(parts) == len(found.parts) and not any(i.gap.strip(_THIN) for i in parts):
            yield _List(total, parts, found.opening, len(parts))


def _regrouped(items: Sequence[Item], n: int) -> Item | None:
    """The number that the list behind items[n] divides up once more, in another way than the list before it."""
    first = items[n + 1]
    if first.depth or not words.REGROUPED.search(first.gap):
        return None
    near = items[max(0, n - MOST_PARTS) : n + 1]
    leading = [i for k, i in enumerate(near) if i.sentence > first.sentence - 3 and _leads(near, k) and _same(i, first)]
    whole = max(leading, key=lambda i: i.value, default=None)
    return whole if whole is not None and whole.value >= first.value else None


def _leads(items: Sequence[Item], n: int) -> bool:
    return not items[n].depth and (n == 0 or items[n - 1].sentence < items[n].sentence)


def _same(first: Item, second: Item) -> bool:
    return words.same_unit(first.quantity.unit, second.quantity.unit)


def _attached(gap: str) -> bool:
    """Whether 分别 speaks of the number before it, and not of two things that are named only now."""
    return not re.search(r"[，。；,;][^，。；,;]*[、和与及][^，。；,;]*分别", gap)


def _total_for(items: Sequence[Item], n: int, opening: Opening) -> Item | None:
    """The number that the list behind items[n] divides up: the nearest one before it with the parts' unit.

    Numbers in brackets are passed over. A list that begins a sentence divides up what the sentence before is about,
    not what that one itself takes out of it: 答复 1453 件，包括上年结转 30 件。其中，….
    """
    first = items[n + 1]
    aside: Item | None = None
    near = (i for i in reversed(items[max(0, n - MOST_PARTS) : n + 1]) if i.depth <= first.depth)
    for item in islice(near, _BEFORE_LIST):
        if item.sentence < first.sentence - 1:
            break
        if first.quantity.unit in ("", item.quantity.unit) or _same(item, first):
            if item.sentence == first.sentence or not words.INCLUDING.search(item.gap):
                return item
            aside = aside or item
        elif opening is Opening.PLAIN:
            break
    return aside


def _parts(items: Sequence[Item], start: int, total: Item) -> tuple[list[Item], int]:
    parts: list[Item] = []
    depth, core, n = items[start].depth, 0, start
    while n < min(len(items), start + _REACH) and len(parts) < MOST_PARTS:
        item = items[n]
        if item.depth > depth:
            n += 1
            continue
        if n > start and _ends(items, n, depth, parts[-1] if parts else item):
            break
        if item.quantity.unit and not words.same_unit(item.quantity.unit, total.quantity.unit):
            if parts and item.sentence == parts[-1].sentence:
                n += 1
                continue
            break
        if not item.quantity.unit and not _labelled(item):
            n += 1
            continue
        parts.append(item)
        if item.sentence == items[start].sentence:
            core = len(parts)
        n = _behind_nested(items, n)
    return parts, core


def _ends(items: Sequence[Item], n: int, depth: int, last: Item) -> bool:
    item = items[n]
    if item.depth < depth or (depth and item.sentence != last.sentence):
        return True
    if words.TOTAL_AFTER.search(item.gap) or words.OPEN_END.match(item.gap):
        return True
    if item.sentence > last.sentence + 1 or item.sentence > items[n - 1].sentence + 1:
        return True
    return bool(words.BREAK.search(item.gap))


def _behind_nested(items: Sequence[Item], n: int) -> int:
    """The place behind items[n] and behind the list that divides it up in turn, where one follows."""
    inner = items[n + 1] if n + 1 < len(items) else None
    if inner is None or inner.depth != items[n].depth or inner.value > items[n].value:
        return n + 1
    if not words.INCLUDING.search(inner.gap):
        return n + 1
    running = Decimal(0)
    for m in range(n + 1, min(len(items), n + 1 + MOST_PARTS)):
        if items[m].sentence != items[n + 1].sentence or (m > n + 1 and re.match(r"\s*[；;]", items[m].gap)):
            return m
        running += items[m].value
        if running == items[n].value:
            return m + 1
        if running > items[n].value:
            return next((k for k in range(m, len(items)) if _rank(items[k].gap)), len(items))
    return len(items)


def _labelled(item: Item) -> bool:
    return len(re.findall(r"[一-鿿]", item.label)) >= 2 and (not item.tail or item.tail.startswith("占"))


def _own_label(item: Item) -> str:
    return re.sub(r"^(?:其中|包括|包含|含)", "", item.label)


def _worth(item: Item) -> int:
    """How many parts share a number: 甲、乙、丙各 1 条 are three."""
    return 1 + len(re.findall(r"[、和及与]", item.label)) if item.label.endswith("各") else 1


def _total_of(parts: Sequence[Item]) -> Decimal:
    return sum((p.value * _worth(p) for p in parts), Decimal(0))


def _agree(total: Item, parts: Sequence[Item]) -> bool:
    low = sum((p.quantity.low * _worth(p) for p in parts), Decimal(0))
    high = sum((p.quantity.high * _worth(p) for p in parts), Decimal(0))
    return low <= total.quantity.high and total.quantity.low <= high


def _judged(found: _List, paragraph: Paragraph) -> Sum | None:
    total, parts = found.total, found.parts
    core = _core(found)
    readings = [reading for reading in (parts, core) if len(reading) > 1 and _agree(total, reading)]
    readings += [parts[:n] for n in _prefixes(total, parts)]
    if readings:
        return Sum(total, tuple(readings[0]), _total_of(readings[0]), True, Sureness.CERTAIN)
    return _broken(found, core, paragraph) or _broken(found, _to_stronger_mark(core), paragraph)


def _broken(found: _List, core: Sequence[Item], paragraph: Paragraph) -> Sum | None:
    """The list as a sum that does not hold, if these parts were meant to make it up."""
    computed = _total_of(core)
    open_ended = bool(words.OPEN_END.match(core[-1].tail + _after(paragraph, core[-1])))
    sureness = _sureness(found, core, computed, open_ended)
    return Sum(found.total, tuple(core), computed, False, sureness, open_ended) if sureness else None


def _to_stronger_mark(core: Sequence[Item]) -> Sequence[Item]:
    """The parts before the first mark that is stronger than those between them."""
    inside = _rank(core[1].gap) if len(core) > 1 else 0
    for n, part in enumerate(core[2:], start=2):
        rank = _rank(part.gap)
        if rank > inside:
            return core[:n]
        inside = max(inside, rank)
    return core


def _core(found: _List) -> tuple[Item, ...]:
    """The parts that a list has if it does not add up: to the full stop, or to the last where shares run over it."""
    parts = found.parts
    if found.core < len(parts) and shared_whole(parts):
        return parts
    core = parts[: found.core] or parts
    for n, part in enumerate(core[:-1], start=1):
        if words.RESIDUAL.match(_own_label(part)) and re.match(r"\s*[；;。]", core[n].gap):
            return core[:n]
    return core


def _prefixes(total: Item, parts: Sequence[Item]) -> Iterator[int]:
    """The lengths of the runs from the beginning that make up the total exactly."""
    running = Decimal(0)
    for n, part in enumerate(parts, start=1):
        running += part.value * _worth(part)
        if n > 1 and running == total.value and (n == len(parts) or _may_end(parts, n)):
            yield n


def _may_end(parts: Sequence[Item], n: int) -> bool:
    """Whether a list can end before parts[n]: at a stronger mark than those inside it, or where other things begin."""
    inside = max((_rank(part.gap) for part in parts[1:n]), default=0)
    behind = _rank(parts[n].gap)
    if behind == 0 or behind < inside:
        return False
    return behind > inside or (alike(parts[:n]) and not alike(parts[: n + 1])) or _mixed(parts[: n + 1])


def _rank(gap: str) -> int:
    """The strongest mark between two numbers: 、 joins, a comma parts, a semicolon or full stop parts more."""
    return max((rank for rank, marks in enumerate(_MARKS) if set(marks) & set(gap)), default=0)


def _after(paragraph: Paragraph, item: Item) -> str:
    return "" if item.tail else paragraph.text[item.quantity.end : item.quantity.end + 14]


def _sureness(found: _List, core: Sequence[Item], computed: Decimal, open_ended: bool) -> Sureness | None:
    """How sure it is that a list which does not add up was meant to; None where it need not."""
    total = found.total.value
    exact = found.total.quantity.exact and all(p.quantity.exact and _worth(p) == 1 for p in core)
    over = computed > found.total.quantity.high
    if open_ended:
        return Sureness.PROBABLE if over and exact and alike(core) else None
    if len(core) == 1:
        single = core[0]
        sure = found.opening is Opening.INCLUDING and single.depth == found.total.depth and _explicit(single)
        return Sureness.PROBABLE if sure and single.quantity.low > found.total.quantity.high else None
    off = abs(computed - total)
    near = off <= max(Decimal(1 + over), total * _NEAR)
    close = off <= max(Decimal(2), total / 5)
    whole = shared_whole(core)
    residual = bool(words.RESIDUAL.match(_own_label(core[-1])))
    uniform = alike(core)
    overlapping = over and any(map(_overlaps, core))
    sure = (
        exact
        and (near or not over)
        and not overlapping
        and core[-1].sentence == core[0].sentence
        and _explicit_units(found.total, core)
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
            return Sureness.CERTAIN if sure and residual and len(core) > 2 and close else Sureness.PROBABLE
        case Opening.INCLUDING:
            beyond = over and not overlapping and (close or (uniform and off * 3 <= total) or _many(core, off, total))
            short = not over and off <= total * (_LISTED if uniform or len(core) > 2 else _PAIRED)
            return Sureness.PROBABLE if beyond or short else None
        case Opening.PLAIN:
            if alike((found.total, *core)):
                return None
            listed = residual and len(core) > 2 and close
            return Sureness.PROBABLE if whole or listed or (near and uniform) else None


def _overlaps(part: Item) -> bool:
    """Whether what a part counts may be counted by another part too."""
    unit = part.quantity.unit
    pattern = _PERSONAL if unit in _COUNTED_ONCE else _CHANNEL if unit in _PUBLISHED else None
    return pattern is not None and bool(pattern.search(part.label))


def _many(parts: Sequence[Item], off: Decimal, total: Decimal) -> bool:
    """Whether three or more parts are off by no more than a quarter of their total."""
    return len(parts) > 2 and off * 4 <= total


def _explicit(item: Item) -> bool:
    return bool(re.search(r"其中|包括|包含", item.gap))


def _explicit_units(total: Item, parts: Sequence[Item]) -> bool:
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


def _enumerated(parts: Sequence[Item]) -> bool:
    """Whether three or more parts are joined by 、 alone, which makes them one list."""
    return len(parts) > 2 and all("、" in part.gap and _rank(part.gap) == 0 for part in parts[1:])


def _mixed(parts: Sequence[Item]) -> bool:
    """Whether the parts are steps of a procedure rather than kinds of one thing."""
    roles = {n for part in parts for n, role in enumerate(_ROLES) if role.search(part.label)}
    if len(parts) == len(roles) and roles in _PARTITIONS:
        return False
    return len(roles) > 1 or (len(roles) == 1 and sum(bool(_role(part)) for part in parts) < len(parts))


def _role(item: Item) -> bool:
    return any(role.search(item.label) for role in _ROLES)


def _totals_behind(items: Sequence[Item], done: set[int]) -> Iterator[Sum]:
    """Totals that stand behind their parts: …，合计 9 件; 前两项合计 548 条."""
    for n, item in enumerate(items):
        match = words.TOTAL_AFTER.search(item.gap)
        if not match or not n:
            continue
        counted = _PRECEDING.search(item.gap)
        before = _before(items, n, crossing=bool(counted or re.search(r"以上|上述", item.gap)))
        if counted:
            wanted = int(chinese_number(counted[1]) or 0)
            first = next((k for k, b in enumerate(before) if _explicit(b)), 0)
            before = before[first : first + wanted]
            if len(before) < wanted:
                continue
        if sum(_worth(b) for b in before) < 2 or not _of_the_same(match, before):
            continue
        run = _suffix(item, before)
        computed = _total_of(run)
        if _agree(item, run):
            yield Sum(item, tuple(run), computed, True, Sureness.CERTAIN)
        elif abs(computed - item.value) <= max(Decimal(2), item.value * _NEAR * 2) or alike(run):
            named = _COUNTED.search(item.gap)
            sure = (
                (named is not None and chinese_number(named[1]) == len(run))
                or match[1] != "共"
                and alike(run)
                and not (done & {b.index for b in run})
            )
            exact = item.quantity.exact and all(b.quantity.exact for b in run) and _explicit_units(item, run)
            yield Sum(item, tuple(run), computed, False, Sureness.CERTAIN if sure and exact else Sureness.PROBABLE)


def _of_the_same(total: re.Match[str], before: Sequence[Item]) -> bool:
    """Whether a total that says what was done (共公开 9 条) follows numbers of the same doing."""
    return not total["done"] or all(total["done"] in part.label for part in before)


def _before(items: Sequence[Item], n: int, *, crossing: bool) -> list[Item]:
    """The counts that a total behind them may sum up, in their order."""
    total, found = items[n], []
    for item in reversed(items[max(0, n - MOST_PARTS) : n]):
        if item.sentence < total.sentence - int(crossing) or (item.depth < total.depth):
            break
        if item.depth == total.depth and words.same_unit(item.quantity.unit, total.quantity.unit):
            found.append(item)
    return found[::-1]


def _suffix(total: Item, before: Sequence[Item]) -> Sequence[Item]:
    """The shortest run directly before the total that makes it up, else all of them."""
    low = high = Decimal(0)
    for n, item in enumerate(reversed(before), start=1):
        low, high = low + item.quantity.low * _worth(item), high + item.quantity.high * _worth(item)
        if n > 1 and low <= total.quantity.high and total.quantity.low <= high:
            return before[len(before) - n :]
    return before
