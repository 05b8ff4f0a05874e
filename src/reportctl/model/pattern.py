"""Regular expressions that are compiled when they are first used.

All the rules together have more than a hundred, a command needs a few of them, and compiling one takes as long as
matching it thousands of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern")
_VAIN: dict[str, Callable[[Sequence[Any]], object]] = {
    "search": lambda _: None,
    "match": lambda _: None,
    "fullmatch": lambda _: None,
    "finditer": lambda _: iter(()),
    "sub": lambda given: given[1],
}
"""What a method gives for a text that cannot match, by its arguments."""


class _Late:
    """Stands for a compiled pattern; what it can do is looked up once and then kept as its own."""

    __slots__ = ("_source", "having", *_METHODS)

    def __init__(self, text: Any, flags: int, having: Sequence[str]) -> None:
        self._source = text, flags
        self.having = having

    def __getattr__(self, name: str) -> object:
        """What the compiled pattern has under this name."""
        if name not in _METHODS:
            raise AttributeError(name)
        if self.having and name in _VAIN:
            setattr(self, name, partial(self._where_it_may_match, name))
            return getattr(self, name)
        return self._compiled(name)

    def _compiled(self, name: str) -> object:
        compiled = re.compile(*self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def _where_it_may_match(self, name: str, *given: Any, **named: Any) -> object:
        """Call a method, but compile nothing for a text that has none of the words."""
        text = given[1 if name == "sub" else 0]
        for word in self.having:
            if word in text:
                return cast("Callable[..., object]", self._compiled(name))(*given, **named)
        return _VAIN[name](given)


def regex(text: AnyStr, flags: int = 0, *, having: Sequence[str] = ()) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but not before it is needed; only what can be done with it can be had, and its text.

    `having` are characters, or words in a tuple, one of which is in whatever the pattern matches. While none of them
    has turned up in a text, nothing is compiled; a test proves the claim from each pattern's parse tree.
    """
    return cast("re.Pattern[AnyStr]", _Late(text, flags, having))
