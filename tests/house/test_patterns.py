"""What a pattern says that all its matches have is so: proved from its parse tree, without any text."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

import reportctl

PARSER: Any = importlib.import_module("re._parser")
"""The standard library has no other way to the tree of a pattern."""
ANYTHING = "\0"
"""Stands for characters of which nothing is known."""
MOST_CHARACTERS = 200
"""Of a class with more characters than these, nothing is taken to be known."""


def guarded() -> dict[str, Any]:
    found = {}
    for module in pkgutil.walk_packages(reportctl.__path__, "reportctl."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for key, late in value.items() if isinstance(value, dict) else ((name, value),):
                if getattr(late, "having", None) and type(late).__name__ == "_Late":
                    found[f"{module.name}.{key}"] = late
    return found


GUARDED = guarded()


def misses(tree: Iterable[tuple[Any, Any]], words: Sequence[str], before: set[str]) -> set[str]:
    """The ends of what the tree can match behind `before` without any of the words, as many characters as count."""
    reach = max(len(word) for word in words) - 1
    for kind, given in tree:
        if not before:
            return before
        after = set()
        for step in steps(str(kind), given, words, before):
            if not any(word in step for word in words):
                after.add(step[-reach:] if reach else "")
        before = after
    return before


def steps(kind: str, given: Any, words: Sequence[str], before: set[str]) -> Iterable[str]:
    match kind:
        case "LITERAL":
            return [end + chr(given) for end in before]
        case "IN":
            return [end + c for end in before for c in characters(given)]
        case "SUBPATTERN":
            return misses(given[-1], words, before)
        case "BRANCH":
            return {end for branch in given[1] for end in misses(branch, words, before)}
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, repeated = given
            found = set(before) if least == 0 else set()
            once = misses(repeated, words, before)
            return found | once if most == 1 else found | {end + ANYTHING for end in once} | once
        case "ASSERT":
            return before if misses(given[1], words, {""}) else ()
        case "ASSERT_NOT" | "AT":
            return before
        case _:
            return [end + ANYTHING for end in before]


def characters(given: Sequence[tuple[Any, Any]]) -> list[str]:
    found: list[str] = []
    for kind, value in given:
        if str(kind) == "LITERAL":
            found.append(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < MOST_CHARACTERS:
            found += map(chr, range(value[0], value[1] + 1))
        else:
            return [ANYTHING]
    return found


def proved(text: str, words: Sequence[str]) -> bool:
    return not misses(PARSER.parse(text), words, {""})


@pytest.mark.parametrize("name", GUARDED)
def test_no_match_without_one_of_the_words(name: str) -> None:
    late = GUARDED[name]
    assert proved(late.pattern, late.having)


def test_there_are_such_patterns() -> None:
    assert len(GUARDED) > 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a?b", ("ab",)), ("[ab]", "a"), ("a|b", "a"), ("(?:a|bc)?d", "ab"), ("a(?!b)", "b"), ("a(?=b?)", "b"),
        ("a.c", ("abc",)),
        ("a(?:bc)*d", ("ad",)), ("[^a]", "b"), ("(?:ab){0,2}", "a"), (r"\d", "1"),
    ],
)  # fmt: skip
def test_what_is_not_so_is_not_proved(text: str, words: Sequence[str]) -> None:
    assert not proved(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ab?c", "a"), ("(?:甲乙|甲丙)丁", ("乙丁", "丙丁")), ("[ab]c", "ab"), ("a(?:b|c)d", ("ab", "cd")),
        ("(?:ab)+", ("ab",)), ("x*a", "a"), ("(a)(?!b)", "a"), ("(?<=b)a(?=c)", "b"),
    ],
)  # fmt: skip
def test_what_is_so_is_proved(text: str, words: Sequence[str]) -> None:
    assert proved(text, words)
