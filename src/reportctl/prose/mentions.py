"""Sentences that state a number which the form counts, by the phrases that the form's layout lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from reportctl.model.figure import State
from reportctl.model.layout import Mention
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.prose.balance import role_of
from reportctl.prose.frames import speaks_of_a_part
from reportctl.prose.items import Item
from reportctl.prose.lexicon import carried_in, carried_out, has
from reportctl.prose.passages import Passage, passages
from reportctl.prose.vocabulary import Vocabulary, core, vocabulary

_LONGEST_LABEL = 60
_SPLIT = regex(r"[、和与及]+")
_BARE = regex(r"[、，和与及\s]*")


class Stated(Struct, frozen=True):
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


@once
def stated_by_passage(report: Report) -> Mapping[int, tuple[Stated, ...]]:
    """The numbers that are stated for something the form counts, by the place of their passage in the report.

    Where one sentence has several numbers for one figure and one of them is the cells', the others are of a part.
    """
    words = vocabulary(report.layout)
    read = passages(report)
    return {n: tuple(_whole(_stated(report, p, words))) for n, p in enumerate(read) if p.read.items}


def _whole(found: Iterator[Stated]) -> Iterator[Stated]:
    numbers = list(found)
    right = {(s.item.sentence, s.mention.figures) for s in numbers if s.agrees and s.value is not None}
    yield from (s for s in numbers if s.agrees or (s.item.sentence, s.mention.figures) not in right)


def _stated(report: Report, passage: Passage, words: Vocabulary) -> Iterator[Stated]:
    items = passage.read.items
    shared = _respective(items)
    before, agency = "", report.agency.text
    for item in items:
        key = core(shared.get(item.index, item.label)[-_LONGEST_LABEL:], report.year, agency)
        mention = _mention_of(words, passage, item, key)
        if mention is None and before and key and item.sentence == items[item.index - 1].sentence:
            key = words.completed(key, before) or key
            mention = _mention_of(words, passage, item, key)
        before = key if mention is not None else ""
        if mention is None or _of_another_time(item, report.year) or speaks_of_a_part(item, passage.read, agency):
            continue
        yield _compared(report, passage, item, mention)


def _compared(report: Report, passage: Passage, item: Item, mention: Mention) -> Stated:
    alltime = total_of(report, mention.alltime) if mention.alltime else None
    if item.cumulative:
        return Stated(passage, item, mention, alltime, ())
    value = total_of(report, mention.figures)
    either = [v for names in mention.either if (v := total_of(report, names)) is not None]
    if alltime is not None and has(item.lead, ("截至", "截止")):
        either.append(alltime)
    brought = _brought_in(passage, item)
    if brought is not None and value is not None:
        either.append(value + brought)
    return Stated(passage, item, mention, value, tuple(either))


def _brought_in(passage: Passage, item: Item) -> Decimal | None:
    """The cases brought forward that the sentence itself says are within a number: 157 件（含上年结转 3 件）."""
    items = passage.read.items
    after = items[item.index + 1] if item.index + 1 < len(items) else None
    if after is None or after.sentence != item.sentence or role_of(item) in (carried_in, carried_out):
        return None
    within = has(after.gap, ("含", "包括", "其中")) and carried_in(after.label)
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


def _mention_of(words: Vocabulary, passage: Passage, item: Item, key: str) -> Mention | None:
    """What the form's phrases say that an item counts, or None."""
    for entry in words.entries(key):
        mention = entry.mention
        if mention.units and not any(item.quantity.unit == _base(unit) for unit in mention.units):
            continue
        if about(passage, mention.context) and entry.goes_on(item.tail):
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
    carried = role_of(item) in (carried_in, carried_out) or item.label.endswith("结转")
    return bool(item.years) and item.years[-1] != year and not carried


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
