"""The phrases of a form without the stock words of official prose, so that those of a sentence do not hide them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from msgspec import Struct

from reportctl.model.layout import Assertion, Layout, Mention
from reportctl.model.pattern import regex
from reportctl.prose.wordings import Pieces, Wordings, pieces_of, spells

_BODIES = "[各级|系统|机关|][行政机关|政府|各部门|各单位|政府信息公开单位|政务公开系统|]"
STOCK = Wordings(
    "[,|、|“|”|:|：|（|）|(|)]", "全年[度|底|末|]", "本年[度|底|末|]", "年[度|]内", "今年[底|末|]", "当年[底|末|]",
    "报告期[内|]", "一年来", "[截至|截止|到|][年底|年末|12月31日|12月底|12月末]", "我们", "其中",
    f"[全|本|我|该][省|市|县|区|州|盟|旗|镇|乡|局|委|办|厅|院|处|所|站|街道|系统|机关|单位|部门|中心|行政机关]{_BODIES}",
    "各[级|][行政机关|部门|单位]", "公民[、|]法人[或者|或|和|及|]其他组织", "通过各种[方式|渠道|途径]", "各类",
    "各种", "全部", "所有", "共计", "总共", "一共", "合计", "总计", "累计", "依法", "已", "均", "都", "有关", "关于",
    "涉及", "涉", "另外", "另", "同时", "此外", "目前", "以及", "其余", "剩余", "余下", "提出", "提交", "事项",
    "总数[量|]", "总量", "数量", "件数", "案件", "情况", "达到", "分别",
    *"总共了的对因由就各并且在和及与向数为是达约量类",
)  # fmt: skip
"""Words that may stand before what is counted, in it, and between it and its number."""
_BEFORE, _AFTER = "上年", "下年"
_RELATIVE = regex(
    r"(?P<last>上一?年度?|去年度?)|(?P<next>下一?年度?|次年|明年)",
    having=("上年", "上一年", "去年", "下年", "下一年", "次年", "明年"),
)
_YEAR = regex(r"((?:19|20)\d\d)年度?", having=("19", "20"))
_STRONGEST = 4
"""Characters of a noun that a number further on may leave out."""


@lru_cache(maxsize=1024)
def core(text: str, year: int = 0, agency: str = "") -> str:
    """What is left of words without the stock words that may stand before, in and behind any phrase.

    The report's own year and agency are stock words too; the years beside it are called 上年 and 下年.
    """
    own = text.replace(agency, "") if agency else text
    if "年" in own:
        near = {year: "", year - 1: _BEFORE, year + 1: _AFTER}
        own = _YEAR.sub(lambda m: near.get(int(m[1]), m[0]), own)
        own = _RELATIVE.sub(lambda m: _BEFORE if m["last"] else _AFTER, own)
    return STOCK.removed_from(own)


class Entry(Struct, frozen=True):
    """A phrase of a mention: its wording, the piece of it that must occur, and what has to follow the number."""

    mention: Mention
    anchor: str
    wording: str
    after: str

    def fits(self, key: str) -> bool:
        """Whether words without stock words are this phrase."""
        if self.anchor not in key:
            return False
        pieces = _pieces(self.wording)
        return key.startswith(pieces[0]) and spells(pieces, key)

    def goes_on(self, tail: str) -> bool:
        """Whether the words behind the number are those of the phrase."""
        return not self.after or core(tail).startswith(_cores(self.after))


class Vocabulary(Struct, frozen=True):
    """A form's phrases: those without choices by their words, the others one after the other."""

    plain: Mapping[str, tuple[tuple[int, Entry], ...]]
    chosen: tuple[tuple[int, Entry], ...]
    mentions: tuple[Mention, ...]
    assertions: tuple[Assertion, ...]
    absent: tuple[str, ...]
    names: Wordings
    """What the form counts, as it is called where there was none of it; the longest names first. Both are the same."""

    def entries(self, key: str) -> list[Entry]:
        """The phrases that words without stock words are, in the form's order."""
        found = list(self.plain.get(key, ()))
        found += [pair for pair in self.chosen if pair[1].anchor in key and pair[1].fits(key)]
        return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]

    def completed(self, said: str, before: str) -> str | None:
        """A phrase that leaves out a word of the one before it: 制发文件 12 件，废止 3 件; 现行有效甲 2 件、乙 5 件."""
        nouns = (said + before[n:] for n in range(2, len(before) - _STRONGEST + 1))
        verbs = (before[:n] + said for n in range(len(before) - 1, 1, -1))
        return next((words for words in (*nouns, *verbs) if self.entries(words)), None)


def vocabulary(layout: Layout) -> Vocabulary:
    """The phrases of a form, which are the same for all its reports."""
    return _vocabulary(layout.mentions, layout.assertions)


@lru_cache(maxsize=16)
def _vocabulary(mentions: tuple[Mention, ...], assertions: tuple[Assertion, ...]) -> Vocabulary:
    plain: dict[str, list[tuple[int, Entry]]] = {}
    chosen: list[tuple[int, Entry]] = []
    phrases = ((mention, phrase) for mention in mentions for phrase in mention.phrases)
    for n, (mention, phrase) in enumerate(phrases):
        before, _, after = _dated(phrase).partition("#")
        pieces = pieces_of(before)
        if all(len(choices) == 1 for choices in pieces):
            key = "".join(core(words) for (words,) in pieces)
            plain.setdefault(key, []).append((n, Entry(mention, key, "", after)))
        else:
            anchor = max((core(choices[0]) for choices in pieces if len(choices) == 1), key=len, default="")
            chosen.append((n, Entry(mention, anchor, before, after)))
    absent = sorted({name for mention in mentions for name in mention.absent}, key=lambda name: (-len(name), name))
    by_key = {key: tuple(found) for key, found in plain.items()}
    return Vocabulary(by_key, tuple(chosen), mentions, assertions, tuple(absent), Wordings(*absent))


@lru_cache(maxsize=512)
def _pieces(wording: str) -> Pieces:
    """The pieces of a phrase without the stock words in them."""
    return tuple(tuple(core(choice) for choice in choices) for choices in pieces_of(wording))


@lru_cache(maxsize=64)
def _cores(wording: str) -> tuple[str, ...]:
    """What is left of every wording of a phrase without the stock words in it."""
    return tuple({core(words) for words in written_out(wording)})


def written_out(phrase: str) -> Iterator[str]:
    """Every wording of a phrase with choices in brackets: [收到|接到]来信 is two."""
    yield from ("".join(words) for words in product(*pieces_of(phrase)))


def _dated(phrase: str) -> str:
    """A phrase with the years named by their place; the word 年 behind them is part of the name."""
    text = phrase.replace("…", "").replace("{year}年", "")
    return text.replace("{last}年", _BEFORE).replace("{next}年", _AFTER)
