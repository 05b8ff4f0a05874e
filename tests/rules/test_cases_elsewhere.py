"""Every rule has a hit and a near miss: in its case file, or in tests that are listed by name."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

from reportctl.check import JUDGES
from reportctl.rules import CATALOGUE

TESTS = Path(__file__).parents[1]
LISTED: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "elsewhere.toml").read_text("utf-8"))
JUDGED = {rule.code for rule, _ in JUDGES}


@cache
def functions(path: Path) -> frozenset[str]:
    return frozenset(
        node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    )  # fmt: skip


@cache
def words(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".toml"))


def test_every_rule_has_its_cases() -> None:
    known = JUDGED | set(LISTED)
    without = [rule.code for rule in CATALOGUE if rule.code not in known]
    assert without == [], "write a case file, or list the tests in tests/rules/elsewhere.toml"


def test_no_rule_is_listed_that_has_a_case_file_or_is_gone() -> None:
    assert set(LISTED) <= {rule.code for rule in CATALOGUE} - JUDGED


@pytest.mark.parametrize("code", LISTED)
def test_the_tests_that_are_listed_are_there(code: str) -> None:
    hit, near = LISTED[code]
    for name in (hit, near):
        path, _, function = name.partition("::")
        assert function in functions(TESTS / path), name
    assert code in words((TESTS / hit.partition("::")[0]).parent)
