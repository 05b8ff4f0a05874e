"""Sentences that state a number which the form counts, by the phrases that the form's layout lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reportctl.model.figure import State
from reportctl.model.layout import Mention
from reportctl.model.report import Report
from reportctl.prose.balance import role_of
from reportctl.prose.items import Item
from reportctl.prose.lexicon import CARRIED_OUT
from reportctl.prose.passages import Passage

_SCOPE = (
    r"(?:[\s,、“”]|(?:19|20)\d\d年度?(?:全年)?|\d{1,2}月(?:\d{1,2}日)?|全年度?|本年度?|年内|今年|当年|报告期内?|年度内"
    r"|一年来|我们?|(?P=agency)|其中|(?:全|本|我|该)(?:[省市县区州盟旗镇乡局委办厅院处所站]|街道|系统|机关|单位|部门|中心|行政机关)"
    r"(?:各级|系统|机关)?(?:行政机关|政府|各部门|各单位|政府信息公开单位|政务公开系统)?|各级?(?:行政机关|部门|单位)"
    r"|共计?|总共|一共|合计|依法|已|均|新|有|了|的|对|因|由|就|关于|有关|涉及|公民、?法人(?:或者?|和|及)?其他组织"
    r"|通过各种(?:方式|渠道|途径)|各类|各种|全部|各|另外?|同时|此外|并|且|在|目前|以及|和|及|与|到)*"
)
"""Stock words that may stand before what is counted, and between the words of a phrase; the agency's name is one."""
_LEAD_OUT = (
    r"(?:[\s“”:：]|共计?|合计|总计|总共|一共|总数量?|总量|数量|件数|数|的|为|是|达到?|有|了|约|量|各|案件|情况)*"
)
_NEGATION = (
    r"(?:没有|未曾|尚未|未|无|没|从未|不存在)(?:收到|接到|受理|接收|新收|发生|出现|产生|被|提起|提出|申请"
    r"|公民、?法人(?:或者?|和)其他组织|任何|关于|有关|因|引起|引发|涉及|的|过|有|收取|对|本机关|我局|本局|及|和|、)*"
)
_AFTER_NEGATION = r"(?:的?(?:情况|案件|事项|事件|申请|行为|问题|发生))*"
_WORDS = "[^，。；：,;:()]{0,14}?"
_YEAR = re.compile(r"(?:19|20)\d\d")
_END = "\1"
"""Ends each word that a pattern is given along with the text: patterns are the same for all reports and phrases, which
come to thousands in a batch, and compiling one costs more than all its matches."""
_NOBODY = "\2"
"""Stands for the agency where a report names none."""


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


@dataclass(frozen=True, slots=True)
class Claimed:
    """A sentence that says that there was none of something, or that all was done, against figures that are not 0."""

    passage: Passage
    start: int
    phrase: str
    figure: str
    value: Decimal


@lru_cache(maxsize=4096)
def _words_of(phrase: str, year: int) -> tuple[re.Pattern[str], str, str]:
    """A phrase's pattern, the words that it is to be given, and the longest of them."""
    dated = phrase.replace("{year}", str(year)).replace("{last}", str(year - 1)).replace("{next}", str(year + 1))
    before, _, after = dated.partition("#")
    ahead, behind = before.split("…"), after.split("…") if after else []
    words = (*ahead, *behind)
    return _pattern(len(ahead), len(behind)), "".join(word + _END for word in words), max(words, key=len)


@lru_cache(maxsize=64)
def _pattern(ahead: int, behind: int) -> re.Pattern[str]:
    """The pattern of all phrases with so many words before and after their number."""
    body = "".join(f"{_SCOPE}(?P=w{n})" for n in range(ahead))
    tail = "".join(f"{_SCOPE}(?P=w{n})" for n in range(ahead, ahead + behind))
    return re.compile(f"{_given('agency')}{''.join(_given(f'w{n}') for n in range(ahead + behind))}"
                      f"{body}{_LEAD_OUT}#{tail}")  # fmt: skip


def _given(name: str) -> str:
    return f"(?P<{name}>[^{_END}]*){_END}"


