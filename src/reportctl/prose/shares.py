"""Percentages in sentences: shares of a stated or implied base, and growth against last year's number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from reportctl.prose.items import Change, Item, Paragraph
from reportctl.prose.lexicon import same_unit
from reportctl.prose.scan import Kind, Quantity
from reportctl.prose.statements import Growth, Share, Sum

_LOOK_BACK = 40
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_BY_CHANCE = Decimal("1.5")
"""Percentage points within which a share is taken to be meant of a base that is only implied."""
_APART = Decimal(15)


def rounded(value: Decimal, like: Quantity) -> Decimal:
    """A value at the precision that a number is printed with, half up."""
    return value.quantize(like.step, rounding=ROUND_HALF_UP)


def share_of(part: Decimal, base: Decimal, like: Quantity) -> Decimal | None:
    """The percentage of a part in a base as it has to be printed; None of nothing."""
    return rounded(part * 100 / base, like) if base else None


def shares(paragraph: Paragraph, lists: Sequence[Sum], earlier: Sequence[Item]) -> Iterator[Share]:
    """Every 占 x % of a paragraph, against the base that makes it right, or else the one that is most likely meant."""
    heads = {part.index: found for found in lists for part in found.parts}
    siblings = _siblings(paragraph)
    for item in paragraph.items:
        together = siblings.get(item.sentence, ())
        whole = _agreed(together, item)
        for percent, named in item.percents:
            bases = [*([whole] if whole else ()), *_bases(paragraph, item, named, heads, together, earlier)]
            judged = _judged(item, percent, bases, firm=bool(whole or named or item.index in heads))
            if judged is not None:
                yield judged


def _agreed(siblings: Sequence[Item], item: Item) -> tuple[Decimal, str] | None:
    """The sum of the counts that have shares together, if the others, at least two, are shares of it."""
    others = [i for i in siblings if i.index != item.index and _fits(i, item)]
    whole = sum((i.value for i in others), item.value)
    held = len(others) > 1 and all(share_of(i.value, whole, p) == p.value for i in others for p, _ in i.percents[:1])
    return (whole, _joined(siblings)) if held else None


def _joined(items: Sequence[Item]) -> str:
    return "+".join(i.quantity.text for i in items[:9])


def _siblings(paragraph: Paragraph) -> dict[int, tuple[Item, ...]]:
    """The counts with shares that stand together, by sentence; they may run on over a full stop."""
    groups: dict[int, tuple[Item, ...]] = {}
    run: list[Item] = []
    for item in (i for i in paragraph.items if i.percents):
        if run and item.sentence > run[-1].sentence + 1:
            run = []
        run.append(item)
        for member in {i.sentence for i in run[-_LOOK_BACK:]}:
            groups[member] = tuple(run[-_LOOK_BACK:])
    return groups


def _bases(
    paragraph: Paragraph,
    item: Item,
    named: str,
    heads: Mapping[int, Sum],
    siblings: Sequence[Item],
    earlier: Sequence[Item],
) -> Iterator[tuple[Decimal, str]]:
    """What the share may be meant of, the likeliest first."""
    before = [i for i in paragraph.items[max(0, item.index - _LOOK_BACK) : item.index] if _counts(i, item)]
    core = re.sub(r"总|数量|数|的|全部|其|了|所有", "", named)
    if len(core) > 1:
        for other in (*reversed(before), *reversed(earlier)):
            if _counts(other, item) and _alike(core, other.label + other.tail):
                yield other.value, other.quantity.text
    if item.index in heads:
        head = heads[item.index]
        yield head.total.value, head.total.quantity.text
        if head.parts:
            yield head.computed, _joined(head.parts)
    same = [i for i in siblings if _fits(i, item)]
    if len(same) > 1:
        yield sum((i.value for i in same), Decimal(0)), _joined(same)
    for other in reversed(before):
        if other.sentence == item.sentence or _leads(paragraph, other):
            yield other.value, other.quantity.text
    for other in reversed(earlier):
        if _counts(other, item):
            yield other.value, other.quantity.text


def _fits(other: Item, item: Item) -> bool:
    return not other.quantity.unit or not item.quantity.unit or same_unit(other.quantity.unit, item.quantity.unit)


def _counts(other: Item, item: Item) -> bool:
    return _fits(other, item) and other.value >= item.value and not other.delta and not other.prior


def _leads(paragraph: Paragraph, item: Item) -> bool:
    return item.index == 0 or paragraph.items[item.index - 1].sentence != item.sentence


def _alike(first: str, second: str) -> bool:
    return first in second or sum(first[i : i + 2] in second for i in range(len(first) - 1)) * 2 >= len(first) - 1


def _judged(item: Item, percent: Quantity, bases: Sequence[tuple[Decimal, str]], *, firm: bool) -> Share | None:
    part = item.quantity
    if not percent.exact:
        return None
    nearest: Share | None = None
    for base, text in bases:
        computed = share_of(part.value, base, percent)
        if computed is None:
            continue
        if computed == percent.value or (not part.exact and abs(computed - percent.value) <= _BY_CHANCE):
            return Share(part, base, text, percent, percent.value, True)
        share = Share(part, base, text, percent, computed, False)
        if nearest is None or (not firm and abs(computed - percent.value) < abs(nearest.computed - percent.value)):
            nearest = share
    if nearest is None or not part.exact:
        return None
    off = abs(nearest.computed - percent.value)
    return nearest if off <= (_APART if firm else _BY_CHANCE) else None


def growths(paragraph: Paragraph, last: Mapping[int, Decimal]) -> Iterator[Growth]:
    """Every growth or fall whose two numbers are known; `last` has last year's number of an item by its index."""
    for change in paragraph.changes:
        pair = _stated(paragraph, change)
        if pair is None and change.of is not None and change.of.index in last and "同期" not in change.gap[-4:]:
            pair = (change.of, last[change.of.index]) if _yearly(change) else None
        if pair is None:
            continue
        judged = _grown(change, *pair)
        if judged is not None:
            yield judged


