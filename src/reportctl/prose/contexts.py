"""Lists whose total stands in an earlier sentence or paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportctl.prose.items import Item, Paragraph, bare_label
from reportctl.prose.lexicon import RESIDUAL, SEPARATORS, has, same_unit, up_to
from reportctl.prose.statements import Sum, Sureness
from reportctl.prose.wholes import alike, shared_whole

REMEMBERED = 40
"""Numbers of earlier passages that a sentence may still refer to."""
_FEWEST = 4
"""Parts of a list without a total of its own."""
_TENTH = 10


def leading(paragraph: Paragraph) -> list[Item]:
    """The first count of each sentence: what the sentence is about, unless it is itself a share of something."""
    items = [i for i in paragraph.items if not i.delta and not i.prior]
    first = [i for n, i in enumerate(items) if n == 0 or items[n - 1].sentence != i.sentence]
    return [i for i in first if not i.stakes]


def headless(paragraph: Paragraph, own: Sequence[Sum], earlier: Sequence[Item]) -> Iterator[Sum]:
    """Lists without a total of their own, against the earlier number that they divide up."""
    taken = {part.index for found in own for part in (*found.parts, found.total)}
    for run in _runs(paragraph, taken):
        total = _named(paragraph, run, earlier) or _residual(run, earlier) or _continued(run, earlier)
        if total is None:
            continue
        computed = sum((i.value for i in run), Decimal(0))
        exact = total.quantity.exact and all(i.quantity.exact for i in run)
        if exact:
            yield Sum(total, tuple(run), computed, computed == total.value, Sureness.PROBABLE)


def _runs(paragraph: Paragraph, taken: set[int]) -> Iterator[list[Item]]:
    """Counts that stand together with one unit and belong to no other list."""
    run: list[Item] = []
    for item in paragraph.items:
        joined = run and run[-1].index + 1 == item.index and same_unit(run[0].quantity.unit, item.quantity.unit)
        near = run and (item.sentence == run[-1].sentence or (item.stakes and item.sentence == run[-1].sentence + 1))
        if not (joined and near) or item.delta or item.prior:
            yield from _whole(run)
            run = []
        if not (item.index in taken or item.delta or item.prior):
            run.append(item)
    yield from _whole(run)


def _whole(run: list[Item]) -> Iterator[list[Item]]:
    closed = len(run) >= _FEWEST and RESIDUAL.match(run[-1].label)
    listed = len(run) > _FEWEST and alike(run)
    if len(run) > 1 and (closed or listed or shared_whole(run) or _goes_on(run)):
        yield run


def _named(paragraph: Paragraph, run: Sequence[Item], earlier: Sequence[Item]) -> Item | None:
    """The earlier number of what the sentence names before its list: 主动公开的信息，甲 3 条，乙 4 条."""
    start = paragraph.ends[run[0].sentence - 1] if run[0].sentence else 0
    topic = _topic(up_to(paragraph.text[start : run[0].quantity.start], SEPARATORS))
    if len(topic) < 4 or topic in _topic(run[0].label) and not has(run[0].gap, SEPARATORS):
        return None
    return next((i for i in reversed(earlier) if _fits(i, run) and _topic(i.label) == topic), None)


def _residual(run: Sequence[Item], earlier: Sequence[Item]) -> Item | None:
    """The earlier number of what the list's last item is the rest of, if it makes up the list or nearly so."""
    rest = _topic(RESIDUAL.sub("", run[-1].label))
    computed = sum((i.value for i in run), Decimal(0))
    found = [i for i in reversed(earlier) if _fits(i, run) and _overlap(rest, _topic(i.label))]
    return next(
        (i for i in found if i.value == computed),
        next((i for i in found if abs(i.value - computed) * _TENTH <= i.value), None),
    )


def _goes_on(run: Sequence[Item]) -> bool:
    """Whether a list of three or more opens its paragraph with 其中, and so divides up what the one before it says."""
    return len(run) > 2 and run[0].index == 0 and run[0].gap.strip().startswith("其中")


def _continued(run: Sequence[Item], earlier: Sequence[Item]) -> Item | None:
    """The last number before a list that goes on with 其中 or has shares, where the list makes it up or nearly so."""
    last = next((i for i in reversed(earlier) if not (i.delta or i.prior or i.stakes) and _fits(i, run)), None)
    computed = sum((i.value for i in run), Decimal(0))
    goes_on = _goes_on(run) or shared_whole(run)
    near = last is not None and goes_on and _fits(last, run) and abs(last.value - computed) * _TENTH <= last.value
    return last if near else None


def _fits(item: Item, run: Sequence[Item]) -> bool:
    return bool(item.quantity.unit) and item.quantity.unit == run[0].quantity.unit and not item.cumulative


def _topic(text: str) -> str:
    plain = re.sub(r"(?:19|20)\d\d年度?|全年|本年度?|今年|其中|总数|数量|主要|应|的|了", "", bare_label(text))
    return re.sub(r"\s|(?:的?(?:类别|种类|内容))?共?有?\d+个?大?类$|共|类别$", "", plain)


def _overlap(first: str, second: str) -> bool:
    return sum(first[i : i + 2] in second for i in range(len(first) - 1)) >= 3
