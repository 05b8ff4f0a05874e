"""Sentences that say that there was none of something, or that all was done, against the form's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from reportctl.model.layout import Assertion
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.prose.balance import role_of
from reportctl.prose.lexicon import carried_out, clauses, has
from reportctl.prose.mentions import about, stated_by_passage, total_of
from reportctl.prose.passages import Passage, passages
from reportctl.prose.vocabulary import STOCK, Vocabulary, vocabulary, written_out
from reportctl.prose.wordings import Wordings, runs

_NEGATIONS = ("没有", "未曾", "尚未", "从未", "不存在", "未", "无", "没")
_NEGATED = Wordings(*_NEGATIONS)
_BETWEEN = Wordings(
    "收到", "接到", "受理", "接收", "新收", "发生", "出现", "产生", "提起", "提出", "引起", "引发", "导致", "涉及",
    "收取", "申请", "被", "过", "任何", "一[件|起|例|宗]", "公民", "法人", "其他组织", "政府信息公开", "信息公开",
    "政务公开", "工作", "提交", "针对", "[向|][我|本][局|委|办|厅|区|市|县|省|镇|乡|院|处]",
    *"因由对就向关于有的而和、",
)  # fmt: skip
_BEHIND = Wordings("发生", "出现", "产生", "情况", "案件", "事项", "事件", "行为", "问题", "的", "申请", "费用", "等")
_JOINED = Wordings(*"、和与及或", "或者", "以及", "也未", "也没有")
_AND = ("以及", "也没有", "也未", *"和与及或")
_WORDS = "[^，。；：,;:()]{0,14}?"
_YEAR = regex(r"(?:19|20)\d\d")
_DATED = regex(r"(?:19|20)\d\d年度?")
_IN_TIME = r"(?<!按时)(?<!按期)(?<!限内)(?<!及时)"
_LONGEST_CLAUSE = 60


class Claimed(Struct, frozen=True):
    """A sentence that says that there was none of something, or that all was done, against figures that are not 0."""

    passage: Passage
    start: int
    phrase: str
    figure: str
    value: Decimal


def claimed(report: Report) -> Iterator[Claimed]:
    """Every clause that says “none” of a figure that is not 0, or “all” where a figure says otherwise."""
    words = vocabulary(report.layout)
    for n, passage in enumerate(passages(report)):
        if not passage.heading:
            yield from _denied(report, passage, words)
            yield from _asserted(report, passage, words, {s.item.index for s in stated_by_passage(report).get(n, ())})


def _denied(report: Report, passage: Passage, words: Vocabulary) -> Iterator[Claimed]:
    if not has(passage.read.text, _NEGATIONS):
        return
    for start, clause in _clauses(passage.read.text):
        said = clause.strip()
        if len(said) > _LONGEST_CLAUSE or not has(said, _NEGATIONS):
            continue
        plain = said.replace(report.agency.text, "") if report.agency.text else said
        if not has(plain, words.absent) or any(year != str(report.year) for year in _YEAR.findall(said)):
            continue
        nouns = _denied_nouns(plain, words.names) or ""
        for word in _AND:
            nouns = nouns.replace(word, "、")
        named = set(nouns.split("、"))
        for mention in words.mentions if nouns else ():
            total = total_of(report, mention.figures) if named & set(mention.absent) else None
            if total:
                yield Claimed(passage, start, said, mention.figures[0], total)
                break


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a text, each with its place."""
    start = 0
    for clause in clauses(text, "，。；;\n()！？"):
        yield start, clause
        start += len(clause) + 1


def _denied_nouns(clause: str, nouns: Wordings) -> str | None:
    """What a clause says that there was none of, from its first name to its last; None if it does not say so.

    Such a clause is made of stock words and years, a word that denies, words of what may happen, the names, and words
    that may follow them, from beginning to end.
    """

    def leading(at: int) -> Iterator[int]:
        yield from STOCK.ends(clause, at)
        if clause[at : at + 1].isspace():
            yield at + 1
        if year := _DATED.match(clause, at):
            yield year.end()
            if clause.startswith(("年底", "年末"), year.end() - 1):
                yield year.end() + 1

    def between(at: int) -> Iterator[int]:
        yield from _BETWEEN.ends(clause, at)
        yield from nouns.ends(clause, at)

    def further(at: int) -> Iterator[int]:
        for name in _JOINED.ends(clause, at):
            yield from nouns.ends(clause, name)

    for start in runs(leading, 0):
        for denied in _NEGATED.ends(clause, start):
            for first in runs(between, denied, shortest=True):
                for name in nouns.ends(clause, first):
                    for end in runs(further, name):
                        if len(clause) in runs(lambda at: _BEHIND.ends(clause, at), end):
                            return clause[first:end]
    return None


def _asserted(report: Report, passage: Passage, words: Vocabulary, total: set[int]) -> Iterator[Claimed]:
    assertions = [a for a in words.assertions if about(passage, a.context)]
    if not assertions or any(role_of(item) is carried_out for item in passage.read.items):
        return
    for assertion in assertions:
        figure = next((f for f in assertion.zero if report.number(f)), None)
        match = _first(assertion, passage, total) if figure is not None else None
        if figure is not None and match is not None:
            yield Claimed(passage, match.start(), match[0].strip(), figure, report.number(figure) or Decimal(0))


def _first(assertion: Assertion, passage: Passage, total: set[int]) -> re.Match[str] | None:
    """Where a passage asserts it of all: not of another year, and not of a number in the clause that is only a part."""
    text = passage.read.text
    for phrase in (wording for pattern in assertion.phrases for wording in written_out(pattern)):
        match = _assertion(phrase).search(text) if all(part in text for part in phrase.split("…")) else None
        if match is None or _YEAR.search(match[0]):
            continue
        start = max(text.rfind(mark, 0, match.start()) for mark in "，。；\n") + 1
        inside = {i.index for i in passage.read.items if start <= i.quantity.start < match.end()}
        if inside <= total:
            return match
    return None


@lru_cache(maxsize=128)
def _assertion(phrase: str) -> re.Pattern[str]:
    return re.compile(_IN_TIME + _WORDS.join(re.escape(part) for part in phrase.split("…")))
