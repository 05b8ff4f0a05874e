"""Every total with its parts that a paragraph states: before or behind them, nested, or running over a full stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportctl.model.pattern import regex
from reportctl.prose import lexicon as words
from reportctl.prose.balance import role_of
from reportctl.prose.items import Item, Paragraph
from reportctl.prose.lists import MOST_PARTS, Opening, beside, list_at, listed, rank
from reportctl.prose.numerals import chinese_number
from reportctl.prose.scan import Kind, Quantity
from reportctl.prose.statements import Sum, Sureness
from reportctl.prose.totals import Total, total_behind
from reportctl.prose.wholes import agree, alike, explicit, explicit_units, judged, shared_whole, total_of, worth

_NEAR = Decimal("0.1")
"""How far off a total behind its parts may be that need not be named alike."""
_ALL = Decimal(100)
_FEWEST = 3
"""Percentages of a list."""
_OF_AN_AREA = regex(r"全[^年部局]|重点", having=("全", "重点"))
_FEW = tuple("一二两三四五六七八九")
_KINDS = tuple("项类种者个")
_TAKEN_UP = ("办理", "处理", "受理")
_COUNTED = regex(r"([两二三四五六七八九])(?:项|类|种|者|个|部分)?(?:合计|总计|共计|共)")


def sums(paragraph: Paragraph) -> Iterator[Sum]:
    """Every total with its parts that a paragraph states."""
    items = listed(paragraph)
    done: set[int] = set()
    for n in range(len(items) - 1):
        found = list_at(items, n)
        if found is None or (found.opening is Opening.PLAIN and found.parts[0].index in done):
            continue
        for one in (found, *beside(items, n, found)):
            statement = judged(one, paragraph)
            if statement is not None:
                done.update(part.index for part in statement.parts)
                yield statement
    yield from _totals_behind(items, done)


def portions(paragraph: Paragraph) -> Iterator[Sum]:
    """Lists of percentages that leave nothing out, because their last is of all the rest: they make up 100 %."""
    grouped: dict[int, list[Item]] = {}
    for item in paragraph.portions:
        grouped.setdefault(item.sentence, []).append(item)
    for parts in grouped.values():
        last = parts[-1]
        closed = words.RESIDUAL.match(last.label) and all(words.PORTION.search(part.label) for part in parts[:-1])
        if len(parts) < _FEWEST or not closed or not all(part.quantity.exact for part in parts):
            continue
        computed = sum((part.value for part in parts), Decimal(0))
        holds = abs(computed - _ALL) <= sum((part.quantity.step for part in parts), Decimal(0)) / 2
        whole = Quantity(
            last.quantity.start, last.quantity.end, "100%", _ALL, _ALL, _ALL, "%", Kind.PERCENT, Decimal(1)
        )
        total = Item(whole, last.index - 1, "", "", "", last.sentence, 0)
        yield Sum(total, tuple(parts), computed, holds, Sureness.PROBABLE)


def heads(paragraph: Paragraph, own: Sequence[Sum]) -> dict[int, tuple[Item, ...]]:
    """The total of the list that each part stands in, and the list's parts behind it, by the part's index.

    A list counts as one where a word or a bracket opens it, or where it adds up.
    """
    found = {part.index: (s.total, *s.parts) for s in own for part in s.parts}
    items = listed(paragraph)
    for n in range(len(items) - 1):
        opened = list_at(items, n)
        if opened is not None and opened.opening is not Opening.PLAIN:
            for part in opened.parts[: opened.core or 1]:
                found.setdefault(part.index, (opened.total,))
    return found


def _totals_behind(items: Sequence[Item], done: set[int]) -> Iterator[Sum]:
    """Totals that stand behind their parts: …，合计 9 件; 前两项合计 548 条."""
    for n, item in enumerate(items):
        said = total_behind(item.gap) if n else None
        before = _counted(item, _before(items, n, item.gap)) if said is not None else []
        if said is None or sum(worth(b) for b in before) < 2 or not _of_the_same(said, before):
            continue
        run = _suffix(item, _since_colon(item, before))
        if agree(item, run):
            yield Sum(item, tuple(run), total_of(run), True, Sureness.CERTAIN)
        elif abs(total_of(run) - item.value) <= max(Decimal(2), item.value * _NEAR) or (alike(run) and _plain(said)):
            yield Sum(item, tuple(run), total_of(run), False, _sureness(item, run, said, done))
        elif len(row := _row(run)) > 1 and not said.done:
            yield Sum(item, tuple(row), total_of(row), agree(item, row), Sureness.PROBABLE)


def _since_colon(total: Item, before: Sequence[Item]) -> Sequence[Item]:
    """The numbers since the last colon where they, three or more, come near the total and all of them do not."""
    start = next((n for n in range(len(before) - _FEWEST, 0, -1) if words.has(before[n].gap, "：:")), 0)
    reach = max(Decimal(2), total.value * _NEAR)
    off = [abs(total_of(run) - total.value) for run in (before, before[start:])]
    return before[start:] if off[1] <= reach < off[0] else before


def _plain(said: Total) -> bool:
    """Whether a total can be of nothing but what stands before it: no other area's, and none of several years."""
    return said.word != "累计" and not said.done and not _OF_AN_AREA.search(said.clause)


