"""What can be gone through more than once without being held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", covariant=True)


class Again(Iterable[T]):
    """Makes its elements anew each time that they are gone through: those of a large batch need not all be held."""

    def __init__(self, make: Callable[[], Iterator[T]]) -> None:
        """Take what begins to make them."""
        self._make = make

    def __iter__(self) -> Iterator[T]:
        return self._make()
