"""The parts that a preamble enumerates, and whether a name there is that of a heading."""

from __future__ import annotations

from msgspec import Struct

from reportctl.model.layout import Section
from reportctl.model.pattern import regex
from reportctl.model.report import Report, SectionText
from reportctl.rules._numbering import chinese
from reportctl.rules._sections import plain_heading

_COUNT = regex(r"(?P<n>[一二两三四五六七八九十]{1,3}|\d{1,2})\s*(?:个|大)?\s*(?:组成)?(?:部分|章|方面)")
_BEGIN = regex(r"(?:分别(?:为|是)|包括|包含|涵盖|分为|内容(?:为|有)|由|即|[：:])")
_END = regex(r"(?:等|共|[一二两三四五六七八九十\d]{1,3}\s*(?:个|大)?(?:部分|章|方面)|组成|构成|$)")
_QUOTED = regex(r"[“‘《][^”’》\n]*[”’》]")
_JOINS = regex(r"[、，；,;]|以及|(?<=情况)[和及与]|[和及与](?=[^、，]*$)")
_NUMBER = regex(r"^(?:第?[一二三四五六七八九十]{1,3}(?:部分)?[、.．\s]|第[一二三四五六七八九十]{1,3}部分)\s*")
_STOCK = regex(r"政府信息公开|政府信息|信息公开|工作|情况|的|本机关|本年度|年度")
_SPEAKS_OF_PARTS = ("部分", "组成", "构成")
_LONGEST = 1_000
"""Characters of a sentence that is read as an enumeration."""
_LIKE = 60
"""Percent of its pairs of characters that the shorter of two names shares with the longer one."""


class Promise(Struct, frozen=True):
    """What a preamble says the report consists of; `open` where its list ends in 等, `count` where it counts them."""

    names: tuple[str, ...]
    count: int | None
    open: bool


def promised(text: str) -> Promise | None:
    """The parts that a preamble enumerates, None where it does not."""
    for sentence in text.replace("\n", "。").split("。"):
        if len(sentence) > _LONGEST or not any(word in sentence for word in _SPEAKS_OF_PARTS):
            continue
        counted = _COUNT.search(sentence)
        count = _number(counted["n"]) if counted else None
        found = _names(sentence)
        if found or count:
            names, is_open = found or ((), False)
            return Promise(names, count, is_open or not names)
    return None


def _number(numeral: str) -> int | None:
    return int(numeral) if numeral.isdigit() else chinese(numeral.replace("两", "二")) or None


def _names(sentence: str) -> tuple[tuple[str, ...], bool] | None:
    """The names between the word that opens the list and the one that closes it; of several lists the longest."""
    best: tuple[tuple[str, ...], bool] | None = None
    for begin in _BEGIN.finditer(sentence):
        end = _END.search(sentence, begin.end() + 2)
        if end is None:
            continue
        names = _split(sentence[begin.end() : end.start()])
        if len(names) > 1 and (best is None or len(names) > len(best[0])):
            best = names, end[0] == "等"
    return best


def _split(text: str) -> tuple[str, ...]:
    whole = [match.span() for match in _QUOTED.finditer(text)]
    pieces, done = [], 0
    for match in _JOINS.finditer(text):
        if not any(start <= match.start() < end for start, end in whole):
            pieces.append(text[done : match.start()])
            done = match.end()
    names = (piece.strip(" “”‘’《》（）()") for piece in (*pieces, text[done:]))
    return tuple(name for name in names if len(name) > 1)


def without_number(heading: str) -> str:
    """A heading as it would be named in a sentence."""
    return _NUMBER.sub("", heading)


def known_as(report: Report, text: SectionText) -> tuple[str, ...]:
    """The names of a section: its heading, and the heading and variants of the section of the form."""
    section = report.layout.section(text.id)
    return (_key(text.heading.text), *(names_of(section) if section else ()))


def names_of(section: Section) -> tuple[str, ...]:
    """The names of a section of the form: its heading, its variants, and the words that betray what it treats."""
    return tuple(_key(name) for name in (section.heading, *section.aliases, *section.keywords))


def same(name: str, known: tuple[str, ...]) -> bool:
    """Whether a name in a preamble means a heading: one holds the other, or most of their characters are shared."""
    wanted = _key(name)
    return any(wanted in heading or heading in wanted or _like(wanted, heading) for heading in known if heading)


def _key(name: str) -> str:
    plain = plain_heading(name)
    return _STOCK.sub("", plain) or plain


def _like(one: str, other: str) -> bool:
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    fewer = min(len(pairs), len(others))
    return fewer > 0 and len(pairs & others) * 100 >= fewer * _LIKE
