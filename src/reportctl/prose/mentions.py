"""Sentences that state a number which the form counts, by the phrases that the form's layout lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportctl.model.figure import State
from reportctl.model.layout import Mention
from reportctl.model.report import Report
from reportctl.prose.balance import role_of
from reportctl.prose.frames import speaks_of_a_part
from reportctl.prose.items import Item
from reportctl.prose.lexicon import CARRIED_IN, CARRIED_OUT
from reportctl.prose.passages import Passage
from reportctl.prose.vocabulary import Vocabulary, vocabulary

_LONGEST_LABEL = 60
_SPLIT = re.compile(r"[、和与及]+")
_BARE = re.compile(r"[、，和与及\s]*")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number in a sentence that names a figure of the form; `value` is what the cells say, None where they do not.

    `either` are the other values that the same words may lawfully mean.
    """

    passage: Passage
    item: Item
    mention: Mention
    value: Decimal | None
    either: tuple[Decimal, ...]

    @property
    def agrees(self) -> bool:
        """Whether the number is the cells', or they state none."""
        quantity = self.item.quantity
        known = () if self.value is None else (self.value, *self.either)
        return not known or any(quantity.low <= value <= quantity.high for value in known)


def words_of(report: Report) -> Vocabulary:
    """The phrases of the report's form."""
    layout = report.layout
    return vocabulary(layout.mentions, layout.assertions, report.year, report.agency.text)


def stated(report: Report, passage: Passage, words: Vocabulary) -> Iterator[Stated]:
    """Every number of a passage that is stated for something the form counts.

    Where one sentence has several numbers for one figure and one of them is the cells', the others are of a part.
    """
    found = list(_stated(report, passage, words))
    right = {(s.item.sentence, s.mention.figures) for s in found if s.agrees and s.value is not None}
    yield from (s for s in found if s.agrees or (s.item.sentence, s.mention.figures) not in right)


def _stated(report: Report, passage: Passage, words: Vocabulary) -> Iterator[Stated]:
    items = passage.read.items
    shared = _respective(items)
    before = ""
    for item in items:
        label, tail = shared.get(item.index, item.label), item.tail
        key = words.core(label[-_LONGEST_LABEL:])
        mention = _mention_of(words, passage, item, key, tail)
        if mention is None and before and key and item.sentence == items[item.index - 1].sentence:
            key = words.completed(key, before) or key
            mention = _mention_of(words, passage, item, key, tail)
        before = key if mention is not None else ""
        if mention is None or _of_another_time(item, report.year) or speaks_of_a_part(item, report.agency.text):
            continue
        yield _compared(report, passage, item, mention)


def _compared(report: Report, passage: Passage, item: Item, mention: Mention) -> Stated:
    if item.cumulative:
        return Stated(passage, item, mention, total_of(report, mention.alltime) if mention.alltime else None, ())
    value = total_of(report, mention.figures)
    either = [v for names in mention.either if (v := total_of(report, names)) is not None]
    brought = _brought_in(passage, item)
    if brought is not None and value is not None:
        either.append(value + brought)
    return Stated(passage, item, mention, value, tuple(either))


def _brought_in(passage: Passage, item: Item) -> Decimal | None:
    """The cases brought forward that the sentence itself says are within a number: 157 件（含上年结转 3 件）."""
    items = passage.read.items
    after = items[item.index + 1] if item.index + 1 < len(items) else None
    if after is None or after.sentence != item.sentence or role_of(item) in (CARRIED_IN, CARRIED_OUT):
        return None
    within = re.search(r"含|包括|其中", after.gap) and CARRIED_IN.search(after.label)
    return after.value if within else None


def _respective(items: tuple[Item, ...]) -> Mapping[int, str]:
    """The names of numbers that follow all their names together: 甲、乙分别为 5 件、3 件."""
    found: dict[int, str] = {}
    for item in items:
        head, mark, _ = item.label.partition("分别")
        names = [name for name in _SPLIT.split(head) if name] if mark else []
        row = items[item.index : item.index + len(names)]
        apart = all(i.sentence == item.sentence and _BARE.fullmatch(i.gap) for i in row[1:])
        if len(names) > 1 and len(row) == len(names) and apart:
            found |= {i.index: name for i, name in zip(row, names, strict=True)}
    return found


def _mention_of(words: Vocabulary, passage: Passage, item: Item, key: str, tail: str) -> Mention | None:
    """What the form's phrases say that an item counts, or None."""
    for mention, after in words.phrases.get(key, ()):
        if mention.units and not any(item.quantity.unit == _base(unit) for unit in mention.units):
            continue
        if about(passage, mention.context) and (not after or words.core(tail).startswith(after)):
            return mention
    return None


def about(passage: Passage, context: tuple[str, ...]) -> bool:
    """Whether a passage or its section's heading has one of these words, if any are asked for."""
    return not context or any(word in passage.text or word in passage.under for word in context)


def _base(unit: str) -> str:
    return "元" if unit in ("万元", "亿元") else unit


def _of_another_time(item: Item, year: int) -> bool:
    if item.delta or item.prior or item.partial or item.base:
        return True
    return bool(item.years) and item.years[-1] != year and role_of(item) not in (CARRIED_IN, CARRIED_OUT)


def total_of(report: Report, figures: tuple[str, ...]) -> Decimal | None:
    """The sum of figures in the unit that sentences are read in (元 for money), None where no cell states one.

    In a sum, a blank cell beside one that is filled in is 0.
    """
    total, stated_ones = Decimal(0), 0
    for figure in figures:
        value, spec = report.value(figure), report.spec(figure)
        if value.state is State.BLANK and len(figures) > 1:
            continue
        if value.state is not State.NUMBER or value.number is None or spec is None:
            return None
        stated_ones += 1
        total += value.number * (10**4 if (value.unit or spec.unit) == "万元" else 1)
    return total if stated_ones else None
