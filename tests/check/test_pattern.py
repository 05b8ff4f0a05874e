"""Patterns are compiled when they are first used, once, and do then what compiled ones do."""

from __future__ import annotations

import re

import pytest

from reportctl.model.pattern import regex


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def watched(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    monkeypatch.setattr(re, "compile", watched)
    late = regex(r"(\d+)件")
    assert compiled == []
    found = late.search("共12件")
    assert found is not None
    assert (found[1], late.sub("n", "3件"), late.fullmatch("x")) == ("12", "n", None)
    assert compiled == [r"(\d+)件"]


def test_bytes_and_flags_are_handed_on() -> None:
    assert regex(rb"[a-z]+", re.IGNORECASE).findall(b"Ab 1 cD") == [b"Ab", b"cD"]


def test_what_it_cannot_do_is_said_as_usual() -> None:
    with pytest.raises(AttributeError, match="groupindex"):
        regex("a").groupindex  # noqa: B018
