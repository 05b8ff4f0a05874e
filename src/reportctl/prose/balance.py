"""Received and brought forward, answered and carried forward; and claims that all were answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportctl.prose import lexicon as words
from reportctl.prose.items import Item, Paragraph
from reportctl.prose.shares import share_of
from reportctl.prose.statements import Balance, Completion, Sureness

_HUNDRED = Decimal(100)


def role_of(item: Item) -> re.Pattern[str] | None:
    """What happened to the cases that a number counts, by the words around it; None where they do not say."""
    around = f"{item.label}#{item.tail}"
    if words.CARRIED_IN.search(item.label):
        return words.CARRIED_IN
    if words.CARRIED_OUT.search(around):
        return words.CARRIED_OUT
    if words.ANSWERED.search(item.label) or re.search(r"^[^#]*#[^，]{0,6}(?:办结|答复|已办)", around):
        return words.ANSWERED
    if words.RECEIVED.search(item.label) and "未" not in item.label:
        return words.RECEIVED
    return None


def _roles(items: Sequence[Item]) -> dict[re.Pattern[str], list[Item]]:
    found: dict[re.Pattern[str], list[Item]] = {}
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
        roles = _roles([i for i in items if not _prior_carry(i)])
        brought = next(iter(roles.get(words.CARRIED_IN, ())), None)
        named = [roles.get(role, []) for role in (words.RECEIVED, words.ANSWERED, words.CARRIED_OUT)]
        if any(len(found) != 1 for found in named):
            continue
        received, answered, carried = (found[0] for found in named)
        if not all(words.same_unit(received.quantity.unit, i.quantity.unit) for i in (answered, carried)):
            continue
        if not all(i.quantity.exact for i in (received, answered, carried)):
            continue
        spent = answered.value + carried.value
        starts = {received.value, received.value + (brought.value if brought else 0)}
        if brought is None and spent > received.value:
            continue
        sure = Sureness.CERTAIN if brought is not None and brought.quantity.exact else Sureness.PROBABLE
        yield Balance(received, brought, answered, carried, spent in starts, sure)


def _prior_carry(item: Item) -> bool:
    return item.prior and not words.CARRIED_IN.search(item.label)


def completions(paragraph: Paragraph) -> Iterator[Completion]:
    """Rates of completion, and claims that all were answered, against received and answered in the same sentence."""
    grouped = dict(_by_sentence(paragraph))
    for rate in paragraph.rates:
        pair = _pair(grouped.get(rate.sentence, ()))
        if pair is None or not rate.quantity.exact or not re.search(r"(?:办结|答复|回复|办复|结案)率", rate.gap):
            continue
        received, answered = pair
        computed = share_of(answered.value, received.value, rate.quantity)
        if computed is not None:
            holds = computed == rate.quantity.value
            yield Completion(received, answered, rate.quantity, rate.quantity.text, computed, holds)
    for number, items in grouped.items():
        claim, pair = words.ALL.search(paragraph.sentence(number)), _pair(items)
        if claim is None or pair is None or any(r.sentence == number for r in paragraph.rates):
            continue
        received, answered = pair
        if answered.value < received.value and received.quantity.exact and answered.quantity.exact and received.value:
            computed = answered.value * 100 / received.value
            apart = claim.start() > answered.quantity.start - _offset(paragraph, number)
            if apart and re.search(r"全部|悉数", claim[0]):
                yield Completion(received, answered, None, claim[0], computed, False)


def _offset(paragraph: Paragraph, number: int) -> int:
    return paragraph.ends[number - 1] if number else 0


def _pair(items: Sequence[Item]) -> tuple[Item, Item] | None:
    """The one number received and the one answered; None where cases of another year are in play, or other units."""
    roles = _roles(items)
    received, answered = roles.get(words.RECEIVED, []), roles.get(words.ANSWERED, [])
    if words.CARRIED_IN in roles or len(received) != 1 or len(answered) != 1:
        return None
    first, second = received[0], answered[0]
    exact = first.quantity.exact and second.quantity.exact
    return (first, second) if exact and words.same_unit(first.quantity.unit, second.quantity.unit) else None
