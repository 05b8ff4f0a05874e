"""No message may tell less than it did: a ratchet for each code."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from reportctl.rules import CATALOGUE

ROOT = Path(__file__).parents[2]
KEPT: dict[str, int] = tomllib.loads((ROOT / "tests" / "rules" / "scores.toml").read_text("utf-8"))
PROBE = """
import json, sys
sys.path.insert(0, "scripts")
import scores
print(json.dumps({code: score.points for code, score in scores.scores().items()}))
"""


@pytest.fixture(scope="module")
def points() -> dict[str, int]:
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True)
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def test_no_message_has_become_worse(points: dict[str, int]) -> None:
    assert {code: KEPT[code] for code in KEPT if points.get(code, 0) < KEPT[code]} == {}


def test_every_message_answers_at_least_two_of_five_questions(points: dict[str, int]) -> None:
    assert [rule.code for rule in CATALOGUE if points[rule.code] < 2] == []


def test_no_code_is_kept_that_is_gone(points: dict[str, int]) -> None:
    assert set(KEPT) <= set(points)
