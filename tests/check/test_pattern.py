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


def test_a_text_without_any_of_the_words_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    late = regex(r"\d+[件条]", having="件条")
    other = regex(r"(?:共|合)计", having=("共计", "合计"))
    with monkeypatch.context() as patched:
        patched.setattr(re, "compile", None)
        assert (late.search("12"), late.match("12", 1), late.fullmatch("")) == (None, None, None)
        assert (list(late.finditer("3个")), late.sub("n", "3个", count=1)) == ([], "3个")
        assert other.search("共12计") is None
    assert late.sub("n", "3件4条", count=1) == "n4条"
    assert [match[0] for match in late.finditer("3件4条")] == ["3件", "4条"]
    found = other.search("合计")
    assert found is not None


def test_a_method_that_was_kept_goes_on_after_the_pattern_was_compiled() -> None:
    late = regex("件", having="件")
    search = late.search
    assert search("条") is None
    assert late.findall("件件") == ["件", "件"]
    found = search("一件")
    assert found is not None
    assert found.start() == 1