def _yearly(change: Change) -> bool:
    """Whether the change is against the year before, and stated of the number directly before it."""
    return bool(re.search(r"同比|[比较](?:上年|去年|上一年)|[比较](?:19|20)\d\d年", change.gap)) and (
        change.of is not None and change.of.sentence == change.sentence and not change.of.delta
    )


def _stated(paragraph: Paragraph, change: Change) -> tuple[Item, Decimal] | None:
    """This year's number and the year before's where the sentence itself gives both."""
    inside = [i for i in paragraph.items if i.sentence == change.sentence and i.quantity.end <= change.quantity.start]
    prior = [i for i in inside[-3:] if i.prior and not i.delta]
    own = [i for i in inside[-4:] if not i.prior and not i.delta and not i.cumulative]
    if len(prior) == 1 and own and same_unit(prior[0].quantity.unit, own[-1].quantity.unit):
        return own[-1], prior[0].value
    return _year_by_year(own[-2:])


def _year_by_year(pair: Sequence[Item]) -> tuple[Item, Decimal] | None:
    """Two numbers with one label and two years: 2016 年收到 50 件，2017 年收到 60 件."""
    if len(pair) < 2 or not all(i.years for i in pair) or pair[1].years[-1] != pair[0].years[-1] + 1:
        return None
    labels = {_YEAR.sub("", i.label) for i in pair}
    return (pair[1], pair[0].value) if len(labels) == 1 else None


def _grown(change: Change, now: Item, before: Decimal) -> Growth | None:
    quantity, current = change.quantity, now.quantity
    if not quantity.exact or not current.exact or not change.sign:
        return None
    difference = (current.value - before) * change.sign
    match quantity.kind:
        case Kind.PERCENT if before:
            computed = rounded(difference * 100 / before, quantity)
        case Kind.TIMES if before:
            computed = rounded(difference / before, quantity)
        case Kind.COUNT if same_unit(quantity.unit, current.unit):
            computed = difference
        case _:
            return None
    return Growth(current, before, quantity, computed, change.sign, computed == quantity.value)
