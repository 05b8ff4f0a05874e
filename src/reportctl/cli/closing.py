"""The table that closes a batch: how many reports of each verdict, and who is missing, late or on no list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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


def closing_table(options: Globals, rows: Iterable[Row]) -> Iterator[str]:
    """The lines of the table, and under it the agencies that somebody has to write to."""
    heads = ("结论", "份数", "错误", "提醒"), ("verdict", "reports", "errors", "warnings")
    yield _line(heads[options.language == "en"])
    reports: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    missing: dict[str, None] = {}
    late: dict[str, None] = {}
    beyond: dict[str, None] = {}
    for row in rows:
        reports[row.verdict] += 1
        errors[row.verdict] += row.errors
        warnings[row.verdict] += row.warnings
        for applies, names in ((row.verdict == MISSING, missing), (row.late, late), (row.listed is False, beyond)):
            if applies:
                names[f"  {visible(row.agency or '')} {row.year or ''}"] = None
    count = reports, errors, warnings
    for state in State:
        if reports[state.value]:
            word = options.say(VERDICTS[state], _ENGLISH[state])
            yield _line((word, *(str(of_verdict[state.value]) for of_verdict in count)))
    total = (str(of_verdict.total() - of_verdict[MISSING]) for of_verdict in count)
    yield _line((options.say("合计", "total"), *total))
    yield from _named(options, "缺报", "missing", list(missing))
    yield from _named(options, "逾期", "late", list(late))
    yield from _named(options, "名单外", "on no list", list(beyond))


def _line(cells: Sequence[str]) -> str:
    """Cells in columns of the terminal, the first to the left and numbers to the right."""
    first, *others = cells
    padded = (" " * (columns - width(cell)) + cell for cell, columns in zip(others, _COLUMNS[1:], strict=True))
    return first + " " * (_COLUMNS[0] - width(first)) + "".join(padded)


def _named(options: Globals, zh: str, en: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield options.say(f"{zh} {len(names)} 份：", f"{en}, {len(names)}:")
    yield from names[:_NAMED]
    if len(names) > _NAMED:
        yield options.say("  ……其余见 --report 写出的汇总", "  … the others are in the file of --report")
