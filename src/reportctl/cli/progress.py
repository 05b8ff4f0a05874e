"""Progress on a terminal: done, failed, rate, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reportctl.cli.options import Globals
from reportctl.driver.batch import Item, Numbered, State

T = TypeVar("T")
_MANY = 50
"""Fewer workbooks are read before anybody wonders."""
_GOOD = (State.BUILT, State.UNCHANGED, State.CHECKED)
_AT_ONCE = (State.UNCHANGED, State.UNREADABLE)
"""What is known without work says nothing about how fast the work goes."""


class Pace:
    """How fast workbooks are done, in those for which something has to be done."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin to count; `clock` gives seconds."""
        self._clock = clock
        self._start = clock()
        self._left = total
        self._worked = 0
        self.failed = 0

    def done(self, state: State) -> None:
        """Count a workbook by what became of it."""
        self._left -= 1
        self._worked += state not in _AT_ONCE
        self.failed += state not in _GOOD

    @property
    def rate(self) -> float | None:
        """Workbooks a second; None until that can be told."""
        seconds = self._clock() - self._start
        return self._worked / seconds if self._worked and seconds > 0 else None

    @property
    def left(self) -> str:
        """The time that the others will take, as H:MM:SS; empty until that can be told."""
        rate = self.rate
        if rate is None:
            return ""
        minutes, seconds = divmod(round(self._left / rate), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


class Reading:
    """Shows how many workbooks have said who they are, if there are many and somebody is looking."""

    def __init__(self, options: Globals) -> None:
        """Take the language, and whether anything may be shown."""
        self._options = options

    def __call__(self, items: Numbered[T], total: int) -> Iterator[tuple[int, T]]:
        """Pass answers on."""
        if total < _MANY or self._options.quiet or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        words = TextColumn(self._options.say("正在读取工作簿", "reading workbooks"))
        console = Console(stderr=True, no_color=self._options.no_color or None)
        with Progress(words, BarColumn(), MofNCompleteColumn(), console=console, transient=True) as progress:
            task = progress.add_task("", total=total)
            for number, answer in items:
                progress.update(task, advance=1)
                yield number, answer


def watched(items: Iterable[tuple[int, Item]], total: int, options: Globals) -> Iterator[tuple[int, Item]]:
    """Pass items on and show how far they are, if there are several and somebody is looking."""
    return shown_as(items, total, options, lambda item: item.state, ("未成", "failed"))


def shown_as(
    items: Iterable[tuple[int, T]],
    total: int,
    options: Globals,
    state_of: Callable[[T], State],
    bad: tuple[str, str],
) -> Iterator[tuple[int, T]]:
    """Pass results on and show how far they are; `state_of` tells what became of each, `bad` names what failed."""
    if total < 2 or options.quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(f"{options.say(*bad)} {{task.fields[failed]}}"),
        TextColumn("{task.fields[rate]}"),
    )
    console = Console(stderr=True, no_color=options.no_color or None)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total, failed=0, rate="")
        pace = Pace(total)
        for number, item in items:
            pace.done(state_of(item))
            rate = pace.rate
            words = f"每秒 {rate or 0:.1f} 份  剩余 {pace.left}", f"{rate or 0:.1f}/s  {pace.left} left"
            progress.update(task, advance=1, failed=pace.failed, rate=options.say(*words) if rate else "")
            yield number, item
