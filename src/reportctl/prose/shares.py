"""Shares in sentences: 占 x % of a stated or implied base, and rates that speak of the count before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from reportctl.model.pattern import regex
from reportctl.prose.items import Item, Paragraph, Rate, Stake
from reportctl.prose.lexicon import COMPLETED, same_unit
from reportctl.prose.scan import Quantity
from reportctl.prose.statements import Share

_LOOK_BACK = 40
_BY_CHANCE = Decimal("1.5")
"""Percentage points within which a share is taken to be meant of a base that is only implied."""
_TENTH = 10
_ALONE = Decimal(5)
"""The same where the only number before is the one that the sentence begins with."""
_APART = Decimal(15)
_NEAREST = 4
"""Numbers before a rate among which the one is that it speaks of."""
_STOCK = regex(r"总|数量|数|的|全部|其|了|所有|全年|年度|本年|件|条")
_TOTAL = regex(r"总|共|合计|全年|全部|累计")
_TWO_GRAMS = 2
_LONGEST_SUM = 9
"""Numbers of a sum that a message writes out."""


class _Base(Struct, frozen=True):
    """What a share may be of; `low` and `high` are what the number may stand for."""

    value: Decimal
    low: Decimal
    high: Decimal
    text: str


def _base(quantity: Quantity) -> _Base:
    return _Base(quantity.value, quantity.low, quantity.high, quantity.text)


def _sum(items: Sequence[Item]) -> _Base:
    found = [i.quantity for i in items]
    nothing = Decimal(0)
    value = sum((q.value for q in found), nothing)
    low, high = sum((q.low for q in found), nothing), sum((q.high for q in found), nothing)
    return _Base(value, low, high, "+".join(q.text for q in found[:_LONGEST_SUM]))


def rounded(value: Decimal, like: Quantity) -> Decimal:
    """A value at the precision that a number is printed with, half up."""
    return value.quantize(like.step, rounding=ROUND_HALF_UP)


def share_of(part: Decimal, base: Decimal, like: Quantity) -> Decimal | None:
    """The percentage of a part in a base as it has to be printed; None of nothing."""
    return rounded(part * 100 / base, like) if base else None


def agrees(low: Decimal, high: Decimal, stated: Quantity) -> bool:
    """Whether a number computed between two bounds may be printed as it is stated."""
    return rounded(low, stated) <= stated.high and stated.low <= rounded(high, stated)


def shares(paragraph: Paragraph, heads: Mapping[int, Sequence[Item]], earlier: Sequence[Item]) -> Iterator[Share]:
    """Every 占 x % of a paragraph, against the base that makes it right, or else the one that is most likely meant.

    `heads` are the total of an item's list and the list's parts, by the item's index.
    """
    siblings = _siblings(paragraph)
    for item in (i for i in paragraph.items if not i.delta):
        together = siblings.get(item.sentence, ())
        whole = _agreed(together, item) or _announced(paragraph, together, item)
        for stake in item.stakes:
            judged = _judged(item, stake, *_bases(paragraph, item, stake, heads, together, earlier, whole))
            if judged is not None:
                yield judged


def _agreed(siblings: Sequence[Item], item: Item) -> _Base | None:
    """The sum of the counts that have shares together, if the others are shares of it."""
    others = [i for i in siblings if i.index != item.index and _fits(i, item)]
    whole = sum((i.value for i in others), item.value)
    held = bool(others) and all(_exactly(i, whole, i.stakes[0].percent) for i in others)
    return _sum(siblings) if held else None


def _announced(paragraph: Paragraph, siblings: Sequence[Item], item: Item) -> _Base | None:
    """The total that follows the counts with shares, if another of them is the share of it that it is said to be.

    Where the share says that it is of the total, and its sentence goes on to state one, that is enough.
    """
    if not siblings or not item.stakes:
        return None
    last = siblings[-1]
    for total in paragraph.items[last.index + 1 :][:_TWO_GRAMS]:
        if total.sentence > last.sentence + 1 or not _TOTAL.search(total.label) or not _counts(total, item):
            continue
        proved = any(_exactly(i, total.value, i.stakes[0].percent) for i in siblings if i.index != item.index)
        named = total.sentence == item.sentence and len(siblings) == 1 and _TOTAL.search(item.stakes[0].of)
        if total.value and (proved or named):
            return _base(total.quantity)
    return None


def _exactly(item: Item, whole: Decimal, percent: Quantity) -> bool:
    return share_of(item.value, whole, percent) == percent.value


def _siblings(paragraph: Paragraph) -> dict[int, tuple[Item, ...]]:
    """The counts with shares that stand together, by sentence; they may run on over a full stop."""
    groups: dict[int, tuple[Item, ...]] = {}
    run: list[Item] = []
    for item in (i for i in paragraph.items if i.stakes):
        if run and item.sentence > run[-1].sentence + 1:
            run = []
        run.append(item)
        for member in {i.sentence for i in run[-_LOOK_BACK:]}:
            groups[member] = tuple(run[-_LOOK_BACK:])
    return groups


def _bases(
    paragraph: Paragraph,
    item: Item,
    stake: Stake,
    heads: Mapping[int, Sequence[Item]],
    siblings: Sequence[Item],
    earlier: Sequence[Item],
    whole: _Base | None,
) -> tuple[list[_Base], Decimal]:
    """What the share may be of, the likeliest first, and how far off it may be and still be meant of that."""
    if stake.whole is not None:
        return [_base(stake.whole)], Decimal(100)
    found = [whole] if whole else []
    before = [i for i in paragraph.items[max(0, item.index - _LOOK_BACK) : item.index] if _counts(i, item)]
    core = _STOCK.sub("", stake.of)
    named = [i for i in (*reversed(before), *reversed(earlier)) if len(core) > 1 and _called(core, i)]
    found += [_base(i.quantity) for i in named if _counts(i, item)]
    head = heads.get(item.index, ())
    if head:
        found.append(_base(head[0].quantity))
        found += [_sum(head[1:])] if len(head) > _TWO_GRAMS else []
    same = [i for i in siblings if _fits(i, item)]
    if len(same) > 1:
        found.append(_sum(same))
    found += [_base(i.quantity) for i in reversed(before) if i.sentence == item.sentence or _leads(paragraph, i)]
    found += [_base(i.quantity) for i in reversed(earlier) if _counts(i, item)]
    elsewhere = re.search(r"[省市县区国]", core)
    if len(core) > 1 and not named and (elsewhere or not whole):
        return found, Decimal(0) if elsewhere else _BY_CHANCE
    if head and not head[0].cumulative and head[0].sentence == item.sentence and not stake.of:
        return found, Decimal(100)
    if whole or stake.of or head:
        return found, _APART
    alone = item.index == 1 and item.sentence == 0 and len(before) == 1 and len(same) < _TWO_GRAMS
    return found, _ALONE if alone else _BY_CHANCE


def _called(core: str, item: Item) -> bool:
    return _alike(core, item.label + item.tail)


def _fits(other: Item, item: Item) -> bool:
    return not other.quantity.unit or not item.quantity.unit or same_unit(other.quantity.unit, item.quantity.unit)


def _counts(other: Item, item: Item) -> bool:
    plain = not (other.delta or other.prior or other.base)
    return plain and _fits(other, item) and other.quantity.high >= item.quantity.low


def _leads(paragraph: Paragraph, item: Item) -> bool:
    return item.index == 0 or paragraph.items[item.index - 1].sentence != item.sentence


def _alike(first: str, second: str) -> bool:
    grams = [first[i : i + _TWO_GRAMS] for i in range(len(first) - 1)]
    return first in second or sum(gram in second for gram in grams) * 2 >= len(grams)


def _judged(item: Item, stake: Stake, bases: Sequence[_Base], reach: Decimal) -> Share | None:
    part, percent = item.quantity, stake.percent
    nearest: Share | None = None
    for base in bases:
        if not base.low:
            continue
        computed = share_of(part.value, base.value, percent) or Decimal(0)
        if agrees(part.low * 100 / base.high, part.high * 100 / base.low, percent):
            return Share(part, base.value, base.text, percent, percent.value, True)
        share = Share(part, base.value, base.text, percent, computed, False)
        if nearest is None or (
            reach <= _BY_CHANCE and abs(computed - percent.value) < abs(nearest.computed - percent.value)
        ):
            nearest = share
    if nearest is None or not part.exact:
        return None
    off = abs(nearest.computed - percent.value)
    near = reach > _BY_CHANCE or off * _TENTH <= percent.value
    return nearest if near and off <= reach else None


def rates(paragraph: Paragraph) -> Iterator[Share]:
    """Rates that name what the count before them was: 征集 86 条，采纳 35 条，采纳率 40.7%."""
    for rate in paragraph.rates:
        inside = [i for i in paragraph.items if i.sentence == rate.sentence and i.quantity.end <= rate.quantity.start]
        meant = [i for i in reversed(inside[-_NEAREST:]) if _speaks_of(rate, i) and not (i.delta or i.prior)]
        if not meant or rate.of in COMPLETED:
            continue
        read = [judged for part in meant if (judged := _rated(rate, part, inside)) is not None]
        judged = next((one for one in read if one.holds), read[0] if read else None)
        if judged is None or (not judged.holds and _together(rate, meant, judged)):
            continue
        if judged.holds or rate.quantity.value < 100:
            yield judged


def _together(rate: Rate, meant: Sequence[Item], of: Share) -> bool:
    """Whether a rate is that of all the counts that it may speak of: 被省级采用 12 篇，市级采用 48 篇，采用率 25%."""
    whole = sum((i.value for i in meant), Decimal(0))
    return share_of(whole, of.base, rate.quantity) == rate.quantity.value


def _rated(rate: Rate, part: Item, inside: Sequence[Item]) -> Share | None:
    bases = [_base(i.quantity) for i in reversed(inside) if i.index < part.index and _counts(i, part)]
    return _judged(part, Stake(rate.quantity), bases, Decimal(100))


def _speaks_of(rate: Rate, part: Item) -> bool:
    said = f"{part.label}，{part.tail}"
    return rate.of in said and not re.search(f"[不未]{rate.of}", said)
