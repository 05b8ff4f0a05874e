"""How fast a batch goes, by a clock that the test sets."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import cast

import pytest

from reportctl.cli.options import Globals
from reportctl.cli.progress import Pace, Reading, shown_as, watched
from reportctl.driver.batch import Item, State
from reportctl.driver.inputs import Claim


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


class Screen(io.StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


def looked_at(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Let standard error be a terminal; within a test, since pytest puts its own in place before each."""
    shown = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stderr", shown)
    return shown


def options(language: str = "zh", *, quiet: bool = False) -> Globals:
    return Globals(Path(), language, quiet, False, True)


def items(*states: State) -> list[tuple[int, Item]]:
    return [(number, Item(cast("Claim", None), state)) for number, state in enumerate(states)]


@pytest.mark.parametrize(("language", "words"), [("zh", "未成 1"), ("en", "failed 1")])
def test_a_batch_is_shown_and_passed_on(monkeypatch: pytest.MonkeyPatch, language: str, words: str) -> None:
    screen = looked_at(monkeypatch)
    batch = items(State.UNREADABLE, State.BUILT, State.BUILT)
    assert list(watched(batch, 3, options(language))) == batch
    assert words in screen.getvalue()
    assert "3/3" in screen.getvalue()


@pytest.mark.parametrize(("language", "words"), [("zh", "不符 2"), ("en", "differ 2")])
def test_other_results_are_counted_by_what_they_came_to(
    monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    screen = looked_at(monkeypatch)
    results = [(2, "bad"), (0, "good"), (1, "bad")]
    states = {"bad": State.REFUSED, "good": State.CHECKED}
    assert list(shown_as(results, 3, options(language), states.__getitem__, ("不符", "differ"))) == results
    assert words in screen.getvalue()
    assert "3/3" in screen.getvalue()


@pytest.mark.parametrize(("total", "quiet"), [(1, False), (3, True)])
def test_one_workbook_or_a_quiet_run_shows_nothing(monkeypatch: pytest.MonkeyPatch, total: int, quiet: bool) -> None:
    screen = looked_at(monkeypatch)
    batch = items(*[State.BUILT] * total)
    assert list(watched(batch, total, options(quiet=quiet))) == batch
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("language", "words"), [("zh", "正在读取工作簿"), ("en", "reading workbooks")])
def test_reading_many_is_shown_and_passed_on(monkeypatch: pytest.MonkeyPatch, language: str, words: str) -> None:
    screen = looked_at(monkeypatch)
    answers = [(number, f"{number}.xlsx") for number in range(50)]
    assert list(Reading(options(language))(iter(answers), 50)) == answers
    assert words in screen.getvalue()
    assert "50/50" in screen.getvalue()


def test_reading_a_few_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = looked_at(monkeypatch)
    assert list(Reading(options())(iter([(0, "a")]), 1)) == [(0, "a")]
    assert screen.getvalue() == ""
