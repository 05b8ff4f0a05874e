"""Numbers bound into text: `{name}` in a sentence stands for a figure or for a part of a breakdown.

A name is a figure's id, the label of a breakdown or of one of its parts, `label/part`, or a row's label in the form
(`row/column` where the row has several figures). Names are compared after NFKC, without white space, row labels also
without their number and their remark in brackets. Values are inserted once and never read again for further names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from reportctl.model.document import Bound
from reportctl.model.figure import State, Value, number_text
from reportctl.model.layout import FigureSpec
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.report import Report

_PLACEHOLDER = regex(r"\{([^{}\n]{0,200})\}")
_NUMBERING = regex(r"^(?:其中:)?(?:\(?[一二三四五六七八九十]{1,3}[)、]|\(?\d{1,2}[.、)])")
_REMARK = regex(r"(?<=.)\([^()]*\)$")
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
    return _resolve(_targets(report), name)


def fill(report: Report, text: str) -> tuple[str, tuple[Bound, ...]]:
    """Fill in the placeholders of a text and say where each number stands in the result.

    One that cannot be filled stays as it is written; a check reports it.
    """
    found = tuple(placeholders(text))
    if not found:
        return text, ()
    targets = _targets(report)
    pieces: list[str] = []
    bound: list[Bound] = []
    done = length = 0
    for placeholder in found:
        match _resolve(targets, placeholder.name):
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
    text = _NUMBERING.sub("", _key(label))
    return _REMARK.sub("", text.removeprefix("其中:")) or text


@lru_cache(maxsize=_REMEMBERED)
def _key(name: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


@once
def _targets(report: Report) -> dict[str, list[_Target]]:
    """Everything that has a name, by name; things with one name and different cells are listed side by side."""
    named: dict[str, list[_Target]] = {}

    def add(name: str, target: _Target) -> None:
        known = named.setdefault(_key(name), [])
        if all(other.value.at is None or other.value.at != target.value.at for other in known):
            known.append(target)

    for spec in report.layout.figures.values():
        add(spec.id, _Target(spec.id, report.value(spec.id), spec.total))
    for breakdown in report.breakdowns:
        add(breakdown.label, _Target(breakdown.figure or breakdown.label, breakdown.total, True))
        for part in breakdown.parts:
            full = f"{breakdown.label}/{part.label}"
            add(full, _Target(full, part.value, False))
            add(part.label, _Target(full, part.value, False))
    for spec in report.layout.figures.values():
        for name in _row_names(spec):
            add(name, _Target(spec.id, report.value(spec.id), spec.total))
    return named


def _row_names(spec: FigureSpec) -> Iterator[str]:
    row = plain_label(spec.stub[-1]) if spec.stub else ""
    if row:
        yield row
        if spec.head:
            yield f"{row}/{plain_label(spec.head[-1])}"


def _resolve(targets: dict[str, list[_Target]], name: str) -> Filled | Unfilled:
    key = _key(name)
    found = targets.get(key) or targets.get(plain_label(key)) or []
    match found:
        case []:
            from difflib import get_close_matches

            return Unfilled(Cause.UNKNOWN, tuple(get_close_matches(key, targets, _NEAR)))
        case [target]:
            text = _printed(target)
            return Unfilled(Cause.NO_VALUE) if text is None else Filled(text, target.full)
        case _:
            return Unfilled(Cause.AMBIGUOUS, tuple(target.full for target in found))


def _printed(target: _Target) -> str | None:
    match target.value.state:
        case State.NUMBER if target.value.number is not None:
            return number_text(target.value.number)
        case State.BLANK if not target.total:
            return "0"
        case _:
            return None
