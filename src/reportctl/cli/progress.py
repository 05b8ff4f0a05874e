"""Progress on a terminal: done, failed, rate, time left."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from reportctl.cli.options import Globals
from reportctl.driver.batch import Item, State

_GOOD = (State.BUILT, State.UNCHANGED, State.CHECKED)


def watched(items: Iterable[tuple[int, Item]], total: int, options: Globals) -> Iterator[tuple[int, Item]]:
    """Pass items on and show how far they are, if there are several and somebody is looking."""
    if total < 2 or options.quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(options.say("未成 {task.fields[failed]}", "failed {task.fields[failed]}")),
        TextColumn("{task.fields[rate]}"),
        TextColumn(options.say("剩余", "left")),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, no_color=options.no_color or None)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total, failed=0, rate="")
        failed = 0
        for number, item in items:
            failed += item.state not in _GOOD
            speed = progress.tasks[0].speed
            rate = options.say(f"每秒 {speed:.1f} 份", f"{speed:.1f}/s") if speed else ""
            progress.update(task, advance=1, failed=failed, rate=rate)
            yield number, item
