"""The file's objects and their syntax (PDF 32000-1, 7.3), and its structure (7.5).

Objects are kept as text, for a report has some hundred of them, most of one line. All but the streams go into an object
stream, where they take a sixth of the room.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes by which transfer programs know a binary file."""
_FREE, _PLACED, _GATHERED = 0, 1, 2
_REGULAR = frozenset(map(chr, range(0x21, 0x7F))) - frozenset("()<>[]{}/%#")
_ESCAPES = {ord(c): f"\\{c}" for c in "\\()"}
_FAST = 1


class PdfFile:
    """A PDF 1.7 file. Each object has a number, counted from 1, by which others refer to it."""

    def __init__(self) -> None:
        """Start an empty file."""
        self._count = 0
        self._bodies: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}

    def reserve(self, count: int = 1) -> int:
        """Keep numbers for objects that are put later; the first of them."""
        first = self._count + 1
        self._count += count
        return first

    def put(self, number: int, body: str) -> str:
        """Write the object that a number was kept for; the reference to it."""
        self._bodies[number] = body
        return reference(number)

    def add(self, body: str) -> str:
        """Write an object; the reference to it."""
        return self.put(self.reserve(), body)

    def stream(self, content: bytes, entries: Mapping[str, str] | None = None) -> str:
        """Write a stream with its bytes as they are and the entries of its dictionary; the reference to it."""
        number = self.reserve()
        self._place(number, content, entries or {})
        return reference(number)

    def packed(self, content: bytes, entries: Mapping[str, str] | None = None) -> str:
        """Write a stream of text, compressed; the reference to it."""
        return self.stream(zlib.compress(content, _FAST), {**(entries or {}), "Filter": "/FlateDecode"})

    def coded(self, content: bytes, entries: Mapping[str, str] | None = None) -> str:
        """Write a stream in which hardly anything repeats itself, so that it is not searched for that."""
        coder = zlib.compressobj(_FAST, strategy=zlib.Z_HUFFMAN_ONLY)
        return self.stream(coder.compress(content) + coder.flush(), {**(entries or {}), "Filter": "/FlateDecode"})

    def finish(self, catalog: Mapping[str, str], info: Mapping[str, str]) -> bytes:
        """Close the file and return its bytes. Its identifier is a hash of them."""
        root, properties = self.add(dictionary(catalog)), self.add(dictionary(info))
        gathering = self._gather()
        table = self.reserve()
        places = [struct.pack(">BII", _FREE, 0, 0)] * (table + 1)
        for index, number in enumerate(self._bodies):
            places[number] = struct.pack(">BII", _GATHERED, gathering, index)
        at = len(_HEADER)
        digest = sha256()
        for number, content in self._streams.items():
            places[number] = struct.pack(">BII", _PLACED, at, 0)
            at += len(content)
            digest.update(content)
        places[table] = struct.pack(">BII", _PLACED, at, 0)
        identifier = f"<{digest.hexdigest()[:32]}>"
        entries = {
            "Type": "/XRef", "Size": str(table + 1), "W": "[1 4 4]", "Root": root, "Info": properties,
            "ID": array((identifier, identifier)), "Filter": "/FlateDecode",
        }  # fmt: skip
        self._place(table, zlib.compress(b"".join(places), _FAST), entries)
        return b"".join((_HEADER, *self._streams.values(), b"startxref\n%d\n%%%%EOF\n" % at))

    def _gather(self) -> int:
        """Write the object stream of all objects so far that are none themselves; its number."""
        number = self.reserve()
        index = []
        at = 0
        for key, body in self._bodies.items():
            index.append(f"{key} {at}")
            at += len(body) + 1
        head = " ".join(index)
        content = "\n".join((head, *self._bodies.values())).encode("ascii")
        entries = {"Type": "/ObjStm", "N": str(len(index)), "First": str(len(head) + 1), "Filter": "/FlateDecode"}
        self._place(number, zlib.compress(content, _FAST), entries)
        return number

    def _place(self, number: int, content: bytes, entries: Mapping[str, str]) -> None:
        head = f"{number} 0 obj\n{dictionary({**entries, 'Length': str(len(content))})}\nstream\n"
        self._streams[number] = b"".join((head.encode("ascii"), content, b"\nendstream\nendobj\n"))


def reference(number: int) -> str:
    """A reference to the object of this number."""
    return f"{number} 0 R"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary of what is written already."""
    return f"<<{''.join(f'/{key} {value}' for key, value in entries.items())}>>"


def array(parts: Iterable[str]) -> str:
    """An array of what is written already."""
    return f"[{' '.join(parts)}]"


def name(text: str) -> str:
    """A name; what could end it is written as its bytes in hexadecimal."""
    return "/" + "".join(c if c in _REGULAR else "".join(f"#{byte:02X}" for byte in c.encode()) for c in text)


def string(text: str) -> str:
    """A text string: readable where it is ASCII, else in UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=4096)
def number(value: float, decimals: int = 3) -> str:
    """A number with at most these decimals, and no superfluous zeros."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
