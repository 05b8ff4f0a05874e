"""Figures in their clauses: what each number is said to count, and what stands between it and the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reportctl.model.pattern import regex
from reportctl.prose import lexicon as words
from reportctl.prose import times
from reportctl.prose.scan import Kind, Quantity, normalised, scanned

_EDGE = " \t\n、·"
_YEAR = regex(r"(?<!\d)((?:19|20)\d\d)(?:年|/)", having=("19", "20"))
_TAIL_ENDS = words.SEPARATORS + "、/"
_LONGEST_LABEL = 120
_LONGEST_LEAD = 200
_LONGEST_TAIL = 60
_LOOK_BACK = 12
_ROW = ("、", "和", "，", "及", "与")
_SHORT_LABEL = 5
_SHORT_ASIDE = 12
_ASIDE = ("(", ",(", "，(")
_OF = regex(r"[)\s]*的\s*")
_AND = regex(r"[\s、，,]*(?:和|与|及|以及)?\s*")
_YEAR_ALONE = regex(r"(?:19|20)\d\d年度?(?:同期)?(?:为|是|有|共)?")
_AGAINST = regex(r"[与和同](?:上年|去年|上一年|(?:19|20)\d\d年)")
_LONGEST_THAN = 9
_DIFFERS = ("增", "新增", "净增", "减", "下降", "上升", "降低", "提高", "多", "少")
_STATED_FIRST = regex(r"\(|，[计即]")
_LEADING_OVER = ("达到", "共计", "合计", "总计", "为", "是", "有", "达", "了", "约", "共", "各", "近", ":", "：")


class Stake(Struct, frozen=True):
    """A share that is stated of a count, the words that name what it is of, and that number where it stands there."""

    percent: Quantity
    of: str = ""
    whole: Quantity | None = None


class Item(Struct, frozen=True):
    """A count in its clause.

    `gap` is the text since the number before it, `label` the end of its own clause before the number, `tail` the
    clause's text behind it. `sentence` counts the sentences of the paragraph, `depth` the brackets around it.
    `lead` is the sentence before the number, or its last characters.
    `stakes` are the shares stated of it. `delta` marks a difference, `prior` a
    number of the year before, `cumulative` one that runs over several years, `partial` one of a part of the year, and
    `base` one that only says what a share is of. `years` are those named before it.
    """

    quantity: Quantity
    index: int
    gap: str
    label: str
    tail: str
    sentence: int
    depth: int
    lead: str = ""
    stakes: tuple[Stake, ...] = ()
    delta: bool = False
    prior: bool = False
    cumulative: bool = False
    partial: bool = False
    base: bool = False
    years: tuple[int, ...] = ()

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.quantity.value


class Change(Struct, frozen=True):
    """A growth (`sign` 1) or fall (-1), in per cent, times, points or as a difference, stated of the count before it.

    `multiple` is one of the other number (是上年的 3 倍). `rates` are the two percentages, this year's first, between
    which percentage points lie.
    """

    quantity: Quantity
    of: Item | None
    sign: int
    gap: str
    sentence: int
    multiple: bool = False
    rates: tuple[Quantity, Quantity] | None = None


class Rate(Struct, frozen=True):
    """A rate in per cent, `of` what was done (办结率, 采纳率), and the sentence that states it."""

    quantity: Quantity
    of: str
    sentence: int


class Paragraph(Struct, frozen=True):
    """A paragraph as read: its text (normalised), its counts, changes and rates, and the ends of its sentences.

    `portions` are the percentages that say what something has of a whole without saying how many it is.
    """

    text: str
    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    rates: tuple[Rate, ...]
    ends: tuple[int, ...]
    portions: tuple[Item, ...] = ()

    def sentence(self, number: int) -> str:
        """The text of one sentence."""
        start = self.ends[number - 1] if number else 0
        return self.text[start : self.ends[number]]


@lru_cache(maxsize=64)
def read_paragraph(text: str) -> Paragraph:
    """Read the figures of one paragraph. One pass over its numbers; all look-around is bounded."""
    plain = normalised(text)
    found = scanned(plain)
    return _Reader(plain, found).read() if found else Paragraph(plain, (), (), (), _sentences(plain))


class _Reader:
    def __init__(self, text: str, found: tuple[Quantity, ...]) -> None:
        self.text = text
        self.found = found
        self.items: list[Item] = []
        self.changes: list[Change] = []
        self.rates: list[Rate] = []
        self.portions: list[Item] = []
        self.shares: dict[int, list[Stake]] = {}
        self.ends = _sentences(text)

    def read(self) -> Paragraph:
        depths = _depths(self.text)
        sentence = previous = 0
        for n, quantity in enumerate(self.found):
            while quantity.start >= self.ends[sentence]:
                sentence += 1
            gap = self.text[previous : quantity.start]
            if quantity.kind is Kind.COUNT:
                self._count(n, gap, sentence, depths[quantity.start])
            elif not self._respective(n, sentence):
                self._other(n, gap, sentence)
            previous = quantity.end
        self.changes.extend(_unchanged(self.text, self.ends, self.items))
        self._share_units()
        items = tuple(replace(i, stakes=tuple(self.shares[i.index])) if i.index in self.shares else i
                      for i in self.items)  # fmt: skip
        return Paragraph(self.text, items, tuple(self.changes), tuple(self.rates), self.ends,
                         tuple(self.portions))  # fmt: skip

    def _share_units(self) -> None:
        """Give the numbers of a row the measure word that stands behind its last: 分别为 3、5、8 件."""
        for n in range(len(self.items) - 2, -1, -1):
            item, following = self.items[n], self.items[n + 1]
            if item.quantity.unit or not following.quantity.unit or following.gap.strip() not in _ROW:
                continue
            first = n
            while first and n - first < _LOOK_BACK and self.items[first].gap.strip() in _ROW:
                first -= 1
            if "分别" in self.items[first].label:
                self.items[n] = replace(item, quantity=replace(item.quantity, unit=following.quantity.unit))

    def _count(self, n: int, gap: str, sentence: int, depth: int) -> None:
        quantity = self.found[n]
        following = self.found[n + 1].start if n + 1 < len(self.found) else len(self.text)
        after = self.text[quantity.end : min(following, quantity.end + _LONGEST_TAIL)]
        start = max(self.ends[sentence - 1] if sentence else 0, quantity.start - _LONGEST_LEAD)
        lead = self.text[start : quantity.start]
        label, tail = _label(gap), words.up_to(after, _TAIL_ENDS).strip(_EDGE)
        moved = words.has_moved_to(label)
        delta = words.says_difference(label) and _is_compared(lead, label)
        delta = delta and not (moved and self.items and words.starts_from(self.items[-1].label))
        if delta and "分别" not in label:
            self.changes.append(Change(quantity, self._last(sentence), words.sign_of(label), gap, sentence))
        self._counted_behind(n, gap, sentence)
        if moved:
            self._starts_from(sentence)
        span = times.span_of(lead)
        self.items.append(
            Item(
                quantity,
                len(self.items),
                gap,
                label,
                tail,
                sentence,
                depth,
                lead,
                delta=delta,
                prior=not delta and (_of_the_year_before(gap, label) or _compared_with(label, tail)),
                cumulative=span == times.YEARS,
                partial=span == times.PART,
                base=_only_says_of_what(label or gap.rstrip("(")),
                years=tuple(int(m[1]) for m in _YEAR.finditer(lead)),
            )
        )

    def _counted_behind(self, n: int, gap: str, sentence: int) -> None:
        """Give a count the share that stands before it: 占 65%（130 条）, 占 65%，即 130 条."""
        before = self.portions[-1] if self.portions else None
        if before is None or before.quantity is not self.found[n - 1] or before.sentence != sentence:
            return
        if _STATED_FIRST.fullmatch(gap.strip()):
            self.shares.setdefault(len(self.items), []).append(Stake(before.quantity))

    def _last(self, sentence: int) -> Item | None:
        """The count before, in whatever sentence; a difference needs one to be a difference of."""
        inside = [i for i in self.items[-_LOOK_BACK:] if i.sentence == sentence and not (i.delta or i.prior or i.base)]
        return inside[-1] if inside else (self.items[-1] if self.items else None)

    def _starts_from(self, sentence: int) -> None:
        """Mark the number before as the earlier one, where one rises or falls from it: 由 50 件增加到 60 件."""
        if self.items and self.items[-1].sentence == sentence and words.starts_from(self.items[-1].label):
            self.items[-1] = replace(self.items[-1], prior=True)

    def _respective(self, n: int, sentence: int) -> bool:
        """Pair off percentages that follow their counts together: 甲 2 件、乙 3 件，分别占 40%、60%."""
        first = n
        while first and n - first < _LOOK_BACK and _joined(self.text, self.found[first - 1], self.found[first]):
            first -= 1
        if first == n and not (n + 1 < len(self.found) and _joined(self.text, self.found[n], self.found[n + 1])):
            return False
        last = n
        while (
            last + 1 < len(self.found)
            and last - n < _LOOK_BACK
            and _joined(self.text, self.found[last], self.found[last + 1])
        ):
            last += 1
        opening = self.text[self.found[first - 1].end : self.found[first].start] if first else ""
        named = words.RESPECTIVELY.search(opening)
        counts = [i for i in self.items if i.sentence == sentence and not (i.delta or i.prior or i.base)]
        counts = counts[-(last - first + 1) :]
        of = self.items[-1] if self.items and self.items[-1].base and _OF.fullmatch(opening) else None
        if of is not None and len(counts) <= last - first:
            return True
        if (
            not (named or of)
            or len(counts) <= last - first
            or not all(words.same_unit(i.quantity.unit, counts[0].quantity.unit) for i in counts)
        ):
            return False
        self.shares.setdefault(counts[n - first].index, []).append(
            Stake(self.found[n], named["base"] or "" if named else "", of.quantity if of else None)
        )
        return True

    def _other(self, n: int, gap: str, sentence: int) -> None:
        quantity = self.found[n]
        behind = self.text[quantity.end : quantity.end + 2]
        of = self.items[-1] if self.items else None
        same = of is not None and of.sentence == sentence
        label = _label(gap)
        percent = quantity.kind is Kind.PERCENT
        after_count = same and n and self.found[n - 1].kind is Kind.COUNT
        related = percent and after_count and ("占" in gap + behind or "比" in gap or gap.strip() in _ASIDE)
        share = words.SHARE.match(_behind_tail(gap, of)) if related and of is not None else None
        if percent and (rate := words.rated(label)):
            self.rates.append(Rate(quantity, rate, sentence))
        elif of is not None and share:
            self.shares.setdefault(of.index, []).append(Stake(quantity, share["base"] or ""))
        elif percent and same and of is not None and of.base and _OF.fullmatch(gap) and len(self.items) > 1:
            self.shares.setdefault(of.index - 1, []).append(Stake(quantity, "", of.quantity))
        elif percent and (named := self._named(label, sentence)) is not None:
            self.shares.setdefault(named.index, []).append(Stake(quantity))
        elif quantity.kind is Kind.TIMES and words.MULTIPLE.search(gap):
            self.changes.append(Change(quantity, of if same else None, 1, gap, sentence, multiple=True))
        elif quantity.kind is Kind.POINTS:
            self._points(n, label, gap, sentence)
        elif "分别" not in label and (sign := words.sign_of(label) or int(quantity.text.startswith("翻"))):
            change = self._last(sentence) if same else None
            self.changes.append(Change(quantity, change, sign, gap, sentence))
        elif percent and (words.PORTION.search(label) or self.portions):
            self.portions.append(Item(quantity, -1 - len(self.portions), gap, label, "", sentence, 0))

    def _points(self, n: int, label: str, gap: str, sentence: int) -> None:
        """Percentage points between the two percentages before them: 98%，上年为 96%，提高 2 个百分点."""
        start = self.ends[sentence - 1] if sentence else 0
        pair = [q for q in self.found[max(0, n - 2) : n] if q.kind is Kind.PERCENT and q.start >= start]
        sign = words.sign_of(label)
        if len(pair) < 2 or not sign:
            return
        before = self.text[max(start, pair[0].start - _LONGEST_TAIL) : pair[0].start]
        between = self.text[pair[0].end : pair[1].start]
        if words.has_moved_to(between) and words.starts_from(_label(before)):
            pair.reverse()
        elif not words.PRIOR.search(between):
            return
        self.changes.append(Change(self.found[n], None, sign, gap, sentence, rates=(pair[0], pair[1])))

    def _named(self, label: str, sentence: int) -> Item | None:
        """The count that a share further on speaks of again: 甲 20 条、乙 80 条，甲占 20%."""
        name, mark, rest = label.rpartition("占")
        if not mark or len(name) < 2 or rest not in ("", "比", "比例", "比为", "总数的"):
            return None
        near = (i for i in reversed(self.items[-_LOOK_BACK:]) if i.sentence == sentence)
        return next((i for i in near if bare_label(i.label.removeprefix("其中")) == name), None)


def _sentences(text: str) -> tuple[int, ...]:
    """The ends of the sentences of a text, of which there is one at least."""
    ends = words.ends_after(text, words.SENTENCE_ENDS)
    return tuple(ends) if ends and ends[-1] == len(text) else (*ends, len(text))


def _behind_tail(gap: str, of: Item) -> str:
    """What stands between a count and its share, without the words that say what was counted: 5 件来自法人，占 2%."""
    plain = gap.lstrip(_EDGE)
    return plain.removeprefix(of.tail) if of.tail and not of.tail.startswith("占") else gap


def _joined(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two percentages stand in one list, with nothing but a mark or 和 between them."""
    both = first.kind is Kind.PERCENT and second.kind is Kind.PERCENT
    return both and _AND.fullmatch(text, first.end, second.start) is not None


