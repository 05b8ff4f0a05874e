"""The table that closes a batch: how many reports of each verdict, and who is missing, late or on no list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportctl.cli.options import Globals
from reportctl.diagnostics.escape import visible, width
from reportctl.driver.batch import State
from reportctl.driver.summary import MISSING, VERDICTS, Row

_NAMED = 10
"""So many agencies are named on the screen; the others are in the file of `--report`."""

_ENGLISH = {
    State.CHECKED: "passed",
    State.BUILT: "built",
    State.UNCHANGED: "unchanged",
    State.REFUSED: "with errors",
    State.UNREADABLE: "cannot be used",
    State.FAILED: "not written",
}
_COLUMNS = (24, 10, 10, 10)


def closing_table(options: Globals, rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the table, and under it the agencies that somebody has to write to."""
    heads = ("结论", "份数", "错误", "提醒"), ("verdict", "reports", "errors", "warnings")
    yield _line(heads[options.language == "en"])
    for state in State:
        of_state = [row for row in rows if row.verdict == state.value]
        if of_state:
            yield _line((options.say(VERDICTS[state], _ENGLISH[state]), *_sums(of_state)))
    present = [row for row in rows if row.verdict != MISSING]
    yield _line((options.say("合计", "total"), *_sums(present)))
    yield from _named(options, "缺报", "missing", [row for row in rows if row.verdict == MISSING])
    yield from _named(options, "逾期", "late", [row for row in rows if row.late])
    yield from _named(options, "名单外", "on no list", [row for row in rows if row.listed is False])


def _sums(rows: Sequence[Row]) -> tuple[str, str, str]:
    return str(len(rows)), str(sum(row.errors for row in rows)), str(sum(row.warnings for row in rows))


def _line(cells: Sequence[str]) -> str:
    """Cells in columns of the terminal, the first to the left and numbers to the right."""
    first, *others = cells
    padded = (" " * (columns - width(cell)) + cell for cell, columns in zip(others, _COLUMNS[1:], strict=True))
    return first + " " * (_COLUMNS[0] - width(first)) + "".join(padded)


def _named(options: Globals, zh: str, en: str, rows: Sequence[Row]) -> Iterator[str]:
    names = list(dict.fromkeys(f"  {visible(row.agency or '')} {row.year or ''}" for row in rows))
    if names:
        yield options.say(f"{zh} {len(names)} 份：", f"{en}, {len(names)}:")
    yield from names[:_NAMED]
    if len(names) > _NAMED:
        yield options.say("  ……其余见 --report 写出的汇总", "  … the others are in the file of --report")
