"""Work that several rules need of the same report, done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from reportctl.model.report import Report

T = TypeVar("T")


def once(function: Callable[[Report], T]) -> Callable[[Report], T]:
    """Remember what a function says of the report that it was last asked about.

    Reports are frozen, so the answer holds as long as it is the very same one. Only one is kept: a batch goes through
    thousands, each with all its rules before the next. What is returned must not be changed by whoever asks.
    """
    last: tuple[Report, T] | None = None

    @wraps(function)
    def ask(report: Report) -> T:
        nonlocal last
        known = last
        if known is None or known[0] is not report:
            known = last = report, function(report)
        return known[1]

    return ask
