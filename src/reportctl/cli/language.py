"""The language of the messages, and the global options wherever they stand on the line."""

from __future__ import annotations

import os
from collections.abc import Sequence

LANGUAGES = ("zh", "en")
_WITH_VALUE = ("--project", "--lang")
_FLAGS = ("--quiet", "--verbose", "--no-color")


def hoist(arguments: Sequence[str]) -> list[str]:
    """Move the global options before the command, so that both places are right: `check 2017 --lang en` too."""
    globals_: list[str] = []
    rest: list[str] = []
    items = list(arguments)
    while items:
        item = items.pop(0)
        if item == "--":
            rest += [item, *items]
            break
        if item in _WITH_VALUE and items:
            globals_ += [item, items.pop(0)]
        elif item in _FLAGS or item.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            globals_.append(item)
        else:
            rest.append(item)
    return globals_ + rest


def command_of(arguments: Sequence[str]) -> str:
    """The command of a line whose global options were moved to the front; empty where something else comes first."""
    items = list(arguments)
    while items and (items[0] in _FLAGS or items[0].startswith(_WITH_VALUE)):
        del items[: 2 if items[0] in _WITH_VALUE else 1]
    return items[0] if items else ""


def chosen_language(arguments: Sequence[str]) -> str:
    """The language asked for on the line, else by REPORTCTL_LANG, else Chinese.

    It has to be known before the commands are defined, because their help is in that language.
    """
    asked = os.environ.get("REPORTCTL_LANG", "")
    items = list(arguments)
    for index, item in enumerate(items):
        if item == "--":
            break
        if item == "--lang" and index + 1 < len(items):
            asked = items[index + 1]
        elif item.startswith("--lang="):
            asked = item.removeprefix("--lang=")
    return "en" if asked.lower().startswith("en") else "zh"
