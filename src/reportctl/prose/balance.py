"""Received and brought forward, answered and carried forward; and claims that all were answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportctl.model.pattern import regex
from reportctl.prose import lexicon as words
from reportctl.prose.items import Item, Paragraph
from reportctl.prose.scan import Quantity
from reportctl.prose.shares import share_of
from reportctl.prose.statements import Balance, Completion, Sureness

_HANDLED = regex(r"共(?:需|应)?(?:办理|处理)", having=("办理", "处理"))
"""All the cases of a year, those brought forward among them."""
_ONGOING = ("正在办理", "正在处理", "尚在办理", "在办", "待办理", "未办结")
_FEWEST = 2
"""Numbers of a balance: all that were handled may be all that were answered."""
_WITHOUT_EXCEPTION = ("全部", "悉数")
_IN_ALL = ("共", "合计", "总计", "总数")
_DONE_BEHIND = regex(r"[^#]*#[^，]{0,6}(?:办结|答复|已办)", having=("办结", "答复", "已办"))


def role_of(item: Item) -> words.Role | None:
    """What happened to the cases that a number counts, by the words around it; None where they do not say."""
    return _role(item.label, item.tail)


@lru_cache(maxsize=64)
def _role(label: str, tail: str) -> words.Role | None:
    if words.carried_in(label):
        return words.carried_in
    if words.carried_out(f"{label}#{tail}") or label == "结转":
        return words.carried_out
    if words.answered(label) or _DONE_BEHIND.match(f"{label}#{tail}"):
        return words.answered
    if words.received(label) and not words.has(label, ("未", "不予")):
        return words.received
    return None


def _roles(items: Sequence[Item]) -> dict[words.Role, list[Item]]:
    found: dict[words.Role, list[Item]] = {}
    for item in items:
        role = None if item.delta or item.prior or item.cumulative else role_of(item)
        if role is not None:
            found.setdefault(role, []).append(item)
    return found


def _by_sentence(paragraph: Paragraph) -> Iterator[tuple[int, list[Item]]]:
    grouped: dict[int, list[Item]] = {}
    for item in paragraph.items:
        grouped.setdefault(item.sentence, []).append(item)
    yield from grouped.items()


def balances(paragraph: Paragraph) -> Iterator[Balance]:
    """Every sentence that gives received, answered and carried forward once each, with what was brought forward."""
    for _, items in _by_sentence(paragraph):
        if len(items) < _FEWEST:
            continue
        roles = _roles([i for i in items if not _prior_carry(i)])
        brought = next(iter(roles.get(words.carried_in, ())), None)
        named = [roles.get(role, []) for role in (words.received, words.answered, words.carried_out)]
        if not named[0] or (brought is not None and any(i.depth for i in named[0])):
            named[0], brought = [i for i in items if _HANDLED.search(i.label)], None
        if any(len(found) != 1 for found in named):
            continue
        received, answered, carried = (found[0] for found in named)
        if not all(words.same_unit(received.quantity.unit, i.quantity.unit) for i in (answered, carried)):
            continue
        if not all(i.quantity.exact for i in (received, answered, carried)):
            continue
        spent = answered.value + carried.value
        starts = {received.value, received.value + (brought.value if brought else 0)}
        whole = bool(_HANDLED.search(received.label) or words.RESIDUAL.match(carried.label))
        whole = whole or (answered.value <= received.value and _still_open(answered, carried, paragraph))
        if brought is None and spent > received.value and not whole:
            continue
        apart = {start - spent for start in starts}
        others = [i for i in items if i not in (received, brought, answered, carried) and _beside(i, received)]
        if 0 not in apart and any(other.value in apart or other.value == spent for other in others):
            continue
        known = brought is not None and brought.quantity.exact and not any(o.value < received.value for o in others)
        sure = Sureness.CERTAIN if known else Sureness.PROBABLE
        yield Balance(received, brought, answered, carried, spent in starts, sure)


def _still_open(answered: Item, carried: Item, paragraph: Paragraph) -> bool:
    """Whether a sentence tells what came in apart into what is done already and what is still being done."""
    if words.carried_in(paragraph.sentence(answered.sentence)):
        return False
    return "已" in answered.label and words.has(f"{carried.label}#{carried.tail}", _ONGOING)


def _beside(item: Item, received: Item) -> bool:
    """Whether a number beside the balance may be of cases that were settled in another way, such as those withdrawn."""
    plain = not (item.delta or item.prior or item.base or item.depth)
    return plain and words.same_unit(item.quantity.unit, received.quantity.unit)


def _prior_carry(item: Item) -> bool:
    return item.prior and not words.carried_in(item.label)


def completions(paragraph: Paragraph) -> Iterator[Completion]:
    """Rates of completion, and claims that all were answered, against received and answered in the same sentence."""
    grouped = dict(_by_sentence(paragraph))
    for rate in paragraph.rates:
        before = [i for i in grouped.get(rate.sentence, ()) if i.quantity.end <= rate.quantity.start]
        if rate.of in words.COMPLETED and rate.quantity.exact:
            yield from _rated(before, rate.quantity)
    rated = {rate.sentence for rate in paragraph.rates}
    for number, items in grouped.items():
        if number in rated or not words.has(paragraph.sentence(number), _WITHOUT_EXCEPTION):
            continue
        claim = words.ALL.search(paragraph.sentence(number))
        if claim is not None and words.has(claim[0], _WITHOUT_EXCEPTION):
            start = claim.start() + (paragraph.ends[number - 1] if number else 0)
            yield from _claimed(items, claim[0], start)


def _rated(items: Sequence[Item], rate: Quantity) -> Iterator[Completion]:
    """A rate against the answered before it and whatever they may be of: it holds if it is right of any."""
    roles = _roles(items)
    answered = next(iter(roles.get(words.answered, ())[-1:]), None)
    if answered is None or not answered.quantity.exact:
        return
    whole = [i for i in items if _may_be_whole(i, answered)]
    for base in whole:
        if share_of(answered.value, base.value, rate) == rate.value:
            yield Completion(base, answered, rate, rate.text, rate.value, True)
            return
    if words.carried_in in roles or len(roles[words.answered]) > 1 or not whole:
        return
    received = roles.get(words.received, [])
    named = received or whole
    meant = next((i for i in reversed(whole) if words.has(i.label, _IN_ALL)), named[0] if len(named) == 1 else None)
    if meant is not None and (computed := share_of(answered.value, meant.value, rate)) is not None:
        yield Completion(meant, answered, rate, rate.text, computed, False)


def _may_be_whole(item: Item, answered: Item) -> bool:
    plain = item.index < answered.index and not (item.delta or item.prior or item.cumulative or item.base)
    return plain and item.quantity.exact and words.same_unit(item.quantity.unit, answered.quantity.unit)


def _claimed(items: Sequence[Item], claim: str, start: int) -> Iterator[Completion]:
    """A claim that all were answered, against the answered before it, or against what is carried over behind it."""
    if (pair := _pair(items)) is not None:
        received, answered = pair
        if answered.value < received.value and start > answered.quantity.start:
            yield Completion(received, answered, None, claim, answered.value * 100 / received.value, False)
        return
    roles = _roles(items)
    received_ones, left = roles.get(words.received, []), roles.get(words.carried_out, [])
    if words.carried_in in roles or words.answered in roles or len(received_ones) != 1 or len(left) != 1:
        return
    received, rest = received_ones[0], left[0]
    if rest.quantity.start > start and rest.value and rest.quantity.exact and received.value > rest.value:
        computed = (received.value - rest.value) * 100 / received.value
        yield Completion(received, rest, None, claim, computed, False)


def _pair(items: Sequence[Item]) -> tuple[Item, Item] | None:
    """The one number received and the one answered; None where cases of another year are in play, or other units."""
    roles = _roles(items)
    received, answered = roles.get(words.received, []), roles.get(words.answered, [])
    if words.carried_in in roles or len(received) != 1 or len(answered) != 1:
        return None
    first, second = received[0], answered[0]
    exact = first.quantity.exact and second.quantity.exact
    return (first, second) if exact and words.same_unit(first.quantity.unit, second.quantity.unit) else None
