"""How fast a batch goes, by a clock that the test sets."""

from __future__ import annotations

from reportctl.cli.progress import Pace
from reportctl.driver.batch import State


def test_what_took_no_work_does_not_count_for_the_rate() -> None:
    now = [100.0]
    pace = Pace(20, lambda: now[0])
    for state in (State.UNCHANGED, State.UNREADABLE, State.UNCHANGED):
        pace.done(state)
    assert (pace.rate, pace.left, pace.failed) == (None, "", 1)
    now[0] += 4.0
    pace.done(State.BUILT)
    pace.done(State.REFUSED)
    assert (pace.rate, pace.left, pace.failed) == (0.5, "0:00:30", 2)


def test_hours_are_told() -> None:
    now = [0.0]
    pace = Pace(3602, lambda: now[0])
    now[0] += 2.0
    pace.done(State.BUILT)
    assert pace.left == "2:00:02"
