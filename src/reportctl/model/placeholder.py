"""Numbers bound into text: `{name}` in a sentence stands for a figure or for a part of a breakdown.

A name is a figure's id, the label of a breakdown or of one of its parts, `label/part`, or a row's label in the form
(`row/column` where the row has several figures). Names are compared after NFKC, without white space, row labels also
without their number and their remark in brackets. Values are inserted once and never read again for further names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from reportctl.model.document import Bound
from reportctl.model.figure import State, Value, number_text
from reportctl.model.layout import FigureSpec, Layout
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.report import Report

_PLACEHOLDER = regex(r"\{([^{}\n]{0,200})\}")
_NUMERALS = frozenset("一二三四五六七八九十")
_OF_WHICH = "其中:"
_NEAR = 3
"""How many similar names are offered for one that is unknown."""
_REMEMBERED = 2048
"""How many names are kept in their compared form: the labels of a form come up again for every placeholder."""


class Placeholder(Struct, frozen=True):
    """A `{name}` found in a text: the name without white space around it, and its place including the braces."""

    name: str
    start: int
    end: int


class Cause(StrEnum):
    """Why a placeholder cannot be filled."""

    UNKNOWN = "unknown"
    NO_VALUE = "no-value"
    AMBIGUOUS = "ambiguous"


class Filled(Struct, frozen=True):
    """What a placeholder stands for: the text to print, and the figure's id or the breakdown's full name."""

    text: str
    name: str


class Unfilled(Struct, frozen=True):
    """Why there is nothing to print; `names` are the nearest known names, or those that the name could mean."""

    cause: Cause
    names: tuple[str, ...] = ()


class _Target(Struct, frozen=True):
    """Something that a name can stand for; `full` is a name that stands for it alone."""

    full: str
    value: Value
    total: bool


def placeholders(text: str) -> Iterator[Placeholder]:
    """All placeholders of a text, in order; full-width braces count as braces."""
    if "{" not in text and "｛" not in text:
        return
    for match in _PLACEHOLDER.finditer(text.replace("｛", "{").replace("｝", "}")):
        yield Placeholder(match[1].strip(), match.start(), match.end())


def resolve(report: Report, name: str) -> Filled | Unfilled:
    """Say what a name stands for in a report, or why it stands for nothing that can be printed.

    A blank part is 0; a blank total, "/" and a cell that cannot be read have no number.
    """
    key = _key(name)
    found = _meant(report, key) or _meant(report, plain_label(key))
    match found:
        case []:
            from difflib import get_close_matches

            known = dict.fromkeys((*report.layout.figures, *_names_of_breakdowns(report), *_rows(report.layout)))
            return Unfilled(Cause.UNKNOWN, tuple(get_close_matches(key, known, _NEAR)))
        case [target]:
            text = _printed(target)
            return Unfilled(Cause.NO_VALUE) if text is None else Filled(text, target.full)
        case _:
            return Unfilled(Cause.AMBIGUOUS, tuple(target.full for target in found))


def fill(report: Report, text: str) -> tuple[str, tuple[Bound, ...]]:
    """Fill in the placeholders of a text and say where each number stands in the result.

    One that cannot be filled stays as it is written; a check reports it.
    """
    found = tuple(placeholders(text))
    if not found:
        return text, ()
    pieces: list[str] = []
    bound: list[Bound] = []
    done = length = 0
    for placeholder in found:
        match resolve(report, placeholder.name):
            case Filled(value, name):
                start = length + placeholder.start - done
                pieces += (text[done : placeholder.start], value)
                length = start + len(value)
                bound.append(Bound(start, length, name))
                done = placeholder.end
            case Unfilled():
                continue
    return "".join((*pieces, text[done:])), tuple(bound)


@lru_cache(maxsize=_REMEMBERED)
def plain_label(label: str) -> str:
    """A row's label as a sentence would name it: without white space, its number, 其中 and its remark in brackets."""
    text = _without_number(_key(label))
    return _without_remark(text.removeprefix(_OF_WHICH)) or text


def _without_number(text: str) -> str:
    """A label without a number such as 一、 (一) 1. or 其中:1. at its beginning."""
    start = len(_OF_WHICH) if text.startswith(_OF_WHICH) else 0
    start += text.startswith("(", start)
    is_chinese = text[start : start + 1] in _NUMERALS
    is_numeral = _NUMERALS.__contains__ if is_chinese else str.isdecimal
    end = next((i for i, c in enumerate(text[start:], start) if not is_numeral(c)), start)
    longest, marks = (3, "、)") if is_chinese else (2, "、).")
    return text[end + 1 :] if 0 < end - start <= longest and text[end] in marks else text


def _without_remark(text: str) -> str:
    """A label without the brackets that it ends with, and what is in them."""
    remark = text.rfind("(") if text.endswith(")") else 0
    return text[:remark] if remark > 0 and ")" not in text[remark:-1] else text


@lru_cache(maxsize=_REMEMBERED)
def _key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _meant(report: Report, key: str) -> list[_Target]:
    """What has a name; things with one name and different cells are listed side by side."""
    figures = report.layout.figures
    by_id = (figures[figure] for figure in (key,) if figure in figures)
    by_row = (figures[figure] for figure in _rows(report.layout).get(key, ()))
    ids, rows = ([_Target(spec.id, report.value(spec.id), spec.total) for spec in specs] for specs in (by_id, by_row))
    known: list[_Target] = []
    for target in (*ids, *_names_of_breakdowns(report).get(key, ()), *rows):
        if all(other.value.at is None or other.value.at != target.value.at for other in known):
            known.append(target)
    return known


@once
def _rows(layout: Layout) -> dict[str, list[str]]:
    """The ids of figures by the names of their rows."""
    rows: dict[str, list[str]] = {}
    for spec in layout.figures.values():
        for name in _row_names(spec):
            rows.setdefault(name, []).append(spec.id)
    return rows


@once
def _names_of_breakdowns(report: Report) -> dict[str, list[_Target]]:
    named: dict[str, list[_Target]] = {}
    for breakdown in report.breakdowns:
        total = _Target(breakdown.figure or breakdown.label, breakdown.total, True)
        named.setdefault(_key(breakdown.label), []).append(total)
        for part in breakdown.parts:
            full = f"{breakdown.label}/{part.label}"
            for name in (full, part.label):
                named.setdefault(_key(name), []).append(_Target(full, part.value, False))
    return named


def _row_names(spec: FigureSpec) -> Iterator[str]:
    row = plain_label(spec.stub[-1]) if spec.stub else ""
    if row:
        yield row
        if spec.head:
            yield f"{row}/{plain_label(spec.head[-1])}"


def _printed(target: _Target) -> str | None:
    match target.value.state:
        case State.NUMBER if target.value.number is not None:
            return number_text(target.value.number)
        case State.BLANK if not target.total:
            return "0"
        case _:
            return None
