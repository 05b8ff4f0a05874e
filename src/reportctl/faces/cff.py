"""The little that has to be known of a Compact Font Format table (Adobe Technical Note 5176): which CID a glyph has."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_CHARSET, _ROS = b"\x0f", b"\x0c\x1e"
"""Operators of a Top DICT: where the charset is; the character collection, which only CID-keyed fonts have."""
_SHORT, _LONG, _REAL = 28, 29, 30
"""What a number of two bytes, of four, and of decimal digits begins with."""


def with_cids(table: bytes, cids: Sequence[int]) -> bytes | None:
    """The table with another charset: `cids` has the CID of each glyph but the first, which is .notdef.

    None where glyphs have no CIDs, or where the offset of the charset has no room for another.
    """
    operands = dict(_top_dict(table))
    start, end = operands.get(_CHARSET, (0, 0))
    if _ROS not in operands or end - start != 5 or table[start] != _LONG:
        return None
    offset = struct.pack(">Bi", _LONG, len(table))
    return b"".join((table[:start], offset, table[end:], b"\0", struct.pack(f">{len(cids)}H", *cids)))


def _top_dict(table: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Each operator of the Top DICT with the place of its last operand."""
    _, names = _index(table, table[2])
    (at, end), _ = _index(table, names)
    operand = at, at
    while at < end:
        first = table[at]
        if first <= 21:
            size = 2 if first == 12 else 1
            yield table[at : at + size], operand
        else:
            size = _length(table, at)
            operand = at, at + size
        at += size


def _index(table: bytes, at: int) -> tuple[tuple[int, int], int]:
    """The place of the first object of an INDEX, and where the INDEX ends."""
    count, size = struct.unpack_from(">HB", table, at)
    offsets = [int.from_bytes(table[at + 3 + size * i : at + 3 + size * (i + 1)]) for i in (0, 1, count)]
    base = at + 2 + size * (count + 1)
    return (base + offsets[0], base + offsets[1]), base + offsets[2]


def _length(table: bytes, at: int) -> int:
    """How many bytes the number that begins here takes."""
    first = table[at]
    if first == _REAL:
        end = at + 1
        while table[end] & 0x0F != 0x0F and table[end] >> 4 != 0x0F:
            end += 1
        return end + 1 - at
    return {_SHORT: 3, _LONG: 5}.get(first, 1 if first < 247 else 2)
