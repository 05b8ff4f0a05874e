"""What is kept while a process goes from one report to the next."""

from __future__ import annotations

from functools import partial

import pytest

from reportctl.model.recent import Recent


def test_a_thing_is_made_once() -> None:
    kept: Recent[str, list[int]] = Recent(4)
    first = kept.ask("甲", list)
    assert kept.ask("甲", lambda: pytest.fail("made again")) is first
    assert kept.ask("乙", list) is not first


def test_what_is_asked_for_again_and_again_outlasts_all_that_passes_and_the_rest_is_forgotten() -> None:
    kept: Recent[int, int] = Recent(8)
    made: list[int] = []

    def make(key: int) -> int:
        made.append(key)
        return key

    for number in range(1, 1_000):
        for key in (0, number):
            assert kept.ask(key, partial(make, key)) == key
        assert len(kept) <= 8
    assert made == list(range(1_000))
    assert kept.ask(1, partial(make, 1)) == 1
    assert made[-1] == 1
