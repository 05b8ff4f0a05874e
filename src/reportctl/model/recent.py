"""What was made lately, kept while a process goes from one report to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Things by their keys: those of the last `most` / 2 keys that were asked for, and never more than `most`.

    What every report asks for stays however many others pass, and a batch of any length takes the same room.
    """

    def __init__(self, most: int) -> None:
        """Begin with nothing."""
        self._half = most // 2
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())

    def ask(self, key: K, make: Callable[[], V]) -> V:
        """What is kept by this key; it is made if there is nothing."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                found = make()
            if len(self._young) >= self._half:
                self._old, self._young = self._young, {}
            self._young[key] = found
        return found