def _counted(total: Item, before: list[Item]) -> list[Item]:
    """The numbers that 前两项 says are meant, or all; none where there are not as many."""
    counted = _preceding(total.gap)
    if not counted:
        return before
    wanted = int(chinese_number(counted) or 0)
    first = next((k for k, b in enumerate(before) if explicit(b)), 0)
    meant = before[first : first + wanted]
    return meant if len(meant) == wanted else []


def _preceding(gap: str) -> str:
    """How many of the numbers before are meant by 前两项, in a numeral; empty where it is not said."""
    parts = gap.split("前")[1:]
    return next((part[0] for part in parts if part.startswith(_FEW) and part[1:2] in _KINDS), "")


def _row(run: Sequence[Item]) -> Sequence[Item]:
    """The last numbers before a total that are joined by 、 alone."""
    start = next((n for n in range(len(run) - 1, 0, -1) if rank(run[n].gap)), 0)
    return run[start:]


def _sureness(total: Item, run: Sequence[Item], said: Total, done: set[int]) -> Sureness:
    named = _COUNTED.search(total.gap)
    counted = named is not None and chinese_number(named[1]) == len(run)
    own = said.word not in ("共", "累计") and not _OF_AN_AREA.search(said.clause)
    free = own and alike(run) and not (done & {b.index for b in run})
    exact = total.quantity.exact and all(b.quantity.exact for b in run) and explicit_units(total, run)
    return Sureness.CERTAIN if (counted or free) and exact else Sureness.PROBABLE


def _of_the_same(said: Total, before: Sequence[Item]) -> bool:
    """Whether a total that says what was done (共公开 9 条) follows numbers of the same doing, or all that came in."""
    done = said.done
    if not done or all(done in part.label for part in before) or (len(before) >= _FEWEST and shared_whole(before)):
        return True
    if done in before[0].label:
        listed_on = "分别" in before[0].label and not any(part.label for part in before[1:])
        if listed_on or words.RESIDUAL.match(before[-1].label) or (len(before) > _FEWEST and alike(before[1:])):
            return True
    came_in = {role_of(part) for part in before} == {words.received, words.carried_in} and len(before) == 2
    return came_in and done in _TAKEN_UP


def _before(items: Sequence[Item], n: int, gap: str) -> list[Item]:
    """The counts that a total behind them may sum up, in their order; 以上 and 前两项 reach over a full stop."""
    total, near = items[n], items[max(0, n - MOST_PARTS) : n]
    crossing = bool(_preceding(gap) or words.has(gap, ("以上", "上述")))
    crossing = crossing or shared_whole([i for i in near if i.sentence == total.sentence - 1])
    found: list[Item] = []
    aside: list[Item] = []
    for item in reversed(near):
        if item.sentence < total.sentence - int(crossing) or (item.depth < total.depth):
            break
        if not words.same_unit(item.quantity.unit, total.quantity.unit):
            continue
        if item.depth == total.depth:
            found.append(item)
        elif item.depth == total.depth + 1 and item.gap.endswith("("):
            aside.append(item)
    return (found or aside)[::-1]


def _suffix(total: Item, before: Sequence[Item]) -> Sequence[Item]:
    """The shortest run directly before the total that makes it up, else all of them."""
    low = high = Decimal(0)
    for n, item in enumerate(reversed(before), start=1):
        low, high = low + item.quantity.low * worth(item), high + item.quantity.high * worth(item)
        if n > 1 and low <= total.quantity.high and total.quantity.low <= high:
            return before[len(before) - n :]
    return before
