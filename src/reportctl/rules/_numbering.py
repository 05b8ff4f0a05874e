"""The numbers of headings and paragraphs by level: 一、 （一） 1. （1）, as GB/T 9704-2012 (7.3.3) orders them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from reportctl.model.report import Report
from reportctl.rules._pieces import Piece, Role, pieces

_CN = "一二三四五六七八九十"
_NUMERALS = frozenset(_CN)
_ENDED = frozenset("、.．")
_OPENED, _ENDS = frozenset("（("), frozenset("）)")
_STOPS = frozenset("。；！？，")
_BEFORE_SPOKEN, _AFTER_SPOKEN = frozenset("。；：，、"), frozenset("否个")
_SHORT = 30
"""A line without a number that is no longer than this and has no stop is a heading of its own kind."""


class Numbered(Struct, frozen=True):
    """A line that begins with a number: its level, from 1 to 4, its number, and the number as written."""

    piece: Piece
    level: int
    number: int
    written: str


class Jump(Struct, frozen=True):
    """A number that does not follow the one before it; `before` is that one as written, empty at the beginning."""

    line: Numbered
    before: str
    expected: int

    @property
    def repeats(self) -> bool:
        """Whether the number was there before, rather than one left out."""
        return self.line.number < self.expected


def numbered(piece: Piece) -> Numbered | None:
    """The number at the beginning of a line, or None."""
    text = piece.text
    found = _bracketed(text) if text[:1] in _OPENED else _bare(text)
    if found is None:
        return None
    level, digits, length = found
    number = int(digits) if digits.isdecimal() else chinese(digits)
    return Numbered(piece, level, number, text[:length]) if number else None


def _bracketed(text: str) -> tuple[int, str, int] | None:
    """The level of （一） or （1）, its numeral and its length."""
    numeral = _numeral(text, 1)
    length = len(numeral) + 2
    if not numeral or text[length - 1 : length] not in _ENDS:
        return None
    return 4 if numeral.isdecimal() else 2, numeral, length


def _bare(text: str) -> tuple[int, str, int] | None:
    """The level of 一、 第一部分 or 1. with its numeral and its length."""
    start = 1 if text.startswith("第") else 0
    numeral = _numeral(text, start)
    if not numeral:
        return None
    end = start + len(numeral)
    if numeral.isdecimal():
        # 3.5 and 3、4 are no numbers of a line.
        marked = not start and text[end : end + 1] in _ENDED and not text[end + 1 : end + 2].isdecimal()
        return (3, numeral, end + 1) if marked else None
    named = text.startswith("部分", end)
    end += 2 * named
    if text[end : end + 1] in _ENDED and text[end + 1 : end + 2] not in _NUMERALS:
        return 1, numeral, end + 1
    return (1, numeral, end) if start and named and text[end : end + 1] not in _NUMERALS else None


def _numeral(text: str, start: int) -> str:
    """The numeral at a place, up to two digits or three Chinese ones, or an empty string."""
    end = start
    if text[start : start + 1].isdecimal():
        while text[end : end + 1].isdecimal():
            end += 1
        return text[start:end] if end - start <= 2 else ""
    while text[end : end + 1] in _NUMERALS:
        end += 1
    return text[start:end] if end - start <= 3 else ""


def chinese(numeral: str) -> int:
    """The value of a Chinese numeral from 1 to 99, 0 where it is none."""
    tens, mark, units = numeral.rpartition("十")
    if not mark:
        return _CN.find(numeral) + 1 if len(numeral) == 1 else 0
    if len(tens) > 1 or len(units) > 1 or "十" in tens:
        return 0
    return (_CN.find(tens) + 1 if tens else 1) * 10 + (_CN.find(units) + 1 if units else 0)


def written(level: int, number: int) -> str:
    """A number as a line of the level begins with it."""
    tens, units = divmod(number, 10)
    text = ("" if tens == 0 else "十" if tens == 1 else _CN[tens - 1] + "十") + (_CN[units - 1] if units else "")
    return {1: f"{text}、", 2: f"（{text}）", 3: f"{number}.", 4: f"（{number}）"}[level]


def is_plain_heading(piece: Piece) -> bool:
    """Whether a line without a number looks like a heading, or announces a list."""
    text = piece.text.rstrip()
    return text.endswith(("：", ":")) or (len(text) <= _SHORT and _STOPS.isdisjoint(text))


class _Open(Struct):
    """The lists that are open in a section: the last number of each level, and whether it may begin anew."""

    last: dict[int, int] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)

    def plain(self, piece: Piece) -> None:
        """A line without a number: after a heading any list may begin anew, after any line one of digits may."""
        self.fresh |= {2, 3, 4} if is_plain_heading(piece) else {3, 4}

    def take(self, line: Numbered) -> Jump | None:
        last = self.last.get(line.level, 0)
        begins = line.number == 1 and (not last or line.level in self.fresh)
        jump = (
            None
            if begins or line.number == last + 1
            else Jump(line, written(line.level, last) if last else "", last + 1)
        )
        self.last = {level: number for level, number in self.last.items() if level < line.level}
        self.last[line.level] = line.number
        self.fresh = set()
        return jump


def jumps(report: Report) -> Iterator[Jump]:
    """Every number that leaves one out or comes again: of chapters where the form fixes none, and inside chapters."""
    yield from _chapters(report)
    for _, lines in sections(report):
        open_ = _Open()
        for piece in lines:
            line = numbered(piece)
            if line is None:
                open_.plain(piece)
            elif jump := open_.take(line):
                yield jump


def _chapters(report: Report) -> Iterator[Jump]:
    if report.layout.headings_fixed:
        return
    found = [numbered(piece) for piece in pieces(report) if piece.role is Role.HEADING]
    last = 0
    for line in found:
        # A heading without a number gets that of its position.
        number = line.number if line is not None and line.level == 1 else last + 1
        if line is not None and number != last + 1:
            yield Jump(line, written(1, last) if last else "", last + 1)
        last = number


def sections(report: Report) -> Iterator[tuple[Piece | None, list[Piece]]]:
    """The lines of the preamble and of each section, without the headings that stand over them."""
    heading: Piece | None = None
    lines: list[Piece] = []
    for piece in pieces(report):
        if piece.role is Role.HEADING:
            if lines:
                yield heading, lines
            heading, lines = piece, []
        else:
            lines.append(piece)
    if lines:
        yield heading, lines


class SpokenJump(Struct, frozen=True):
    """A word such as 三是 that does not follow the one before it."""

    written: str
    before: str
    expected: str
    repeats: bool


def spoken_jumps(piece: Piece) -> Iterator[SpokenJump]:
    """The lists within a paragraph, 一是 … 二是 …, that leave a number out or have one twice."""
    last = 0
    for word in _spoken(piece.text):
        number = chinese(word)
        if last and last < len(_CN) and number not in (1, last + 1):
            yield SpokenJump(f"{word}是", f"{_CN[last - 1]}是", f"{_CN[last]}是", number <= last)
        last = number


def _spoken(text: str) -> Iterator[str]:
    """The numerals of 一是 and its like, where such a word opens a part of a sentence."""
    at = text.find("是", 1)
    while at > 0:
        before = text[at - 2 : at - 1] if at > 1 else "。"
        opens = before in _BEFORE_SPOKEN or before.isspace()
        if text[at - 1] in _NUMERALS and opens and text[at + 1 : at + 2] not in _AFTER_SPOKEN:
            yield text[at - 1]
        at = text.find("是", at + 1)
