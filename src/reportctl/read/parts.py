"""The parts of a workbook that its sheets need: the list of sheets, the shared strings, which formats are dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from reportctl.model.finding import Words
from reportctl.model.pattern import regex
from reportctl.read.markup import MAX_ELEMENTS, RELATION, RELATIONS, STRICT_RELATION, walk
from reportctl.read.package import Package, Refusal, damaged, too_large
from reportctl.rules import rule

MAX_TEXT = 32_767
"""Characters that Excel lets a cell hold."""
MAX_STRINGS = 400_000
MAX_STYLES = 65_536
MAX_CHARACTERS = 16 * 1024 * 1024

_MOST_REMEMBERED = 4
_MAX_REMEMBERED = 64 * 1024
_REMEMBERED: dict[bytes, tuple[tuple[Shown, ...], int]] = {}
"""What was read of the last few parts with styles, and how many elements they have: workbooks made from one form have
the same to the byte. Few and small, so that a long batch needs no more memory than a short one."""

_ESCAPE = regex(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = regex("[\ud800-\udfff]")
_NOT_CODE = regex(r'"[^"]*"|\\.|_.|\*.|e[+-]|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_CODE = regex(r"[dmyhse]", re.IGNORECASE)
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_PERCENTAGES = frozenset((9, 10))


class SheetPart(Struct, frozen=True):
    """A worksheet as the workbook declares it: its name, whether it is shown, and the part that holds it."""

    name: str
    visible: bool
    part: str


class Shown(StrEnum):
    """What a number is shown as."""

    NUMBER = "number"
    DATE = "date"
    PERCENTAGE = "percentage"


class Contents(Struct, frozen=True):
    """What the sheets of a workbook share. `formats` tells for each cell style what it shows a number as."""

    sheets: tuple[SheetPart, ...]
    strings: tuple[str, ...]
    formats: tuple[Shown, ...]
    epoch_1904: bool


def read_contents(package: Package) -> Contents:
    """Read what the sheets share.

    Raises:
        Refusal: A part is damaged, a sheet is declared but missing, or two sheets have one name.
    """
    folder, name = posixpath.split(package.book)
    relations = _Relations(folder)
    walk(package, posixpath.join(folder, "_rels", f"{name}.rels"), relations, namespace=RELATIONS, root="Relationships")
    book = _Book()
    walk(package, package.book, book, root="workbook")
    sheets = _worksheets(package, book, relations)
    strings = _Strings()
    target = relations.only("sharedStrings")
    if target:
        walk(package, target, strings, root="sst")
    target = relations.only("styles")
    return Contents(sheets, tuple(strings.items), _formats(package, target) if target else (), book.epoch_1904)


def unescape(text: str) -> str:
    """Decode the `_x000D_` notation for characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(decoded):
        return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return decoded


def shown_by(code: str) -> Shown:
    """What a number format shows a number as."""
    first = _NOT_CODE.sub("", code.split(";", 1)[0])
    if "general" not in first.lower() and _DATE_CODE.search(first):
        return Shown.DATE
    return Shown.PERCENTAGE if "%" in first else Shown.NUMBER


def shown_by_number(number: int) -> Shown:
    """What a number format that every spreadsheet program knows shows a number as."""
    if number in _BUILT_IN_DATES:
        return Shown.DATE
    return Shown.PERCENTAGE if number in _BUILT_IN_PERCENTAGES else Shown.NUMBER


def _formats(package: Package, part: str) -> tuple[Shown, ...]:
    """What each style of a workbook shows a number as; read once for all workbooks made from one form."""
    content = package.whole(part)
    known = _REMEMBERED.get(content)
    if known is not None and package.elements + known[1] <= MAX_ELEMENTS:
        package.elements += known[1]
        return known[0]
    before, styles = package.elements, _Styles()
    walk(package, part, styles, root="styleSheet")
    formats = styles.formats()
    if 0 < len(content) <= _MAX_REMEMBERED:
        while len(_REMEMBERED) >= _MOST_REMEMBERED:
            del _REMEMBERED[next(iter(_REMEMBERED))]
        _REMEMBERED[content] = formats, package.elements - before
    return formats


