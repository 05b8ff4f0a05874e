"""A workbook's container as raw entries: what is not changed is copied compressed, byte for byte.

The zip library cannot copy an entry without unpacking it, and a part that nobody reads may unpack to any size.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree
from msgspec import Struct

from reportctl.model.finding import Words

MAX_PART = 96 * 1024 * 1024
"""Bytes of an unpacked part that is changed; the reader has refused what is larger."""
MAX_TREE = 16 * 1024 * 1024
"""Bytes of a part that is read as a tree."""

NO_NOTES = ("只有 .xlsx 和 .xlsm 能加批注，请另存为 .xlsx", "only .xlsx and .xlsm take notes; save it as .xlsx")
"""Why a file of another format has no copy."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8, _DESCRIPTOR = 0x800, 0x8
_EPOCH_DATE = 0x21
"""1 January 1980 as zip archives write it."""


class Unsuited(Exception):
    """A workbook, or a part of it, that nothing can be added to, with the cause; never leaves `reportctl.annotate`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.cause = Words(zh, en)


class _Entry(Struct, frozen=True):
    """An entry as it will be written: `method` 8 is deflated, 0 stored."""

    name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    size: int
    data: bytes
    attributes: int = 0


class Package:
    """The parts of a workbook by name; names are compared without case, as spreadsheet programs do."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of an .xlsx or .xlsm workbook.

        Raises:
            Unsuited: The bytes are no such workbook.
        """
        self._data = data
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
            raise Unsuited(*NO_NOTES) from None
        self._members = {_key(info.filename): info for info in self._archive.infolist() if not info.is_dir()}
        if "content.xml" in self._members:
            raise Unsuited("它不是 .xlsx 或 .xlsm 工作簿", "it is no .xlsx or .xlsm workbook")
        self._changed: dict[str, tuple[str, bytes]] = {}
        self._removed: set[str] = set()

    def __contains__(self, part: str) -> bool:
        key = _key(part)
        return key in self._changed or (key in self._members and key not in self._removed)

    def read(self, part: str, most: int = MAX_PART) -> bytes:
        """The content of a part, as changed so far.

        Raises:
            Unsuited: The part is absent, damaged, or larger than `most`.
        """
        key = _key(part)
        if key in self._changed:
            return self._changed[key][1]
        info = self._members.get(key)
        if info is None or key in self._removed:
            raise Unsuited(f"缺少 {part}", f"{part} is missing")
        try:
            with self._archive.open(info) as stream:
                content = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise Unsuited(f"{part} 无法解压", f"{part} cannot be unpacked") from None
        if len(content) > most:
            raise Unsuited(f"{part} 太大", f"{part} is too large")
        return content

    def tree(self, part: str) -> etree._Element:
        """The root element of a part; no entity is resolved and nothing is fetched.

        Raises:
            Unsuited: The part is absent, too large, or no well-formed XML.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self.read(part, MAX_TREE), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise Unsuited(f"{part} 不是合格的 XML", f"{part} is no well-formed XML") from None

    def put(self, part: str, content: bytes) -> None:
        """Add a part, or put another content in its place."""
        self._changed[_key(part)] = part, content

    def put_tree(self, part: str, root: etree._Element) -> None:
        """Write a tree as the content of a part."""
        self.put(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def remove(self, part: str) -> None:
        """Leave a part out."""
        self._removed.add(_key(part))
        self._changed.pop(_key(part), None)

    def unused(self, pattern: str) -> str:
        """The first name that no part has; `pattern` has a place for a number from 1."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The workbook: unchanged parts as they were, changed ones in their places, new ones at the end."""
        entries = []
        pending = dict(self._changed)
        for info in self._archive.infolist():
            key = _key(info.filename)
            if key in self._removed and key not in pending:
                continue
            changed = pending.pop(key, None)
            entries.append(self._copied(info) if changed is None else _fresh(info.filename, changed[1]))
        entries += [_fresh(part, content) for part, content in pending.values()]
        return _zip(entries)

    def _copied(self, info: zipfile.ZipInfo) -> _Entry:
        start = info.header_offset
        header = self._data[start : start + _LOCAL.size]
        if len(header) < _LOCAL.size:
            raise Unsuited("压缩包已损坏", "the archive is damaged")
        *_, name, extra = _LOCAL.unpack(header)
        begin = start + _LOCAL.size + name + extra
        content = self._data[begin : begin + info.compress_size]
        if len(content) != info.compress_size:
            raise Unsuited("压缩包已损坏", "the archive is damaged")
        year, month, day, hour, minute, second = info.date_time
        return _Entry(
            info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437"),
            info.flag_bits & ~_DESCRIPTOR,
            info.compress_type,
            hour << 11 | minute << 5 | second // 2,
            max(year - 1980, 0) << 9 | month << 5 | day,
            info.CRC,
            info.file_size,
            content,
            info.external_attr,
        )


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _fresh(name: str, content: bytes) -> _Entry:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = deflater.compress(content) + deflater.flush()
    plain = name.isascii()
    return _Entry(
        name.encode(), 0 if plain else _UTF8, 8, 0, _EPOCH_DATE, zlib.crc32(content), len(content), packed
    )  # fmt: skip


def _zip(entries: list[_Entry]) -> bytes:
    body, directory = io.BytesIO(), io.BytesIO()
    for e in entries:
        offset = body.tell()
        common = (20, e.flags, e.method, e.time, e.date, e.crc, len(e.data), e.size, len(e.name), 0)
        body.write(_LOCAL.pack(b"PK\x03\x04", *common))
        body.write(e.name)
        body.write(e.data)
        directory.write(_CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, e.attributes, offset))
        directory.write(e.name)
    listed, where = directory.getvalue(), body.tell()
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listed), where, 0)
    return body.getvalue() + listed + end


def resolved(base: str, target: str) -> str:
    """The part that a relationship's target names, seen from the part `base`."""
    target = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), target)).lstrip("/")


def relative(base: str, part: str) -> str:
    """A part as a relationship of the part `base` names it."""
    return posixpath.relpath(f"/{part}", f"/{posixpath.dirname(base)}")