def _agency(report: Report) -> str:
    return f"{report.agency.text or _NOBODY}{_END}"


def stated(report: Report, passage: Passage) -> Iterator[Stated]:
    """Every number of a passage that is stated for something the form counts."""
    mentions = [m for m in report.layout.mentions if _about(passage, m.context)]
    for item in passage.read.items:
        if item.delta or item.prior or item.cumulative or _other_year(report, item):
            continue
        mention = _mention_of(report, mentions, item)
        if mention is not None:
            either = tuple(v for names in mention.either if (v := total_of(report, names)) is not None)
            yield Stated(passage, item, mention, total_of(report, mention.figures), either)


def _mention_of(report: Report, mentions: Sequence[Mention], item: Item) -> Mention | None:
    """What the form's phrases say that an item counts, or None."""
    around = f"{item.label[-60:]}#{item.tail[:30]}".replace("的", "")
    agency = _agency(report)
    for mention in mentions:
        if mention.units and not any(item.quantity.unit == _base(unit) for unit in mention.units):
            continue
        for phrase in mention.phrases:
            pattern, words, longest = _words_of(phrase, report.year)
            if longest in around and pattern.match(f"{agency}{words}{around}"):
                return mention
    return None


def _about(passage: Passage, context: tuple[str, ...]) -> bool:
    return not context or any(word in passage.text or word in passage.under for word in context)


def _base(unit: str) -> str:
    return "元" if unit in ("万元", "亿元") else unit


def _other_year(report: Report, item: Item) -> bool:
    if not item.years or item.years[-1] == report.year:
        return False
    return (
        role_of(item) is not CARRIED_OUT
        and str(item.years[-1]) not in item.label
        or (str(item.years[-1]) in item.label and "结转" not in item.label)
    )


def total_of(report: Report, figures: tuple[str, ...]) -> Decimal | None:
    """The sum of figures in the unit that sentences are read in (元 for money), None where a cell states none."""
    total = Decimal(0)
    for figure in figures:
        value, spec = report.value(figure), report.spec(figure)
        if value.state is State.BLANK and spec is not None and not spec.total and len(figures) > 1:
            continue
        if value.state is not State.NUMBER or value.number is None or spec is None:
            return None
        total += value.number * (10**4 if (value.unit or spec.unit) == "万元" else 1)
    return total


def claimed(report: Report, passage: Passage) -> Iterator[Claimed]:
    """Every clause that says “none” of a figure that is not 0, or “all” where a figure says otherwise."""
    if passage.heading:
        return
    text, agency = passage.read.text, _agency(report)
    for clause in re.finditer(r"[^，。；;\n()！？]+", text):
        words = clause[0].strip()
        if len(words) > 60 or any(y != str(report.year) for y in _YEAR.findall(words)):
            continue
        for mention in report.layout.mentions:
            denied = any(n in words and _denial().fullmatch(f"{agency}{n}{_END}{words}") for n in mention.absent)
            total = total_of(report, mention.figures) if denied else None
            if total:
                yield Claimed(passage, clause.start(), words, mention.figures[0], total)
                break
    yield from _assertions(report, passage)


@lru_cache(maxsize=1)
def _denial() -> re.Pattern[str]:
    return re.compile(f"{_given('agency')}{_given('noun')}{_SCOPE}{_NEGATION}(?P=noun){_AFTER_NEGATION}")


def _assertions(report: Report, passage: Passage) -> Iterator[Claimed]:
    for assertion in (a for a in report.layout.assertions if _about(passage, a.context)):
        for phrase in assertion.phrases:
            match = _assertion(phrase).search(passage.read.text)
            if match is None:
                continue
            figure = next((f for f in assertion.zero if report.number(f)), None)
            if figure is not None and not _YEAR.search(match[0]):
                yield Claimed(passage, match.start(), match[0].strip(), figure, report.number(figure) or Decimal(0))
                break


@lru_cache(maxsize=128)
def _assertion(phrase: str) -> re.Pattern[str]:
    return re.compile(_WORDS.join(re.escape(part) for part in phrase.split("…")))
