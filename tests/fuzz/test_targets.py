"""The targets of fuzzing hold on what was found before, and on a few hundred files more at each run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from targets import TARGETS, Steering, damaged

FINDS = Path(__file__).parent / "finds"


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds(name: str) -> None:
    """On a few damaged files at each run, and on what fuzzing found: `finds/TARGET/` holds the bytes."""

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(st.binary(max_size=200))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()
    for path in sorted((FINDS / name).glob("*")):
        TARGETS[name](path.read_bytes())


def test_damage_follows_the_bytes() -> None:
    assert damaged(b"seed", Steering(b"")) == b"seed"
    assert damaged(b"seed", Steering(bytes([1, 2, 1, 65]))) == b"seAd"
    assert damaged(b"seed", Steering(bytes([1, 4, 0, 0, 1]))) == b"seed\x00"
