"""A report's sentences, read once: every statement about numbers with the passage that makes it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from reportctl.model.once import once
from reportctl.model.report import Report
from reportctl.prose.balance import balances, completions
from reportctl.prose.claims import Claimed, claimed
from reportctl.prose.contexts import REMEMBERED, headless, leading
from reportctl.prose.growth import growths
from reportctl.prose.items import Item
from reportctl.prose.mentions import Stated, stated_by_passage, total_of
from reportctl.prose.passages import Passage, passages
from reportctl.prose.repeats import Repeat, repeats
from reportctl.prose.shares import rates, shares
from reportctl.prose.statements import Balance, Completion, Growth, Share, Sum, Sureness
from reportctl.prose.sums import heads, portions, sums

T = TypeVar("T")
Found = tuple[Passage, T]
"""A statement with its passage."""


@once
def _telling(report: Report) -> tuple[tuple[int, Passage], ...]:
    """The passages with counts, percentages or changes in them, each with its place: no other one states anything."""
    read = ((n, passage, passage.read) for n, passage in enumerate(passages(report)))
    return tuple((n, passage) for n, passage, said in read if said.items or said.portions or said.changes)


@once
def _lists(report: Report) -> tuple[tuple[Passage, tuple[Sum, ...]], ...]:
    """Every passage that states something, with the lists in it."""
    return tuple((passage, tuple(sums(passage.read))) for _, passage in _telling(report))


@once
def _balances(report: Report) -> tuple[Found[Balance], ...]:
    return tuple((passage, balance) for _, passage in _telling(report) for balance in balances(passage.read))


def sums_in(report: Report) -> Iterator[Found[Sum]]:
    """Every total with its parts, those whose total stands in an earlier passage among them."""
    earlier: list[Item] = []
    for passage, own in _lists(report):
        for found in (*own, *portions(passage.read), *headless(passage.read, own, earlier[-REMEMBERED:])):
            yield passage, found
        earlier = [*earlier, *passage.read.items][-REMEMBERED:]


def doubtful_in(report: Report) -> Iterator[Found[Sum]]:
    """Every list that does not add up, unless what is wrong with one of its numbers is found in another way.

    That is so where a number differs from the form's cell, or cases do not balance.
    """
    known = {(id(s.passage), s.item.index) for s in stated_in(report) if s.value is not None and not s.agrees}
    for passage, balance in balances_in(report):
        if not balance.holds:
            known |= {(id(passage), i.index) for i in (balance.received, balance.answered, balance.carried)}
    for passage, found in sums_in(report):
        explained = any((id(passage), item.index) in known for item in (found.total, *found.parts))
        if not found.holds and not (explained and found.sureness is Sureness.PROBABLE):
            yield passage, found


def shares_in(report: Report) -> Iterator[Found[Share]]:
    """Every share, with the first numbers of the sentences in the passages before as possible bases."""
    earlier: list[Item] = []
    for passage, own in _lists(report):
        known = heads(passage.read, own) if any(item.stakes for item in passage.read.items) else {}
        for share in (*shares(passage.read, known, earlier[-REMEMBERED // 4 :]), *rates(passage.read)):
            yield passage, share
        earlier = [*earlier, *leading(passage.read)][-REMEMBERED:]


def growths_in(report: Report) -> Iterator[Found[Growth]]:
    """Every growth or fall that can be computed: from the sentence itself, or from last year's report."""
    for n, passage in _telling(report):
        last: dict[int, Decimal] = {}
        if report.previous is not None:
            for found in stated_by_passage(report).get(n, ()):
                before = total_of(report.previous, found.mention.figures)
                if before is not None:
                    last[found.item.index] = before
        for growth in growths(passage.read, last):
            yield passage, growth


def balances_in(report: Report) -> Iterator[Found[Balance]]:
    """Every sentence that balances received and brought forward against answered and carried forward."""
    yield from _balances(report)


def completions_in(report: Report) -> Iterator[Found[Completion]]:
    """Every rate of completion with the two counts beside it."""
    for _, passage in _telling(report):
        for completion in completions(passage.read):
            yield passage, completion


def stated_in(report: Report) -> Iterator[Stated]:
    """Every number that is stated for something the form counts."""
    for found in stated_by_passage(report).values():
        yield from found


def claimed_in(report: Report) -> Iterator[Claimed]:
    """Every “none” and “all” that the form's figures contradict."""
    yield from claimed(report)


def repeats_in(report: Report) -> Iterator[Repeat]:
    """Every subject that has two different numbers."""
    read = passages(report)
    lists = [(passage, found) for passage, own in _lists(report) for found in own]
    mentioned = list(stated_in(report))
    yield from repeats(report.year, read, lists, mentioned)
