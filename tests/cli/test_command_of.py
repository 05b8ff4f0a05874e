"""Which command a line is about, whose global options were moved to the front."""

from __future__ import annotations

import pytest

from reportctl.cli.language import chosen_language, command_of, hoist


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (["check", "2017"], "check"),
        (["check", "2017", "--project", "build", "--quiet"], "check"),
        (["--lang=en", "--no-color", "build", "--all"], "build"),
        (["--help", "check"], "--help"),
        (["--project"], ""),
        ([], ""),
    ],
)
def test_command_of(line: list[str], command: str) -> None:
    assert command_of(hoist(line)) == command


@pytest.mark.parametrize(
    ("line", "hoisted"),
    [
        ("check 2017 --lang en", "--lang en check 2017"),
        ("check --quiet --project=x 2017", "--quiet --project=x check 2017"),
        ("check -- --lang en", "check -- --lang en"),
        ("check --lang", "check --lang"),
    ],
)
def test_global_options_are_moved_before_the_command(line: str, hoisted: str) -> None:
    assert " ".join(hoist(line.split())) == hoisted


@pytest.mark.parametrize(
    ("line", "environment", "language"),
    [
        ("check", "", "zh"),
        ("check", "en_GB.UTF-8", "en"),
        ("check --lang zh", "en", "zh"),
        ("check --lang=EN", "", "en"),
        ("check --lang", "en", "en"),
        ("check -- --lang en", "", "zh"),
    ],
)
def test_the_line_speaks_louder_than_the_environment(
    monkeypatch: pytest.MonkeyPatch, line: str, environment: str, language: str
) -> None:
    monkeypatch.setenv("REPORTCTL_LANG", environment)
    assert chosen_language(line.split()) == language
