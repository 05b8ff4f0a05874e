"""Layouts that are read when they are first asked for: most commands need one form of all those that there are.

What has to be known of every form stands in an index beside the layout files, with the hash of each. Beside it lies
each form as it is when all its references are followed, which is decoded in a tenth of the time that reading its
layout file takes. Both are written by `make docs`, which reads all files and stops at the first fault. A set of files
that is not the one in the index, byte for byte, is read in full, and so is a form whose built file is not the one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import overload

import msgspec
from msgspec import Struct

from reportctl.model.layout import Layout, Years

SCHEMA = "reportctl-layout-index/2"

Sources = Sequence[tuple[str, bytes]]
"""Layout files, each by its name and its bytes."""

Built = Callable[[str], bytes | None]
"""Gives the built file of a form by the form's id; None where there is none."""


class Head(Struct, frozen=True):
    """What is known of a form before it is read: its id, its years, and its own id followed by those it extends.

    `file` is its layout file and `sha256` the hash of that, `built` the hash of its built file.
    """

    id: str
    file: str
    sha256: str
    built: str
    years: Years
    lineage: tuple[str, ...]


class _Index(Struct, frozen=True):
    schema: str
    layouts: tuple[Head, ...]


class Layouts(Sequence[Layout]):
    """All forms of an index, in its order; each is read when it is first taken."""

    def __init__(self, sources: Sources, heads: tuple[Head, ...], built: Built) -> None:
        """Take files that are those of the index."""
        self._sources = sources
        self._built = built
        self._read: dict[str, Layout] = {}
        self.heads = heads

    def __reduce__(self) -> tuple[type[Layouts], tuple[Sources, tuple[Head, ...], Built]]:
        """Send the files to another process, which reads what it needs of them."""
        return Layouts, (self._sources, self.heads, self._built)

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
            self._read[head.id] = _decoded(head, self._built(head.id)) or self._layout(head)
        return self._read[head.id]

    def _layout(self, head: Head) -> Layout:
        # Reading a form costs as much as checking a workbook by it; whoever needs none is spared the import, too.
        from reportctl.read.layout import read_layouts

        files = {entry.file for entry in self.heads if entry.id in head.lineage}
        wanted = [source for source in self._sources if source[0] in files]
        layouts, faults = read_layouts(wanted, elsewhere=frozenset(known.id for known in self.heads))
        if faults:
            raise IndexIsWrong(head.id)
        return next(layout for layout in layouts if layout.id == head.id)


class IndexIsWrong(Exception):
    """A form is faulty that the index says was read without a fault: the index is our own, and so is the fault."""


def _decoded(head: Head, data: bytes | None) -> Layout | None:
    """The form in its built file; None if that is not the file which the index vouches for."""
    if data is None or hashlib.sha256(data).hexdigest() != head.built:
        return None
    try:
        return msgspec.json.decode(data, type=Layout)
    except msgspec.MsgspecError:
        return None


def indexed(sources: Sources, index: bytes | None, built: Built) -> Layouts | None:
    """The forms in these files, to be read when they are asked for; None if the files are not those of the index."""
    if index is None:
        return None
    try:
        known = msgspec.json.decode(index, type=_Index)
    except msgspec.MsgspecError:
        return None
    same = {file: hashlib.sha256(data).hexdigest() for file, data in sources} == {
        entry.file: entry.sha256 for entry in known.layouts
    }
    return Layouts(sources, known.layouts, built) if same and known.schema == SCHEMA else None


def built_of(layout: Layout) -> bytes:
    """The built file of a form: a line for each of its parts."""
    parts = (f"{msgspec.json.encode(key).decode()}:{msgspec.json.encode(getattr(layout, key)).decode()}"
             for key in layout.__struct_fields__)  # fmt: skip
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def index_of(sources: Sources, built: Mapping[str, bytes], layouts: Sequence[Layout]) -> bytes:
    """The index of files that were read without a fault; `layouts` are all, `built` their built files."""
    hashes = {file: hashlib.sha256(data).hexdigest() for file, data in sources}
    entries = tuple(
        Head(layout.id, layout.file, hashes[layout.file], hashlib.sha256(built[layout.id]).hexdigest(),
              layout.years, layout.lineage)
        for layout in layouts
    )  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(_Index(SCHEMA, entries)), indent=2) + b"\n"
