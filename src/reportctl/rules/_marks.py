"""Punctuation marks in Chinese text (GB/T 15834-2011): where one is of the wrong kind, alone, or written twice."""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.rules._pieces import BLANKED, Piece, Role, characters, is_hanzi, pieces

Span = tuple[int, int]

_OPENING, _CLOSING_MARKS = "（《“‘【〔", "）》”’】〕"
_STOP = regex(r"[,;:?!.]")
_BRACKETED = regex(r"\([^()（）\n]*\)|\"[^\"\n]*\"")
_NUMBERED = regex(r"[一二三四五六七八九十]{1,3}\.")
_DOUBLED = regex(r"[，、；：][，。、；：]+|。[，、；：]+|(?<!。)。。(?!。)")
_DOTS = regex(r"\.{3,}|。{3,}|·{3,}|(?<!…)…(?!…)|-{2,}")
_SPACE = regex(r"(?<=[^\x00-\u00ff]) +(?=[^\x00-\u00ff])|\u3000+")
_PAIRS = {"（": "）", "〔": "〕", "【": "】", "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』"}
_FOLDED = str.maketrans({"(": "（", ")": "）"})
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_LISTED = regex(r"(?:^|[，。；：、\s])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}$")
_QUOTES = {"“": "”", "‘": "’"}
_PAIRED = frozenset((*_PAIRS, *_CLOSING, *'()"'))


def half_width(piece: Piece) -> Iterator[Span]:
    """Half-width marks beside Chinese characters."""
    text = piece.opaque
    numbered = _NUMBERED.match(text)
    first = numbered.end() if numbered else 0
    for match in _STOP.finditer(text):
        if match.start() >= first and _stops_chinese(text, match.start()):
            yield match.span()
    for match in _BRACKETED.finditer(text):
        if any(map(is_hanzi, match[0])):
            yield match.span()


def _stops_chinese(text: str, at: int) -> bool:
    """Whether the mark at a place ends or parts Chinese words: 12件,其中 and 地址: not 10,270, 9:30 or PPP, open."""
    mark, left, right = text[at], text[at - 1 : at] if at else "", text[at + 1 :].lstrip(" ")[:1]
    after_chinese = is_hanzi(left)
    before_chinese = is_hanzi(right) or (right != "" and right in _OPENING)
    ends = right == ""
    if mark == ".":
        return after_chinese and (before_chinese or ends or right in _CLOSING_MARKS)
    if after_chinese and (ends or right in (BLANKED, "+") or (right.isascii() and right.isalnum())):
        return True
    after_any = after_chinese or (left != "" and left in _CLOSING_MARKS + "0123456789%％")
    return after_any and (before_chinese or (ends and mark != ":"))


def doubled(piece: Piece) -> Iterator[Span]:
    """Two stops side by side; ？！ and its like are lawful."""
    yield from (match.span() for match in _DOUBLED.finditer(piece.opaque))


def broken_dots(piece: Piece) -> Iterator[Span]:
    """Dots or strokes in place of an ellipsis or a dash."""
    text = piece.opaque
    for match in _DOTS.finditer(text):
        beside = text[match.start() - 1 : match.start()] if match.start() else "", text[match.end() : match.end() + 1]
        if match[0][0] not in ".-" or any(is_hanzi(c) or (c != "" and c in "“”（）《》") for c in beside):
            yield match.span()


def inner_spaces(piece: Piece) -> Iterator[Span]:
    """Spaces between Chinese characters, but for the preamble, where 邮　编 and 电　话 are spaced to begin alike."""
    if piece.role is Role.PREAMBLE:
        return
    text = piece.opaque
    for match in _SPACE.finditer(text):
        if match.start() > 0 and match.end() < len(text):
            yield match.span()


@once
def untidy(report: Report) -> tuple[Piece, ...]:
    """The lines in which a bracket or quotation mark may be alone or turned the wrong way; all others are in order."""
    present = characters(report) & _PAIRED
    return tuple(piece for piece in pieces(report) if not _is_tidy(piece.opaque, present))


def _is_tidy(text: str, present: frozenset[str]) -> bool:
    """Whether all brackets and quotation marks certainly open and close, looked at without what is between them.

    `present` are those that may be in the text.
    """
    places = sorted((i, mark) for mark in present if mark in text for i in _places(text, mark))
    if not places:
        return True
    marks = "".join(mark for _, mark in places).translate(_FOLDED)
    for open_, close in _QUOTES.items():
        pairs = marks.count(open_)
        if pairs != marks.count(close) or [c for c in marks if c in (open_, close)] != [open_, close] * pairs:
            return False
    if ("’" in marks and any(_apostrophe(text, i) for i, c in enumerate(text) if c == "’")) or marks.count('"') % 2:
        return False
    marks, left = marks.replace('"', ""), -1
    closed = [open_ + close for open_, close in _PAIRS.items() if open_ in marks]
    while len(marks) != left:
        left = len(marks)
        for pair in closed:
            marks = marks.replace(pair, "")
    return not marks


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def reversed_quotes(text: str) -> Iterator[Span]:
    """Quotation marks that come in pairs, but of which one is turned the wrong way."""
    for open_, close in _QUOTES.items():
        marks = [i for i, c in enumerate(text) if c in (open_, close) and not _apostrophe(text, i)]
        if len(marks) % 2:
            continue
        for left, right in zip(marks[::2], marks[1::2], strict=True):
            if text[left] != open_ or text[right] != close:
                yield left, right + 1
                break


def unpaired(piece: Piece) -> Iterator[Span]:
    """The first bracket or quotation mark that has no partner, or that crosses another pair."""
    text = piece.opaque
    if next(reversed_quotes(text), None) is not None:
        return
    stack: list[int] = []
    folded = text.translate(_FOLDED)
    for i, c in enumerate(folded):
        if c in _PAIRS:
            stack.append(i)
        elif c in _CLOSING and not _apostrophe(text, i) and not (c == "）" and _lists(folded, i, stack)):
            if not stack or folded[stack[-1]] != _CLOSING[c]:
                yield (stack[-1] if stack else i), i + 1
                return
            stack.pop()
    if stack:
        yield stack[-1], stack[-1] + 1
    elif text.count('"') % 2:
        at = text.rindex('"')
        yield at, at + 1


def _lists(text: str, at: int, stack: list[int]) -> bool:
    """Whether a closing bracket only follows a number in a list, as in 1）."""
    return not any(text[i] == "（" for i in stack) and _LISTED.search(text[max(0, at - 4) : at]) is not None


def _apostrophe(text: str, at: int) -> bool:
    """Whether a single quotation mark stands inside or after a Latin word."""
    return text[at] == "’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()
