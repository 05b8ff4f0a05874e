"""A small typed reader for TOML: every fault becomes a finding at its key, and reading goes on to the next."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from reportctl.model.finding import Finding
from reportctl.model.location import FileRef, KeyRef
from reportctl.rules.lay101_layout_shape_invalid import RULE as SHAPE_INVALID
from reportctl.rules.lay102_layout_reference_dangling import RULE as REFERENCE_DANGLING

MAX_BYTES = 1_000_000
"""More than any layout needs; a longer file is refused before it is parsed."""

MAX_DOTS = 500
"""In a line: the time that tomllib takes for a name of many parts grows with the square of their number."""

Choice = TypeVar("Choice", bound=StrEnum)
Item = TypeVar("Item")


class NotToml(Exception):
    """Bytes that are no TOML, or more than is parsed, with the cause in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def load_toml(data: bytes) -> Mapping[str, object]:
    """Parse the bytes of a TOML file.

    Raises:
        NotToml: It is longer than MAX_BYTES, a line has more than MAX_DOTS dots, or it is not valid.
    """
    if len(data) > MAX_BYTES:
        raise NotToml(f"文件超过 {MAX_BYTES} 字节", f"the file is longer than {MAX_BYTES} bytes")
    if any(line.count(b".") > MAX_DOTS for line in data.split(b"\n")):
        raise NotToml(f"有一行超过 {MAX_DOTS} 个点", f"a line has more than {MAX_DOTS} dots")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotToml("不是 UTF-8 编码", "not encoded in UTF-8") from None
    except RecursionError:
        raise NotToml("嵌套过深", "nested too deeply") from None
    except ValueError as error:
        # tomllib reports a number of thousands of digits as a plain ValueError, all else as its subclass.
        raise NotToml(f"不是有效的 TOML：{error}", f"not valid TOML: {error}") from None


def parse_toml(data: bytes, file: str) -> tuple[Mapping[str, object] | None, tuple[Finding, ...]]:
    """Parse the bytes of a TOML file; what is no TOML is a finding at the file."""
    try:
        return load_toml(data), ()
    except NotToml as fault:
        return None, (shape_fault(FileRef(file), fault.zh, fault.en),)


def shape_fault(at: FileRef | KeyRef, zh: str, en: str) -> Finding:
    """The finding for a key that is missing, unknown or of the wrong shape."""
    return Finding(SHAPE_INVALID, at, {"cause": zh, "cause_en": en})


def dangling(at: KeyRef, name: str) -> Finding:
    """The finding for a reference to something that does not exist."""
    return Finding(REFERENCE_DANGLING, at, {"name": name})


