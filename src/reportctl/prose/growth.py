"""Growth in sentences: in per cent, in times, in points or as a difference, against the number of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from reportctl.model.figure import number_text
from reportctl.model.pattern import regex
from reportctl.prose.items import Change, Item, Paragraph
from reportctl.prose.lexicon import compares, has_moved_to, same_unit
from reportctl.prose.scan import Kind, Quantity
from reportctl.prose.shares import agrees, rounded
from reportctl.prose.statements import Growth

_YEAR = regex(r"(?:19|20)\d\d年度?")
_YEARLY = regex(r"同比|[比较与](?:上年|去年|上一年)|[比较与](?:19|20)\d\d年")
_YEARLY_MEAN = regex(r"年均|平均|年度?复合")
_APART = regex(r"分别(?:比|较|由|从)")
_NEAREST = 4
_REACHES = regex(r"(?:总数|总量|数量|全年|共|今年|本年)*(?:达到?|为|至|到|达至)(?:了)?")
"""What leads from a growth to the number that was reached."""
_STARTS = regex(r"[\s，；(]*(?:由|从|自)")
_YEAR_BEFORE = regex(
    r"[\s，；(]*(?:上年度?|去年|上一年度?|((?:19|20)\d\d)年度?)(?:全年|同期)?(?:数量|总数|数|([一-鿿]{2}))?"
    r"(?:的|为|是|有|共)*\s*"
)
"""What leads from a growth to the number that it is against."""
_TWO_YEARS = regex(r"((?:19|20)\d\d)(?:年度?)?[、和与及]((?:19|20)\d\d)年度?[^，。；\d]*分别[^，。；\d]*$")


def growths(paragraph: Paragraph, last: Mapping[int, Decimal]) -> Iterator[Growth]:
    """Every growth or fall whose two numbers are known; `last` has last year's number of an item by its index."""
    for change in paragraph.changes:
        if change.rates is not None:
            yield _in_points(change, *change.rates)
            continue
        if _YEARLY_MEAN.search(change.gap):
            continue
        pair = (
            _stated_behind(paragraph, change)
            or _stated(paragraph, change)
            or _by_difference(paragraph, change)
            or _from_last(change, last)
        )
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
    last = inside[-2:]
    if len(last) > 1 and last[1].prior and not (last[0].prior or last[0].delta or last[0].base):
        inside = last
    prior = [i for i in inside[-3:] if i.prior and not i.delta]
    if any(_APART.search(i.label) for i in prior):
        return None
    if len(prior) > 1 and inside[-1] is prior[-1] and compares(prior[-1].label):
        turned = "；" in paragraph.text[prior[0].quantity.end : prior[-1].quantity.start]
        prior = prior if turned else prior[-1:]
    own = [i for i in inside[-_NEAREST:] if not (i.prior or i.delta or i.cumulative or i.base)]
    if len(prior) == 1:
        own = [i for i in own if i.depth <= prior[0].depth]
    if len(prior) == 1 and own and same_unit(prior[0].quantity.unit, own[-1].quantity.unit):
        return None if _of_an_earlier(paragraph, inside, prior[0], own[-1]) else (own[-1], prior[0].quantity)
    return _year_by_year(own[-2:]) if not prior else None


def _of_an_earlier(paragraph: Paragraph, inside: Sequence[Item], prior: Item, own: Item) -> bool:
    """Whether last year's number belongs to another before it: 甲 36 件，去年 30 件；乙 2 件，同比下降 50%."""
    apart = "；" in paragraph.text[prior.quantity.end : own.quantity.start]
    return apart and any(i.index < prior.index and not (i.prior or i.delta) for i in inside)


def _stated_behind(paragraph: Paragraph, change: Change) -> tuple[Item, Quantity | Decimal] | None:
    """The two numbers where one or both follow: 较上年 50 件增长 20%，达 60 件; 60 件，同比增长 20%（上年 50 件）."""
    near = [i for i in paragraph.items if i.sentence == change.sentence and not (i.delta or i.base)]
    inside = [i for i in near if i.quantity.end <= change.quantity.start]
    behind = [i for i in near if i.quantity.start >= change.quantity.end][:2]
    if not behind:
        return None
    first = behind[0]
    from_there = first.prior and _STARTS.match(paragraph.text, change.quantity.end)
    if len(behind) > 1 and from_there and has_moved_to(behind[1].label):
        return behind[1], first.quantity
    if len(behind) > 1 and _REACHES.fullmatch(first.label) and same_unit(first.quantity.unit, behind[1].quantity.unit):
        year = _YEAR_BEFORE.fullmatch(paragraph.text, first.quantity.end, behind[1].quantity.start)
        if year is not None and year[1] is None and year[2] is None:
            return first, behind[1].quantity
    before = inside[-1] if inside else None
    if before is None or not same_unit(before.quantity.unit, first.quantity.unit):
        return None
    if before.prior and compares(before.label) and _REACHES.fullmatch(first.label):
        return first, before.quantity
    own = before if not (before.prior or before.cumulative) else None
    year = _YEAR_BEFORE.fullmatch(paragraph.text, change.quantity.end, first.quantity.start)
    if own is None or year is None or change.multiple:
        return None
    known = year[1] is None or (int(year[1]) == own.years[-1] - 1 if own.years else "同比" in change.gap)
    known = known and (year[2] is None or year[2] in own.label)
    return (own, first.quantity) if known else None


def _year_by_year(pair: Sequence[Item]) -> tuple[Item, Quantity | Decimal] | None:
    """Two numbers with one label and two years: 2016 年收到 50 件，2017 年收到 60 件."""
    if len(pair) < 2 or not same_unit(pair[0].quantity.unit, pair[1].quantity.unit):
        return None
    first, second = pair
    if (both := _TWO_YEARS.search(first.label)) and not _YEAR.sub("", second.label).strip("和与及、，"):
        apart = int(both[2]) - int(both[1])
    elif all(i.years for i in pair) and _YEAR.sub("", first.label) == _YEAR.sub("", second.label):
        apart = second.years[-1] - first.years[-1]
    else:
        return None
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
    nearer = [i for i in paragraph.items[of.index + 1 :][:_NEAREST] if i.quantity.end <= before.quantity.start]
    if nearer and nearer[-1].prior and "；" in paragraph.text[of.quantity.end : nearer[-1].quantity.start]:
        of = nearer[-1]
    if not same_unit(of.quantity.unit, before.quantity.unit):
        return None
    by, least = before.quantity, of.quantity
    if of.prior:
        now = _moved(least, before.sign, by)
        return replace(of, quantity=now), least
    return (of, _moved(least, -before.sign, by)) if of.value != by.value else None


def _moved(start: Quantity, sign: int, by: Quantity) -> Quantity:
    """A number higher or lower by another, with what it may stand for."""
    value, ends = start.value + sign * by.value, sorted((sign * by.low, sign * by.high))
    text = f"{number_text(value)}{start.unit}"
    return replace(start, value=value, low=start.low + ends[0], high=start.high + ends[1], text=text)


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
