"""Layouts that are read when they are first asked for: most commands need one form of all those that there are.

What has to be known of every form stands in an index beside the layout files, with the hash of each. It is written by
`make docs`, which reads all of them and stops at the first fault; a set of files that is not the one in the index, byte
for byte, is read in full.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import overload

from msgspec import Struct

from reportctl.model.layout import Layout, Years

SCHEMA = "reportctl-layout-index/1"

Sources = Sequence[tuple[str, bytes]]
"""Layout files, each by its name and its bytes."""


class Head(Struct, frozen=True):
    """What is known of a form before it is read: its id, its years, and its own id followed by those it extends."""

    id: str
    years: Years
    lineage: tuple[str, ...]


class Layouts(Sequence[Layout]):
    """All forms of an index, in its order; each is read when it is first taken."""

    def __init__(self, sources: Sources, index: bytes) -> None:
        """Take files that are those of the index."""
        self._sources = sources
        self._index = index
        self._entries = _entries(index)
        self._read: dict[str, Layout] = {}
        self.heads = tuple(_head(entry) for entry in self._entries)

    def __reduce__(self) -> tuple[type[Layouts], tuple[Sources, bytes]]:
        """Send the files to another process, which reads what it needs of them."""
        return Layouts, (self._sources, self._index)

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, place: int) -> Layout: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Layout]: ...
    def __getitem__(self, place: int | slice) -> Layout | Sequence[Layout]:
        """The form at a place, read if it was not before."""
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        head = self.heads[place]
        if head.id not in self._read:
            self._read[head.id] = self._layout(head)
        return self._read[head.id]

    def _layout(self, head: Head) -> Layout:
        # Reading a form costs as much as checking a workbook by it; whoever needs none is spared the import, too.
        from reportctl.read.layout import read_layouts

        files = {str(entry["file"]) for entry in self._entries if entry["id"] in head.lineage}
        wanted = [source for source in self._sources if source[0] in files]
        layouts, faults = read_layouts(wanted, elsewhere=frozenset(known.id for known in self.heads))
        if faults:
            raise IndexIsWrong(head.id)
        return next(layout for layout in layouts if layout.id == head.id)


class IndexIsWrong(Exception):
    """A form is faulty that the index says was read without a fault: the index is our own, and so is the fault."""


def indexed(sources: Sources, index: bytes | None) -> Layouts | None:
    """The forms in these files, to be read when they are asked for; None if the files are not those of the index."""
    if index is None:
        return None
    entries = _entries(index)
    known = {str(entry["file"]): entry["sha256"] for entry in entries}
    same = {file: hashlib.sha256(data).hexdigest() for file, data in sources} == known
    return Layouts(sources, index) if same else None


def index_of(sources: Sources, layouts: Sequence[Layout]) -> bytes:
    """The index of files that were read without a fault; `layouts` are all that were read from them."""
    hashes = {file: hashlib.sha256(data).hexdigest() for file, data in sources}
    entries = [
        {
            "id": layout.id,
            "file": layout.file,
            "sha256": hashes[layout.file],
            "first": layout.years.first,
            "last": layout.years.last,
            "seen": layout.years.seen,
            "lineage": layout.lineage,
        }
        for layout in layouts
    ]
    return (json.dumps({"schema": SCHEMA, "layouts": entries}, ensure_ascii=False, indent=2) + "\n").encode()


def _entries(index: bytes) -> list[Mapping[str, object]]:
    content = json.loads(index)
    return list(content["layouts"]) if content["schema"] == SCHEMA else []


def _head(entry: Mapping[str, object]) -> Head:
    first, last, seen = (_year(entry[key]) for key in ("first", "last", "seen"))
    lineage = entry["lineage"]
    return Head(
        str(entry["id"]),
        Years(first or 0, last, seen),
        tuple(str(name) for name in lineage) if isinstance(lineage, list) else (),
    )


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None
