"""Which command a line is about, whose global options were moved to the front."""

from __future__ import annotations

import pytest

from reportctl.cli.language import command_of, hoist


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
