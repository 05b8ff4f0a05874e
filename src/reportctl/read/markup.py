"""Walking through the XML parts of a workbook with expat, under limits that a hostile file cannot pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat

from reportctl.model.pattern import regex
from reportctl.read.package import MIB, Package, damaged, too_large

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

MAX_TOKEN = MIB
"""Bytes that expat may hold back: before 2.6.0 its time is quadratic in the length of one token (CVE-2023-52425)."""
MAX_ELEMENTS = 2_500_000
"""XML elements in all parts that are read."""
MAX_DEPTH = 64

_ENCODING = regex(r"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = ("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii")


class Handler(Protocol):
    """What becomes of a part's elements; names are local, elements of other namespaces are not reported.

    Where a part was walked through without a namespace, all are reported, by names of the form "URI name".
    """

    names: frozenset[str]
    """The elements that are reported."""

    def start(self, name: str, attributes: Mapping[str, str], /) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters of the innermost element, in any number of pieces."""


class _Walk:
    """One parse: counts elements and depth, and hands on only what belongs to the part's own vocabulary."""

    def __init__(self, handler: Handler, package: Package, part: str, namespace: str, root: str, more: int) -> None:
        self.handler = handler
        self.part = part
        self.room = MAX_ELEMENTS - package.elements
        self.root = f"{namespace} {root}" if namespace else root
        self.known = _known(handler.names, namespace) if namespace else None
        self.depth = 0
        self.elements = more

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth == 1 or self.depth > MAX_DEPTH or self.elements > self.room:
            self._check(name)
        local = name if self.known is None else self.known.get(name)
        if local:
            self.handler.start(local, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        local = name if self.known is None else self.known.get(name)
        if local:
            self.handler.end(local)

    def doctype(self, *_: object) -> None:
        raise damaged(f"{self.part} 含有 DTD 声明", f"{self.part} declares a DTD")

    def _check(self, name: str) -> None:
        if self.depth > MAX_DEPTH:
            raise damaged(f"{self.part} 层次过深", f"{self.part} is nested too deeply")
        if self.elements > self.room:
            raise too_large(f"{self.part} 的内容过多", f"{self.part} holds too much")
        if self.depth > 1 or name == self.root:
            return
        # Strict Open XML has the same vocabulary under a namespace of its own (ISO/IEC 29500-1).
        if name != self.root.replace(MAIN, STRICT):
            raise damaged(f"{self.part} 不是应有的内容", f"{self.part} is not what it should be")
        self.known = _known(self.handler.names, STRICT)


def _known(names: frozenset[str], namespace: str) -> dict[str, str]:
    """The elements that are reported, by the names that expat gives."""
    return {f"{namespace} {name}": name for name in names}


def walk(
    package: Package,
    part: str,
    handler: Handler,
    *,
    root: str,
    namespace: str = MAIN,
    thin: Callable[[bytes], bytes] = bytes,
    content: bytes = b"",
    more: int = 0,
) -> None:
    """Send the elements of a part to `handler`.

    Attribute names with a namespace are written "URI name"; so are elements where `namespace` is empty. `thin` may
    take out of each piece of the part what the handler would not look at; or `content` is read in place of the part,
    out of which `more` elements were taken.

    Raises:
        Refusal: The part is absent, not well-formed, in an encoding that workbooks do not use, or beyond a limit.
    """
    walk_state = _Walk(handler, package, part, namespace, root, more)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk_state.start
    parser.EndElementHandler = walk_state.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = walk_state.doctype
    fed = 0
    try:
        for chunk in (content,) if content else package.chunks(part):
            if fed == 0:
                _check_encoding(chunk, part)
            thinned = thin(chunk)
            parser.Parse(thinned, False)
            fed += len(thinned)
            if fed - parser.CurrentByteIndex > MAX_TOKEN:
                raise too_large(f"{part} 中有超长的内容", f"{part} holds a piece that is too long")
        parser.Parse(b"", True)
        package.elements += walk_state.elements
    except expat.ExpatError as error:
        where = f"{part} 第 {error.lineno} 行", f"{part}, line {error.lineno},"
        raise damaged(f"{where[0]}不合 XML 规则", f"{where[1]} is not well-formed") from error


def _check_encoding(head: bytes, part: str) -> None:
    """Refuse what expat would either refuse without saying why or read by a table of its own (ISO-8859-1)."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"))
    start = head[:400].replace(b"\x00", b"") if wide else head[:200]
    declared = _ENCODING.search(start.decode("latin-1")) if b"encoding" in start else None
    if declared and declared[1].lower() not in _ENCODINGS:
        encoding = declared[1]
        raise damaged(f"{part} 的编码 {encoding} 不合规定", f"{part} is in the encoding {encoding}; UTF-8 is due")
