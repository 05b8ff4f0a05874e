"""Work that several parts need of the same report or workbook, done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


def once(function: Callable[[S], T]) -> Callable[[S], T]:
    """Remember what a function says of the report (or workbook) that it was last asked about.

    Reports are frozen, so the answer holds as long as it is the very same one. Only one is kept: a batch goes through
    thousands, each with all its rules before the next. What is returned must not be changed by whoever asks.
    """
    last: tuple[S, T] | None = None

    @wraps(function)
    def ask(asked: S) -> T:
        nonlocal last
        known = last
        if known is None or known[0] is not asked:
            known = last = asked, function(asked)
        return known[1]

    return ask
