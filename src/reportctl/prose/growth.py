"""Growth in sentences: in per cent, in times, in points or as a difference, against the number of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportctl.model.pattern import regex
from reportctl.prose.items import Change, Item, Paragraph
from reportctl.prose.lexicon import same_unit
from reportctl.prose.scan import Kind, Quantity
from reportctl.prose.shares import agrees, rounded
from reportctl.prose.statements import Growth

_YEAR = regex(r"(?:19|20)\d\d年度?")
_YEARLY = regex(r"同比|[比较与](?:上年|去年|上一年)|[比较与](?:19|20)\d\d年")
_NEAREST = 4


def growths(paragraph: Paragraph, last: Mapping[int, Decimal]) -> Iterator[Growth]:
    """Every growth or fall whose two numbers are known; `last` has last year's number of an item by its index."""
    for change in paragraph.changes:
        if change.rates is not None:
            yield _in_points(change, *change.rates)
            continue
        pair = _stated(paragraph, change) or _by_difference(paragraph, change) or _from_last(change, last)
        judged = _grown(change, *pair) if pair is not None else None
        if judged is not None:
            yield judged


def _in_points(change: Change, now: Quantity, before: Quantity) -> Growth:
    difference = (now.value - before.value) * change.sign
    holds = change.quantity.low <= difference <= change.quantity.high
    return Growth(now, before.value, change.quantity, difference, change.sign, holds)


def _from_last(change: Change, last: Mapping[int, Decimal]) -> tuple[Item, Quantity | Decimal] | None:
    """The number of last year's report, if the change is against it and stated of the number directly before."""
    of = change.of
    if of is None or of.index not in last or of.delta or of.sentence != change.sentence:
        return None
    return (of, last[of.index]) if _YEARLY.search(change.gap) and "同期" not in change.gap[-4:] else None


def _stated(paragraph: Paragraph, change: Change) -> tuple[Item, Quantity | Decimal] | None:
    """This year's number and the year before's where the sentence itself gives both."""
    inside = [i for i in paragraph.items if i.sentence == change.sentence and i.quantity.end <= change.quantity.start]
    prior = [i for i in inside[-3:] if i.prior and not i.delta]
    own = [i for i in inside[-_NEAREST:] if not (i.prior or i.delta or i.cumulative or i.base)]
    if len(prior) == 1 and own and same_unit(prior[0].quantity.unit, own[-1].quantity.unit):
        return own[-1], prior[0].quantity
    return _year_by_year(own[-2:]) if not prior else None


def _year_by_year(pair: Sequence[Item]) -> tuple[Item, Quantity | Decimal] | None:
    """Two numbers with one label and two years: 2016 年收到 50 件，2017 年收到 60 件."""
    if len(pair) < 2 or not all(i.years for i in pair) or len({_YEAR.sub("", i.label) for i in pair}) > 1:
        return None
    first, second = pair
    if not same_unit(first.quantity.unit, second.quantity.unit):
        return None
    apart = second.years[-1] - first.years[-1]
    if abs(apart) != 1:
        return None
    return (second, first.quantity) if apart == 1 else (first, second.quantity)


def _by_difference(paragraph: Paragraph, change: Change) -> tuple[Item, Quantity | Decimal] | None:
    """The year before's number by the difference directly before a percentage: 60 件，比上年增加 10 件，增长 20%."""
    place = paragraph.changes.index(change)
    before = paragraph.changes[place - 1] if place else None
    if before is None or before.quantity.kind is not Kind.COUNT or before.sentence != change.sentence:
        return None
    of, apart = before.of, paragraph.text[before.quantity.end : change.quantity.start]
    if of is None or of.sentence != change.sentence or change.quantity.kind is Kind.COUNT or len(apart) > _LONGEST_TURN:
        return None
    exact = before.quantity.exact and of.quantity.exact and same_unit(of.quantity.unit, before.quantity.unit)
    return (of, of.value - before.sign * before.quantity.value) if exact and of.value != before.quantity.value else None


_LONGEST_TURN = 8
"""Characters between a difference and the percentage that says the same."""


def _grown(change: Change, now: Item, before: Quantity | Decimal) -> Growth | None:
    quantity, current = change.quantity, now.quantity
    known = before if isinstance(before, Decimal) else before.value
    least = before if isinstance(before, Decimal) else before.low
    most = before if isinstance(before, Decimal) else before.high
    if least <= 0 and quantity.kind is not Kind.COUNT:
        return None

    def worth(value: Decimal, base: Decimal) -> Decimal:
        match quantity.kind:
            case Kind.PERCENT:
                return (value - base) * change.sign * 100 / base
            case Kind.TIMES:
                return value / base if change.multiple else (value - base) * change.sign / base
            case _:
                return (value - base) * change.sign

    if quantity.kind is Kind.COUNT and not same_unit(quantity.unit, current.unit):
        return None
    bounds = sorted((worth(current.low, most), worth(current.high, least), worth(current.value, known)))
    holds = agrees(bounds[0], bounds[-1], quantity)
    return Growth(current, known, quantity, rounded(worth(current.value, known), quantity), change.sign, holds)
