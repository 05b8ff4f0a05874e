"""Records of large batches: kept as bytes, some hundred each, and made anew whenever somebody asks for one.

A record of Python objects takes a few thousand bytes, and ten thousand workbooks have several records each.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Generic, TypeAlias, TypeVar, cast, overload

T = TypeVar("T")

Plain: TypeAlias = "str | bytes | int | bool | None | tuple[Plain, ...]"
"""What a record is packed into. It never leaves the process, so that it may be in Python's own form."""

_FORM = 2
"""The form of `marshal` in which equal values are equal bytes."""

_ROOM = 1 << 14
"""Bytes of records that are kept in one piece: a piece for all would be moved again and again as it grows."""


class View(Sequence[T]):
    """A sequence whose records are made when they are asked for, each from its number."""

    def __init__(self, numbers: Sequence[int], make: Callable[[int], T]) -> None:
        """Take the numbers in their order, and what makes the record of a number."""
        self._numbers = numbers
        self._make = make

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> View[T]: ...
    def __getitem__(self, place: int | slice) -> T | View[T]:
        return self._make(self._numbers[place]) if isinstance(place, int) else View(self._numbers[place], self._make)


class Packed(Sequence[T]):
    """A sequence that keeps each record as bytes; those that are equal one after the other share theirs.

    Records are put at their numbers in any order, or appended. To ask for one that was not put there is an error.
    """

    def __init__(self, pack: Callable[[T], Plain], unpack: Callable[..., T], length: int = 0) -> None:
        """Take what makes a record plain, what makes it a record again, and how many there will be at least."""
        self._pack = pack
        self._unpack = unpack
        self._rooms: list[bytearray] = []
        self._used = _ROOM
        """Bytes that are taken in the last room."""
        self._starts = array("q", (-1,)) * length
        """Where each record begins: the number of its room times _ROOM and its place in it; -1 where there is none."""
        self._last = b"", 0

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return View(range(*place.indices(len(self))), self.__getitem__)
        start = self._starts[place]
        if start < 0:
            raise LookupError(place)
        number, offset = divmod(start, _ROOM)
        return self._unpack(*marshal.loads(memoryview(self._rooms[number])[offset:]))

    def __setitem__(self, number: int, record: T) -> None:
        self._starts[number] = self._kept(record)

    def append(self, record: T) -> None:
        """Put a record behind all others."""
        self._starts.append(self._kept(record))

    def _kept(self, record: T) -> int:
        data = marshal.dumps(self._pack(record), _FORM)
        if data != self._last[0]:
            if self._used + len(data) > _ROOM:
                self._rooms.append(bytearray(max(_ROOM, len(data))))
                self._used = 0
            self._last = data, (len(self._rooms) - 1) * _ROOM + self._used
            self._rooms[-1][self._used : self._used + len(data)] = data
            self._used += len(data)
        return self._last[1]


FEW = 50
"""Up to so many records are kept as they are."""


def room_for(length: int, pack: Callable[[T], Plain], unpack: Callable[..., T]) -> list[T] | Packed[T]:
    """Room for so many records, each of which is put at its number; packed if they are many."""
    return [cast("T", None)] * length if length <= FEW else Packed(pack, unpack, length)


def pickled(records: tuple[object, ...]) -> bytes:
    """Records that can be pickled, as bytes; none are no bytes."""
    if not records:
        return b""
    import pickle

    return pickle.dumps(records)


def unpickled(data: bytes) -> Any:
    """What was pickled."""
    if not data:
        return ()
    import pickle

    return pickle.loads(data)


Key = TypeVar("Key", bound=Hashable)


class Index(Generic[Key]):
    """Finds numbers by the key of their records, in some thirty bytes each, where a dict would take hundreds."""

    def __init__(self, key_of: Callable[[int], Key], length: int = 0) -> None:
        """Take what tells a number's key, which must not change, and how many numbers there will be at least."""
        self._key_of = key_of
        self._slots = array("i", (-1,)) * (1 << max(4, (2 * length).bit_length()))
        self._firsts = 0
        self._hashes = array("q", (-1,)) * length
        """For each number the hash of its key."""
        self._next = array("i", (-1,)) * length
        """For each number the next one with the same key, -1 behind the last."""
        self._ends = array("i", (-1,)) * length
        """For the first number with a key the last one with it."""

    def add(self, number: int) -> None:
        """Enter a number under its key, behind those that have the same."""
        if 2 * self._firsts >= len(self._slots):
            self._widen()
        while len(self._hashes) <= number:
            for entries in (self._hashes, self._next, self._ends):
                entries.append(-1)
        key = self._key_of(number)
        self._hashes[number] = hash(key)
        slot, first = self._found(key)
        if first < 0:
            self._slots[slot] = first = number
            self._firsts += 1
        else:
            self._next[self._ends[first]] = number
        self._ends[first] = number

    def first(self, key: Key) -> int | None:
        """The number that was entered first under a key, None if there is none."""
        first = self._found(key)[1]
        return None if first < 0 else first

    def all(self, key: Key) -> Iterator[int]:
        """The numbers under a key, in the order in which they were entered."""
        number = self._found(key)[1]
        while number >= 0:
            yield number
            number = self._next[number]

    def _found(self, key: Key) -> tuple[int, int]:
        """The slot of a key and the first number in it, or the free slot that it would take and -1."""
        wanted = hash(key)
        slot = wanted % len(self._slots)
        while (first := self._slots[slot]) >= 0 and (self._hashes[first] != wanted or self._key_of(first) != key):
            slot = (slot + 1) % len(self._slots)
        return slot, first

    def _widen(self) -> None:
        old, self._slots = self._slots, array("i", (-1,)) * (2 * len(self._slots))
        for first in old:
            if first >= 0:
                slot = self._hashes[first] % len(self._slots)
                while self._slots[slot] >= 0:
                    slot = (slot + 1) % len(self._slots)
                self._slots[slot] = first
