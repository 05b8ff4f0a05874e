"""Numerals in text (GB/T 15835-2011): dates in two kinds of numerals, padded dates, digits of full width, grouping."""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.pattern import regex
from reportctl.rules._pieces import BLANKED, Piece

Span = tuple[int, int]

_CN = "〇○零一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d\d|[一二][{_CN}]{{3}})"
_DATE = regex(
    rf"(?<![\d{_CN}])(?:(?P<y>{_YEAR})年)?(?P<m>\d{{1,2}}|[{_CN}]{{1,3}})月(?!份)(?:(?P<d>\d{{1,2}}|[{_CN}]{{1,3}})日)?"
)
_PADDED = regex(r"年0[1-9]月|(?<!\d)0[1-9]月(?=\d{1,2}日)|月0[1-9]日")
_WIDE = regex(r"[０-９]+(?:[．，][０-９]+)*")
_CN_YEAR = regex(rf"(?<![{_CN}])[一二][{_CN.replace('十', '')}]{{3}}年")
_ARABIC_YEAR = regex(r"(?<!\d)(?:19|20)\d\d年")
_GROUPED = regex(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNGROUPED = regex(
    r"(?<![\d.,A-Za-z/〔\-])\d{5,}(?=(?:\.\d+)?(?:余|多)?(?:万|亿)?(?:个|件|条|次|人|元|份|篇|项|户|宗|例|期|家))"
)
_UNGROUPED_4 = regex(
    r"(?<![\d.,A-Za-z/〔\-])\d{4}(?=(?:\.\d+)?(?:余|多)?(?:个|件|条|次|人|元|份|篇|项|户|宗|例|期|家))"
)
_TITLE = regex(r"《[^《》\n]{0,100}》")
_TORN = regex(r"\d$")
_RESUMED = regex(r"\d+(?:\.\d+)?(?:个|件|条|次|人|元|份|篇|项|户|宗|例|期|家|万|亿|%)")


def mixed_dates(piece: Piece) -> Iterator[Span]:
    """Dates whose year, month and day are not all in Arabic or all in Chinese numerals."""
    for match in _DATE.finditer(piece.opaque):
        parts = [part for part in match.group("y", "m", "d") if part]
        if len({part.isdigit() and part.isascii() for part in parts}) == 2:
            yield match.span()


def padded_dates(piece: Piece) -> Iterator[Span]:
    """Months and days with a zero before them."""
    yield from (match.span() for match in _PADDED.finditer(piece.opaque))


def wide_digits(piece: Piece) -> Iterator[Span]:
    """Digits of full width."""
    yield from (match.span() for match in _WIDE.finditer(piece.opaque))


def chinese_years(piece: Piece) -> Iterator[Span]:
    """Years in Chinese numerals, outside the titles of documents."""
    yield from (match.span() for match in _CN_YEAR.finditer(_untitled(piece.opaque)))


def arabic_years(piece: Piece) -> Iterator[Span]:
    """Years in Arabic numerals."""
    yield from (match.span() for match in _ARABIC_YEAR.finditer(_untitled(piece.opaque)))


def grouped(piece: Piece) -> Iterator[Span]:
    """Numbers whose digits are grouped by commas."""
    yield from (match.span() for match in _GROUPED.finditer(piece.opaque))


def ungrouped(piece: Piece, *, four: bool) -> Iterator[Span]:
    """Numbers of five digits and more, on request of four too, that are not grouped."""
    found = [match.span() for match in _UNGROUPED.finditer(piece.opaque)]
    if four:
        found += [match.span() for match in _UNGROUPED_4.finditer(piece.opaque)]
    yield from sorted(found)


def torn(before: Piece, after: Piece) -> bool:
    """Whether a number begins at the end of one line and goes on at the beginning of the next."""
    return _TORN.search(before.text) is not None and _RESUMED.match(after.text) is not None


def _untitled(text: str) -> str:
    return _TITLE.sub(lambda match: BLANKED * len(match[0]), text) if "》" in text else text
