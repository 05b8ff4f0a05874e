"""JSON with exact numbers: a Decimal is written with its own digits, never by way of a float."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from reportctl.model.figure import number_text

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | Iterator[Json] | str | Decimal | int | bool | None"

_RISKY = re.compile(r"[^\x20-\x7e]")


def dumps(value: Json) -> str:
    """Write a value as JSON, indented by two, keys in the order given, Chinese as it is.

    Control and bidirectional characters and lone surrogates are written as escapes.
    """
    return "".join(pieces(value))


def pieces(value: Json) -> Iterator[str]:
    """What `dumps` writes, piece by piece; a list may be anything that can be gone through, and need not be held."""
    return _written(value, "\n")


def _written(value: Json, line: str) -> Iterator[str]:
    match value:
        case str():
            yield _string(value)
        case bool() | None:
            yield json.dumps(value)
        case Decimal():
            yield number_text(value)
        case int():
            yield str(value)
        case Mapping():
            yield from _bracketed("{}", ((f"{_string(key)}: ", item) for key, item in value.items()), line)
        case _:
            yield from _bracketed("[]", (("", item) for item in value), line)


def _bracketed(brackets: str, items: Iterable[tuple[str, Json]], line: str) -> Iterator[str]:
    inner, before = line + "  ", brackets[0]
    for key, item in items:
        yield before + inner + key
        yield from _written(item, inner)
        before = ","
    yield line + brackets[1] if before == "," else brackets


def _string(text: str) -> str:
    return _RISKY.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return json.dumps(character)[1:-1]
    return character
