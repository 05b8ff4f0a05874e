"""Regular expressions that are compiled when they are first used.

All the rules together have more than a hundred, a command needs a few of them, and compiling one takes as long as
matching it thousands of times.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern")


class _Late:
    """Stands for a compiled pattern; what it can do is looked up once and then kept as its own."""

    __slots__ = ("_source", *_METHODS)

    def __init__(self, text: Any, flags: int) -> None:
        self._source = text, flags

    def __getattr__(self, name: str) -> object:
        """What the compiled pattern has under this name."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but not before it is needed; only what can be done with it can be had, and its text."""
    return cast("re.Pattern[AnyStr]", _Late(text, flags))
