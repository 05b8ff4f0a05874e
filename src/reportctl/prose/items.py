"""Figures in their clauses: what each number is said to count, and what stands between it and the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reportctl.prose import lexicon as words
from reportctl.prose.scan import Kind, Quantity, normalised, quantities

_EDGE = " \t\n、·"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|/)")
_EDGES = f"[^{re.escape(words.SEPARATORS)}]*"
_LABEL = re.compile(rf"{_EDGES}(?:\([^()\n]*\){_EDGES})?$")
_TAIL = re.compile(rf"[{re.escape(words.SEPARATORS)}、]")
_LONGEST_LABEL = 120
_LOOK_BACK = 12
_SHORT_LABEL = 5
_ASIDE = ("(", ",(", "，(")
_GENERIC_TAIL = re.compile(r"(?:为|是|有|达到?|了|约|共计?|合计|总计|各|近|:|：|\s)+$")


@dataclass(frozen=True, slots=True)
class Item:
    """A count in its clause.

    `gap` is the text since the number before it, `label` the end of its own clause before the number, `tail` the
    clause's text behind it. `sentence` counts the sentences of the paragraph, `depth` the brackets around it.
    `percents` are shares stated of it, each with the words that name the base. `delta` marks a difference, `prior` a
    number of the year before, `cumulative` one that runs over several years. `years` are those named before it.
    """

    quantity: Quantity
    index: int
    gap: str
    label: str
    tail: str
    sentence: int
    depth: int
    percents: tuple[tuple[Quantity, str], ...] = ()
    delta: bool = False
    prior: bool = False
    cumulative: bool = False
    years: tuple[int, ...] = ()

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.quantity.value


@dataclass(frozen=True, slots=True)
class Change:
    """A growth (`sign` 1) or fall (-1), in per cent or as a difference, stated of the count before it."""

    quantity: Quantity
    of: Item | None
    sign: int
    gap: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of completion in per cent, and the sentence that states it."""

    quantity: Quantity
    gap: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as read: its text (normalised), its counts, changes and rates, and the ends of its sentences."""

    text: str
    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    rates: tuple[Rate, ...]
    ends: tuple[int, ...]

    def sentence(self, number: int) -> str:
        """The text of one sentence."""
        start = self.ends[number - 1] if number else 0
        return self.text[start : self.ends[number]]


@lru_cache(maxsize=2048)
def read_paragraph(text: str) -> Paragraph:
    """Read the figures of one paragraph. One pass over its numbers; all look-around is bounded."""
    return _Reader(normalised(text), quantities(text)).read()


class _Reader:
    def __init__(self, text: str, found: tuple[Quantity, ...]) -> None:
        self.text = text
        self.found = found
        self.items: list[Item] = []
        self.changes: list[Change] = []
        self.rates: list[Rate] = []
        self.shares: dict[int, list[tuple[Quantity, str]]] = {}

    def read(self) -> Paragraph:
        ends = [m.end() for m in words.SENTENCE_END.finditer(self.text)]
        if not ends or ends[-1] < len(self.text):
            ends.append(len(self.text))
        depths = _depths(self.text)
        sentence = previous = 0
        for n, quantity in enumerate(self.found):
            while quantity.start >= ends[sentence]:
                sentence += 1
            gap = self.text[previous : quantity.start]
            if quantity.kind is Kind.COUNT:
                following = self.found[n + 1].start if n + 1 < len(self.found) else len(self.text)
                start = max(ends[sentence - 1] if sentence else 0, quantity.start - 200)
                self._count(quantity, gap, self.text[quantity.end : min(following, quantity.end + 60)], sentence,
                            depths[quantity.start], self.text[start : quantity.start])  # fmt: skip
            else:
                self._other(quantity, gap, sentence, n)
            previous = quantity.end
        items = tuple(_with_shares(item, self.shares.get(item.index)) for item in self.items)
        return Paragraph(self.text, items, tuple(self.changes), tuple(self.rates), tuple(ends))

    def _count(self, quantity: Quantity, gap: str, after: str, sentence: int, depth: int, before: str) -> None:
        label = _label(gap)
        tail = _TAIL.split(after, maxsplit=1)[0].strip(_EDGE)
        clause = words.LABEL_START.split(before)
        lead = "".join(clause[-2:])
        compared = words.COMPARED.search(lead) or ("其中" not in lead and len(label) < _SHORT_LABEL)
        delta = bool(words.DELTA.search(label) and compared)
        if delta:
            of = self.items[-1] if self.items else None
            self.changes.append(Change(quantity, of, _sign(label), gap, sentence))
        of_before = words.PRIOR.search(label) and not words.COMPARED.search(label) or words.PRIOR_END.search(label)
        years = tuple(int(m[1]) for m in _YEAR.finditer(before))
        self.items.append(
            Item(
                quantity,
                len(self.items),
                gap,
                label,
                tail,
                sentence,
                depth,
                (),
                delta,
                bool(of_before and not delta),
                bool(words.CUMULATIVE.search(lead)),
                years,
            )  # fmt: skip
        )

    def _other(self, quantity: Quantity, gap: str, sentence: int, n: int) -> None:
        behind = self.text[quantity.end : quantity.end + 2]
        of = self.items[-1] if self.items else None
        same = of is not None and of.sentence == sentence
        label = _label(gap)
        share = words.SHARE.match(gap) if same and n and self.found[n - 1].kind is Kind.COUNT else None
        if quantity.kind is not Kind.PERCENT:
            share = None
        if words.RATE.search(label):
            self.rates.append(Rate(quantity, gap, sentence))
        elif of is not None and share and ("占" in gap + behind or "比" in gap or gap.strip() in _ASIDE):
            self.shares.setdefault(of.index, []).append((quantity, share["base"] or ""))
        elif quantity.kind is Kind.PERCENT and (named := self._named(label, sentence)) is not None:
            self.shares.setdefault(named.index, []).append((quantity, ""))
        elif (sign := _sign(label)) and quantity.kind is not Kind.POINTS:
            self.changes.append(Change(quantity, of if same else None, sign, gap, sentence))

    def _named(self, label: str, sentence: int) -> Item | None:
        """The count that a share further on speaks of again: 甲 20 条、乙 80 条，甲占 20%."""
        name, mark, rest = label.rpartition("占")
        if not mark or len(name) < 2 or rest not in ("", "比", "比例", "比为", "总数的"):
            return None
        near = (i for i in reversed(self.items[-_LOOK_BACK:]) if i.sentence == sentence)
        return next((i for i in near if bare_label(re.sub("^其中", "", i.label)) == name), None)


def _with_shares(item: Item, shares: list[tuple[Quantity, str]] | None) -> Item:
    if not shares:
        return item
    return Item(item.quantity, item.index, item.gap, item.label, item.tail, item.sentence, item.depth, tuple(shares),
                item.delta, item.prior, item.cumulative, item.years)  # fmt: skip


def _label(gap: str) -> str:
    """The end of a clause before a number, with a remark in brackets that belongs to it."""
    found = _LABEL.search(gap[-_LONGEST_LABEL:])
    return found[0].strip(_EDGE) if found else ""


def _sign(label: str) -> int:
    if words.DOWN.search(label):
        return -1
    return 1 if words.UP.search(label) else 0


def _depths(text: str) -> list[int]:
    """How many brackets stand open before each character; one that was never opened does not count."""
    depths, depth = [], 0
    for c in text:
        depths.append(depth)
        if c == "(":
            depth += 1
        elif c == ")" and depth:
            depth -= 1
        elif c in "。！？":
            depth = 0
    return depths


def bare_label(label: str) -> str:
    """A label without the words that lead over to its number."""
    return _GENERIC_TAIL.sub("", label)
