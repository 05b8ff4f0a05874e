"""Which numbers of a paragraph stand together as a total and its parts, and what opens their list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import IntEnum
from itertools import islice

from msgspec import Struct

from reportctl.model.pattern import regex
from reportctl.prose import lexicon as words
from reportctl.prose.items import Item, Paragraph
from reportctl.prose.totals import total_behind

MOST_PARTS = 64
"""Parts that are looked at in one list; a sentence has fewer."""
_BEFORE_LIST = 4
"""Numbers before a list among which its total is; those in brackets are not counted."""
_REACH = 4 * MOST_PARTS
"""Numbers that are looked through for the parts of one list, those in brackets and of other kinds among them."""
_THIN = " 、，,"
_MARKS = ("。！？\n", "；;()", "，,")
"""Marks that part more than 、 does, the strongest first."""
_LONGEST_HEAD = 9
_OF_TWO = regex(r"[，。；,;][^，。；,;]*[、和与及][^，。；,;]*分别", having=("分别",))
_REPEATABLE = ("涉及", "含")
"""Words that stand before each item of some lists, and then open none."""


class Opening(IntEnum):
    """How a list is opened."""

    PLAIN = 1
    BRACKET = 2
    INCLUDING = 3
    CLOSED = 4


class List(Struct, frozen=True):
    """A total and its parts; `core` is how many of them stand before the first full stop.

    `others` are the numbers of the same sentence that the parts may divide up instead.
    """

    total: Item
    parts: tuple[Item, ...]
    opening: Opening
    core: int
    others: tuple[Item, ...] = ()


def listed(paragraph: Paragraph) -> list[Item]:
    """The counts that may be totals or parts."""
    return [i for i in paragraph.items if not (i.delta or i.prior or i.base)]


def list_at(items: Sequence[Item], n: int) -> List | None:
    """The list that begins behind items[n], if one does."""
    opening = _opening(items, n)
    if opening is None:
        return None
    start = n + 1
    total = _regrouped(items, n) or _total_for(items, n, opening)
    if total is None:
        return None
    parts, core = _parts(items, start, total)
    if not parts:
        return None
    near = items[max(0, n - _BEFORE_LIST) : n + 1]
    others = tuple(i for i in near if i is not total and i.sentence == total.sentence and _same(i, total))
    return List(total, tuple(parts), opening, core, others)


def _opening(items: Sequence[Item], n: int) -> Opening | None:
    """How the number behind items[n] opens a list, if it does."""
    gap, bracket = items[n + 1].gap, items[n + 1].depth > items[n].depth
    if total_behind(gap):
        return None
    if _regrouped(items, n) is not None:
        return Opening.INCLUDING
    cue = words.including(gap)
    if cue is None and bracket and (within := words.WITHIN.search(gap)):
        cue = within[1]
    including = cue is not None and not (cue in _REPEATABLE and cue in items[n].gap)
    if words.has(gap, words.CLOSED):
        return Opening.CLOSED if including or _attached(gap) else Opening.PLAIN
    if including:
        return Opening.INCLUDING
    if bracket:
        return Opening.BRACKET
    if len(head := words.up_to(gap, ":：")) < min(len(gap), _LONGEST_HEAD) and not words.has(head, "，。；,;()"):
        return Opening.CLOSED
    heads = n == 0 or items[n - 1].sentence != items[n].sentence
    return Opening.PLAIN if heads and words.has(gap, "，。；,;") else None


def beside(items: Sequence[Item], n: int, found: List) -> Iterator[List]:
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
            yield List(total, parts, found.opening, len(parts))


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
    return not _OF_TWO.search(gap)


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
            if item.sentence == first.sentence or words.including(item.gap) is None:
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
    if total_behind(item.gap) or words.OPEN_END.match(item.gap):
        return True
    if item.sentence > last.sentence + 1 or item.sentence > items[n - 1].sentence + 1:
        return True
    return words.begins_anew(item.gap)


def _behind_nested(items: Sequence[Item], n: int) -> int:
    """The place behind items[n] and behind the list that divides it up in turn, where one follows."""
    inner = items[n + 1] if n + 1 < len(items) else None
    if inner is None or inner.depth != items[n].depth or inner.value > items[n].value:
        return n + 1
    if words.including(inner.gap) is None:
        return n + 1
    running = Decimal(0)
    for m in range(n + 1, min(len(items), n + 1 + MOST_PARTS)):
        if items[m].sentence != items[n + 1].sentence or (m > n + 1 and items[m].gap.lstrip().startswith(("；", ";"))):
            return m
        running += items[m].value
        if running == items[n].value:
            return m + 1
        if running > items[n].value:
            return next((k for k in range(m, len(items)) if rank(items[k].gap)), len(items))
    return len(items)


def rank(gap: str) -> int:
    """The strongest mark between two numbers: 、 joins, a comma parts, a semicolon or full stop parts more."""
    return next((len(_MARKS) - n for n, marks in enumerate(_MARKS) if words.has(gap, marks)), 0)


def _labelled(item: Item) -> bool:
    named = sum("一" <= c <= "鿿" for c in item.label) > 1
    return named and (not item.tail or item.tail.startswith("占"))