def _of_the_year_before(gap: str, label: str) -> bool:
    """Whether a number is one of the year before, by its own words or by those before its bracket."""
    if words.PRIOR.search(label) and not words.compares(label):
        return True
    if gap.endswith("("):
        return bool(words.PRIOR_END.search(gap[-_LONGEST_TAIL:-1]))
    return bool(words.PRIOR_END.search(label) or ("(" in gap[-_SHORT_ASIDE:] and _YEAR_ALONE.fullmatch(label)))


def _compared_with(label: str, tail: str) -> bool:
    """Whether a number is what this year's is compared with: 与 2016 年收到 50 件相比."""
    if tail.startswith(("相比", "比较")):
        return _AGAINST.match(label) is not None
    than = tail.startswith(_DIFFERS) and label.startswith(("比", "较")) and len(label) <= _LONGEST_THAN
    return than and all("一" <= c <= "鿿" for c in label)


def _unchanged(text: str, ends: Sequence[int], items: Sequence[Item]) -> Iterator[Change]:
    """Every 与上年持平: a difference of nothing."""
    for match in words.UNCHANGED.finditer(text):
        sentence = next(n for n, end in enumerate(ends) if match.end() <= end)
        own = [i for i in items if i.sentence == sentence and i.quantity.end <= match.start()]
        now = [i for i in own if not (i.delta or i.prior)]
        if now:
            nothing = Decimal(0)
            stated = Quantity(match.start(), match.end(), match[0], nothing, nothing, nothing, now[-1].quantity.unit,
                              Kind.COUNT, Decimal(1))  # fmt: skip
            yield Change(stated, now[-1], 1, match[0], sentence)


def _label(gap: str) -> str:
    """The end of a clause before a number, with a remark in brackets that belongs to it."""
    near = gap[-_LONGEST_LABEL:].removesuffix("\n")
    mark = words.last_of(near, words.SEPARATORS)
    if mark >= 0 and near[mark] == ")":
        opening = words.last_of(near, "()\n", mark)
        if opening >= 0 and near[opening] == "(":
            mark = words.last_of(near, words.SEPARATORS, opening)
    return near[mark + 1 :].strip(_EDGE)


def _is_compared(lead: str, label: str) -> bool:
    """Whether the last clauses before a number compare it with another, or its own words are too short to say so."""
    clauses = words.last_two_clauses(lead)
    return words.compares(clauses) or ("其中" not in clauses and len(label) < _SHORT_LABEL)


def _only_says_of_what(before: str) -> bool:
    """Whether a number only says what a share is of: its clause begins with 占."""
    mark = words.last_of(before, "，。；,;()")
    return before.startswith("占", mark + 1) and (mark < 0 or before[mark] in "，,；;(")


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
    bare = words.without_end(label.rstrip(), _LEADING_OVER)
    return bare if bare == label else bare_label(bare)