def _worksheets(package: Package, book: _Book, relations: _Relations) -> tuple[SheetPart, ...]:
    sheets: list[SheetPart] = []
    seen: set[str] = set()
    for name, visible, relation in book.sheets:
        if name.casefold() in seen:
            raise damaged(f"有两张工作表都叫“{name}”", f"two sheets are called {name}")
        seen.add(name.casefold())
        kind, target = relations.targets.get(relation, ("", ""))
        if not target or target not in package:
            raise damaged(f"工作表“{name}”的内容不见了", f"the content of the sheet {name} is missing")
        if any(target == sheet.part for sheet in sheets):
            raise damaged(f"工作表“{name}”与另一张共用内容", f"the sheet {name} shares its content with another")
        if kind == "worksheet":
            sheets.append(SheetPart(name, visible, target))
    if not sheets:
        raise Refusal(rule("FIL102"), Words("其中没有工作表", "it has no sheet"))
    return tuple(sheets)


class _Relations:
    """The relations of the workbook in a folder: what each id points at, inside the package."""

    names = frozenset(("Relationship",))

    def __init__(self, folder: str) -> None:
        self._folder = f"/{folder}"
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join(self._folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        self.targets[attributes.get("Id", "")] = (kind, path)

    def end(self, name: str) -> None:
        """Relations have no content."""

    def text(self, text: str) -> None:
        """Relations have no text."""

    def only(self, kind: str) -> str:
        """The part of a kind of which a workbook has at most one, or an empty string."""
        found = [target for other, target in self.targets.values() if other == kind]
        if len(found) > 1:
            raise damaged(f"{kind} 出现了两次", f"{kind} occurs twice")
        return found[0] if found else ""


class _Book:
    """The list of sheets, and whether dates count from 1904."""

    names = frozenset(("sheet", "workbookPr"))

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.epoch_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            visible = attributes.get("state", "visible") == "visible"
            relation = attributes.get(f"{RELATION} id") or attributes.get(f"{STRICT_RELATION} id", "")
            self.sheets.append((unescape(attributes.get("name", "")), visible, relation))
        elif name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904", "0") in ("1", "true")

    def end(self, name: str) -> None:
        """Sheets have no content here."""

    def text(self, text: str) -> None:
        """The list of sheets has no text."""


class _Strings:
    """The shared strings without their phonetic guides. A text longer than a cell may hold is cut just past that."""

    names = frozenset(("si", "rPh", "t"))

    def __init__(self) -> None:
        self.items: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._total = 0
        self._open = False
        self._phonetic = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._open = not self._phonetic

    def end(self, name: str) -> None:
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.items.append(unescape("".join(self._pieces)))
            self._total += self._length
            if len(self.items) > MAX_STRINGS or self._total > MAX_CHARACTERS:
                raise too_large("文字太多", "it holds too much text")

    def text(self, text: str) -> None:
        if self._open and self._length <= MAX_TEXT:
            kept = text[: MAX_TEXT + 1 - self._length]
            self._pieces.append(kept)
            self._length += len(kept)


class _Styles:
    """Which cell styles show dates and percentages."""

    names = frozenset(("numFmts", "numFmt", "cellXfs", "xf"))

    def __init__(self) -> None:
        self._custom: dict[str, Shown] = {}
        self._formats: list[str] = []
        self._inside = self._defining = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        # Formats for conditions (dxfs) define numbers of their own, which hold only there.
        if name == "numFmts":
            self._defining = True
        elif name == "numFmt" and self._defining:
            self._custom[attributes.get("numFmtId", "")] = shown_by(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._formats.append(attributes.get("numFmtId", "0"))
            if len(self._formats) > MAX_STYLES:
                raise too_large("单元格格式太多", "it holds too many cell formats")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False
        elif name == "numFmts":
            self._defining = False

    def text(self, text: str) -> None:
        """Styles have no text."""

    def formats(self) -> tuple[Shown, ...]:
        built_in = {str(number): shown_by_number(number) for number in (*_BUILT_IN_DATES, *_BUILT_IN_PERCENTAGES)}
        known = {**built_in, **self._custom}
        return tuple(known.get(number, Shown.NUMBER) for number in self._formats)
