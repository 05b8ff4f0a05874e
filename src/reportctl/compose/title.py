"""The title, and where it may be broken: between its words, never within one (GB/T 9704-2012 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportctl.model.measure import TITLE_WIDTH, width
from reportctl.model.pattern import regex
from reportctl.model.report import Report

_WORDS = regex(r"\d{4}年度报告|\d{4}年度?|政府信息公开工作|政府信息公开|工作|年度报告")
_LEVEL = regex(
    r"[^（(]+?(?:"
    r"特别行政区|自治区|自治州|自治县|自治旗|开发区|高新区|示范区|实验区|试验区|保税区|管理区|新区|地区|兵团"
    r"|省|盟|旗|(?<!城)市(?![场民容])|(?<![社园校街景库])区(?![域划])|县(?!委)|州(?=[^市区县])|师(?=[^范])|(?<!乡)镇|(?<!城)乡(?![村镇])"
    r"|街道办事处|街道(?!办)|人民政府(?!办公)|委员会(?!办公)|管理局(?=.)|办公厅(?=.)|办公室(?=.)"
    r")(?!分)"
)
"""A level of places or bodies in the name of an agency, up to the word that ends it."""
_BRACKET = regex(r"[（(][^）)]*[）)]?")


def title_of(report: Report) -> tuple[str, tuple[str, ...]]:
    """The title and its unbreakable words: the agency's name, the year with 年, and what follows.

    A title entered by the agency wins over the layout's pattern; it is broken where the same words occur in it.
    """
    agency = report.agency.text
    title = report.detail("title") or report.layout.title.replace("{agency}", agency).replace(
        "{year}", str(report.year)
    )
    words: list[str] = []
    at = 0
    for start, end in _words(title, agency):
        words.append(title[at:start])
        words += _parts(agency) if title[start:end] == agency else [title[start:end]]
        at = end
    return title, tuple(word for word in (*words, title[at:]) if word)


def _words(title: str, agency: str) -> Iterator[tuple[int, int]]:
    """Where the agency's name and the words of titles stand, each from where the one before ends."""
    end = 0
    while True:
        word, start = _WORDS.search(title, end), title.find(agency, end) if agency else -1
        if start >= 0 and (word is None or start <= word.start()):
            end = start + len(agency)
        elif word is not None:
            start, end = word.span()
        else:
            return
        yield start, end


def _parts(agency: str) -> list[str]:
    """An agency's name, whole if a line can hold it, else in parts that each mean something.

    A part ends with a level of places or bodies, or before a bracket.
    """
    if width(agency) <= TITLE_WIDTH:
        return [agency]
    parts: list[str] = []
    at = 0
    while at < len(agency):
        bracket, level = _BRACKET.match(agency, at), _LEVEL.match(agency, at)
        if bracket:
            inner = bracket.group()
            parts += re.findall("[^、]+、?", inner) if width(inner) > TITLE_WIDTH else [inner]
            at = bracket.end()
            continue
        following = re.compile("[（(]").search(agency, at)
        end = level.end() if level else following.start() if following else len(agency)
        parts.append(agency[at:end])
        at = end
    return _joined(parts)


def _joined(parts: list[str]) -> list[str]:
    """Join parts that are too short to stand at a line's end or beginning by themselves."""
    joined: list[str] = []
    for part in parts:
        if joined and min(width(joined[-1]), width(part)) < 3 and width(joined[-1] + part) <= TITLE_WIDTH:
            joined[-1] += part
        else:
            joined.append(part)
    return joined
