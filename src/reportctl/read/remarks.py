"""What a workbook holds beside its cells: notes, threaded comments, and what the file says of itself.

None of it reaches the report; it is read so that personal data in it can be pointed out. Most workbooks have few of
these parts, and what is absent or damaged is passed over: it states nothing that the report needs.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from contextlib import suppress

from reportctl.model.source import Comment
from reportctl.read.cells import place
from reportctl.read.markup import MAIN, RELATIONS, Handler, walk
from reportctl.read.package import Package, Refusal, too_large
from reportctl.read.parts import unescape

MAX_COMMENTS = 20_000
MAX_CHARACTERS = 4 * 1024 * 1024
MAX_PROPERTY = 1_000
"""Characters of a property that are kept."""

_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_KINDS = {"comments": (MAIN, "comments"), "threadedComment": (_THREADS, "ThreadedComments")}
_PROPERTIES = (("docProps/core.xml", f"{_CORE} coreProperties"), ("docProps/app.xml", f"{_EXTENDED} Properties"))
_WANTED = frozenset(
    ("creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category", "Company", "Manager")
)


def read_comments(package: Package, part: str) -> tuple[Comment, ...]:
    """The notes and threaded comments of a sheet, in the order of the file."""
    folder, name = posixpath.split(part)
    targets = _Targets(folder)
    _try(package, f"{folder}/_rels/{name}.rels", targets, root="Relationships", namespace=RELATIONS)
    found: list[Comment] = []
    for kind, target in targets.found:
        namespace, root = _KINDS[kind]
        handler = _Comments()
        _try(package, target, handler, root=root, namespace=namespace)
        found += handler.found
    return tuple(dict.fromkeys(found))


def read_properties(package: Package) -> dict[str, str]:
    """What the file says of itself, by the local names of the format; blank entries are left out."""
    handler = _Properties()
    for part, root in _PROPERTIES:
        _try(package, part, handler, root=root, namespace="")
    return {name: text.strip() for name, text in handler.found.items() if text.strip()}


def _try(package: Package, part: str, handler: Handler, *, root: str, namespace: str) -> None:
    """Walk through a part that need not be there; what was read of it before a fault stays read."""
    if part not in package:
        return
    with suppress(Refusal):
        walk(package, part, handler, root=root, namespace=namespace)


class _Targets:
    """The parts with comments that a sheet points at."""

    names = frozenset(("Relationship",))

    def __init__(self, folder: str) -> None:
        self.found: list[tuple[str, str]] = []
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        if name == "Relationship" and kind in _KINDS and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/" + self._folder, target))
            self.found.append((kind, path.lstrip("/")))

    def end(self, name: str) -> None:
        """Relations have no content."""

    def text(self, text: str) -> None:
        """Relations have no text."""


class _Comments:
    """The remarks of a part, whichever of the two kinds it is. An address that is none stands for the first cell."""

    names = frozenset(("comment", "threadedComment", "author", "t", "text", "rPh"))

    def __init__(self) -> None:
        self.found: list[Comment] = []
        self._authors: list[str] = []
        self._at = (1, 1)
        self._author = ""
        self._pieces: list[str] = []
        self._length = 0
        self._open = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "comment" | "threadedComment":
                self._at = place(attributes.get("ref", "")) or (1, 1)
                self._author = self._author_of(attributes.get("authorId", ""))
                self._pieces = []
            case "author":
                self._pieces, self._open = [], True
            case "t" | "text":
                self._open = True
            case "rPh":
                self._open = False

    def end(self, name: str) -> None:
        match name:
            case "comment" | "threadedComment":
                self.found.append(Comment(*self._at, unescape("".join(self._pieces)).strip(), self._author))
                if len(self.found) > MAX_COMMENTS:
                    raise too_large("批注太多", "it holds too many comments")
            case "author":
                self._authors.append("".join(self._pieces).strip())
                self._open = False
            case "t" | "text":
                self._open = False

    def text(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > MAX_CHARACTERS:
                raise too_large("批注的文字太多", "its comments hold too much text")

    def _author_of(self, index: str) -> str:
        known = index.isascii() and index.isdecimal() and len(index) < 6 and int(index) < len(self._authors)
        return self._authors[int(index)] if known else ""


class _Properties:
    """The texts of the wanted elements, whose names come with their namespace."""

    names: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._name = local if local in _WANTED else ""

    def end(self, _name: str) -> None:
        self._name = ""

    def text(self, text: str) -> None:
        if self._name:
            self.found[self._name] = (self.found.get(self._name, "") + text)[:MAX_PROPERTY]
