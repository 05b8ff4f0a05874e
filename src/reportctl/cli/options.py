"""The global options, as every command gets them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Globals(NamedTuple):
    """The project's folder, the language of the messages ("zh" or "en"), and how much to say in which colours."""

    project: Path
    language: str
    quiet: bool
    verbose: bool
    no_color: bool

    def say(self, zh: str, en: str) -> str:
        """The text in the language that was asked for."""
        return en if self.language == "en" else zh