class Node:
    """A table of a TOML file, read key by key.

    A key that is missing or wrong adds a finding and yields a harmless value, so that one run names all faults.
    `finish` reports the keys that nobody asked for.
    """

    def __init__(self, data: Mapping[str, object], file: str, path: str, found: list[Finding]) -> None:
        self._data = data
        self._file = file
        self._path = path
        self._found = found
        self._asked: set[str] = set()

    def ref(self, key: str = "") -> KeyRef:
        """The place of a key of this table, or of the table itself."""
        return KeyRef(self._file, ".".join(part for part in (self._path, key) if part))

    def fault(self, key: str, zh: str, en: str) -> None:
        """Add a finding at a key."""
        self._found.append(shape_fault(self.ref(key), zh, en))

    def missing(self, key: str) -> None:
        """Add a finding for a required key that is absent."""
        self.fault(key, "缺少这个键", "this key is missing")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._asked.add(key)
        return key in self._data

    def text(self, key: str, default: str | None = None, *, pattern: re.Pattern[str] | None = None) -> str:
        """A line of text; required where there is no default, and matched in full against `pattern`."""
        if not self.has(key):
            return self._absent(key, default, "")
        return self._line(key, self._data[key], pattern)

    def integer(self, key: str, default: int | None = None, *, least: int = 0, most: int = 9999) -> int:
        """A whole number between two bounds, both included."""
        if not self.has(key):
            return self._absent(key, default, least)
        value = self._data[key]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(key, *_whole(least, most))
            return least
        return value

    def integers(self, key: str, *, least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers, empty where the key is absent."""
        numbers: list[int] = []
        for i, item in enumerate(self._list(key)):
            if isinstance(item, int) and not isinstance(item, bool) and least <= item <= most:
                numbers.append(item)
            else:
                self.fault(f"{key}[{i}]", *_whole(least, most))
        return tuple(numbers)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._data[key] if self.has(key) else default
        if not isinstance(value, bool):
            self.fault(key, "应为 true 或 false", "must be true or false")
            return default
        return value

    def choice(self, key: str, choices: Sequence[Choice], default: Choice | None = None) -> Choice:
        """One of the words of a closed list; a wrong word yields the first."""
        return self.find_choice(key, choices, default) or choices[0]

    def find_choice(self, key: str, choices: Sequence[Choice], default: Choice | None = None) -> Choice | None:
        """One of the words of a closed list; None where it is wrong, for keys on which the others depend."""
        if not self.has(key):
            return self._absent(key, default, None)
        value = self._data[key]
        found = next((choice for choice in choices if choice.value == value), None)
        if found is None:
            words = ", ".join(choices)
            self.fault(key, f"应为下列之一：{words}", f"must be one of: {words}")
        return found

    def texts(self, key: str, *, pattern: re.Pattern[str] | None = None) -> tuple[str, ...]:
        """A list of lines of text, empty where the key is absent."""
        return tuple(self._line(f"{key}[{i}]", item, pattern) for i, item in enumerate(self._list(key)))

    def terms(self, key: str) -> tuple[str | int, ...]:
        """A list of texts and whole numbers, at least one: a side of a formula."""
        if not self.has(key):
            return self._absent(key, None, ())
        terms: list[str | int] = []
        for i, item in enumerate(self._list(key)):
            if isinstance(item, int) and not isinstance(item, bool) and 0 <= item < 10**9:
                terms.append(item)
            else:
                terms.append(self._line(f"{key}[{i}]", item, None))
        if not terms:
            self.fault(key, "至少要有一项", "must have at least one entry")
        return tuple(terms)

    def nodes(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """A list of tables."""
        if required and not self.has(key):
            return self._absent(key, None, ())
        found: list[Node] = []
        for i, item in enumerate(self._list(key)):
            node = self._node(f"{key}[{i}]", item)
            if node is not None:
                found.append(node)
        if required and not found:
            self.fault(key, "至少要有一项", "must have at least one entry")
        return tuple(found)

    def node(self, key: str) -> Node | None:
        """A table inside this one, or None where the key is absent."""
        return self._node(key, self._data[key]) if self.has(key) else None

    def ignore(self, *keys: str) -> None:
        """Take keys as known without reading them, where an earlier fault leaves open what they mean."""
        self._asked.update(keys)

    def finish(self) -> None:
        """Report every key that was not asked for."""
        for key in self._data:
            if key not in self._asked:
                self.fault(_safe(key), "没有这个键", "there is no such key")

    def _absent(self, key: str, default: Item | None, otherwise: Item) -> Item:
        if default is not None:
            return default
        self.missing(key)
        return otherwise

    def _line(self, key: str, value: object, pattern: re.Pattern[str] | None) -> str:
        if not isinstance(value, str):
            self.fault(key, "应为文字", "must be text")
        elif not value or value != value.strip() or _has_control(value):
            self.fault(key, "应为一行文字，前后没有空格", "must be one line of text without spaces around it")
        elif pattern is not None and not pattern.fullmatch(value):
            self.fault(key, f"写法不对：{value}", f"not written as it must be: {value}")
        else:
            return value
        return ""

    def _list(self, key: str) -> list[object]:
        value = self._data[key] if self.has(key) else []
        if not isinstance(value, list):
            self.fault(key, "应为列表", "must be a list")
            return []
        return value

    def _node(self, key: str, value: object) -> Node | None:
        if not isinstance(value, dict):
            self.fault(key, "应为表", "must be a table")
            return None
        return Node(value, self._file, self.ref(key).key, self._found)


def _whole(least: int, most: int) -> tuple[str, str]:
    return f"应为 {least} 至 {most} 的整数", f"must be a whole number from {least} to {most}"


def _has_control(text: str) -> bool:
    """Whether a character of category C occurs; what can be printed has none, and is nearly all there is."""
    return not text.isprintable() and any(unicodedata.category(char).startswith("C") for char in text)


def _safe(key: str) -> str:
    """A key of the file as a finding may print it."""
    return "".join(char if not unicodedata.category(char).startswith("C") else "�" for char in key)[:80]
