"""The phrases of a form, without the stock words of official prose, so that a sentence finds them whatever surrounds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from reportctl.model.layout import Assertion, Mention

_BODIES = (
    r"(?:各级|系统|机关)?(?:行政机关|政府|各部门|各单位|政府信息公开单位|政务公开系统)?"
)
STOCK = (
    r"[\s,、“”:：（）()]|全年度?|本年度?|年度?内|今年|当年|报告期内?|一年来"
    r"|(?:截至|截止|到)?(?:年底|年末|12月(?:31日|底|末)|(?<=年)[底末])"
    rf"|我们|其中|(?:全|本|我|该)(?:[省市县区州盟旗镇乡局委办厅院处所站]|街道|系统|机关|单位|部门|中心|行政机关){_BODIES}"
    r"|各级?(?:行政机关|部门|单位)"
    r"|公民、?法人(?:或者?|和|及)?其他组织|通过各种(?:方式|渠道|途径)|各类|各种|全部|所有"
    r"|共计|总共|一共|合计|总计|累计|依法|已|均|都|有关|关于|涉及|涉|另外|另|同时|此外|目前|以及|其余|剩余|余下"
    r"|提出|提交|事项|总数量?|总量|数量|件数|案件|情况|达到|分别|[共了的对因由就各并且在和及与向数为是达约量类]"
)
"""Words that may stand before what is counted, in it, and between it and its number."""
_BEFORE, _AFTER = "上年", "下年"
_RELATIVE = re.compile(r"(?P<last>上一?年度?|去年度?)|(?P<next>下一?年度?|次年|明年)")
_YEAR = re.compile(r"((?:19|20)\d\d)年度?")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_STRONGEST = 4
"""Characters of a noun that a number further on may leave out."""


@lru_cache(maxsize=64)
def _stock(agency: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(agency)}|{STOCK}" if agency else STOCK)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A form's phrases for one report: `phrases` by what is left of them without stock words, each with what follows."""

    year: int
    agency: str
    phrases: Mapping[str, tuple[tuple[Mention, str], ...]]
    mentions: tuple[Mention, ...]
    assertions: tuple[Assertion, ...]

    def core(self, text: str) -> str:
        """What is left of words without stock words, the years named by their place: 上年, 下年."""
        return core(text, self.year, self.agency)

    def completed(self, said: str, before: str) -> str | None:
        """A phrase that leaves out what the phrase before it says: 制发甲类文件 12 件，废止 3 件; 现行有效甲 2 件、乙 5 件."""
        for n in range(2, len(before) - 1):
            if len(before) - n >= _STRONGEST and said + before[n:] in self.phrases:
                return said + before[n:]
        return next((before[:n] + said for n in range(len(before) - 1, 1, -1) if before[:n] + said in self.phrases), None)


@lru_cache(maxsize=4096)
def core(text: str, year: int, agency: str) -> str:
    """What is left of words without the stock words that may stand before, in and behind any phrase."""
    near = {year: "", year - 1: _BEFORE, year + 1: _AFTER}
    named = _YEAR.sub(lambda m: near.get(int(m[1]), m[0]), text)
    placed = _RELATIVE.sub(lambda m: _BEFORE if m["last"] else _AFTER, named)
    return _stock(agency).sub("", placed)


def written_out(phrase: str) -> Iterator[str]:
    """Every wording of a phrase with choices in brackets: [收到|接到]来信 is two."""
    pieces = _CHOICE.split(phrase)
    choices = [piece.split("|") if n % 2 else [piece] for n, piece in enumerate(pieces)]
    yield from ("".join(words) for words in product(*choices))


@lru_cache(maxsize=16)
def vocabulary(
    mentions: tuple[Mention, ...], assertions: tuple[Assertion, ...], year: int, agency: str
) -> Vocabulary:
    """The phrases of a form for a report of that agency and year, the first mention before later ones."""
    index: dict[str, list[tuple[Mention, str]]] = {}
    for mention in mentions:
        for phrase in mention.phrases:
            for wording in written_out(phrase):
                before, _, after = _dated(wording, year).partition("#")
                key, tail = core(before, year, agency), core(after, year, agency)
                index.setdefault(key, []).append((mention, tail))
    phrases = {key: tuple(found) for key, found in index.items()}
    return Vocabulary(year, agency, phrases, mentions, assertions)


def _dated(phrase: str, year: int) -> str:
    text = phrase.replace("…", "")
    return text.replace("{year}", str(year)).replace("{last}", str(year - 1)).replace("{next}", str(year + 1))
