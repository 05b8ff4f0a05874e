"""The file as reportlab keeps it, numbering and placing its objects, and the syntax of these (PDF 32000-1, 7.3).

An object is handed to reportlab as text, for a report has some hundred of them, most of one line; its own dictionaries
and arrays take longer to be written than all that is drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import (
    PDFCrossReferenceTable,
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFInfo,
    PDFObject,
    PDFTrailer,
)

_REGULAR = frozenset(map(chr, range(0x21, 0x7F))) - frozenset("()<>[]{}/%#")
_ESCAPES = {ord(c): f"\\{c}" for c in "\\()"}
_FAST = 1
_VERSION = (1, 7)


class _Object(PDFObject):
    """An object of the trailer, which reportlab takes only as one of its own."""

    text = b"null"

    def format(self, _: PDFDocument) -> bytes:
        """Its text, as reportlab asks for it."""
        return self.text


class _Properties(_Object, PDFInfo):
    """The document information dictionary with just its text; reportlab's own has entries that it makes up."""


class _Numbered(PDFDocument):
    """reportlab's document, whose catalog is any object, and whose objects may be bytes already."""

    Catalog: PDFObject

    def format(self) -> bytes:
        """The file. What is bytes already is only numbered and placed; to encode each number took most of the time."""
        refer: Callable[[PDFObject], object] = self.Reference
        root, properties = refer(self.Catalog), refer(self.info)
        file = PDFFile(_VERSION)
        for number, key in self.numberToId.items():
            kept = self.idToObject[key]
            if isinstance(kept, bytes):
                self.idToOffset[key] = file.add(b"%d 0 obj\n%b\nendobj\n" % (number, kept))
            else:
                self.idToOffset[key] = file.add(PDFIndirectObject(key, kept).format(self))
        places = PDFCrossReferenceTable()
        places.addsection(0, list(self.numberToId.values()))
        start, size = file.add(places.format(self)), len(self.numberToId) + 1
        file.add(PDFTrailer(start, Size=size, Root=root, Info=properties, ID=self.ID()).format(self))
        return bytes(file.format(self))


class PdfFile:
    """A PDF 1.7 file. Each object has a number, by which others refer to it."""

    def __init__(self) -> None:
        """Start an empty file without any clock."""
        self._file = _Numbered(invariant=1, pdfVersion=_VERSION)
        self._first = self._file.objectcounter + 1
        self._texts: list[bytes] = []

    def reserve(self, count: int = 1) -> int:
        """Keep numbers in a row for objects that are put later; the first of them."""
        first = self._first + len(self._texts)
        self._texts += [b"null"] * count
        return first

    def put(self, number: int, *bodies: str) -> str:
        """Write objects from the one that a number was kept for on; the reference to that."""
        start = number - self._first
        self._texts[start : start + len(bodies)] = [body.encode("ascii") for body in bodies]
        return reference(number)

    def add(self, body: str) -> str:
        """Write an object; the reference to it."""
        return self.put(self.reserve(), body)

    def stream(self, content: bytes, entries: Mapping[str, str] | None = None) -> str:
        """Write a stream with its bytes as they are and the entries of its dictionary; the reference to it."""
        number = self.reserve()
        head = dictionary({**(entries or {}), "Length": str(len(content))}).encode("ascii")
        self._texts[number - self._first] = b"".join((head, b"\nstream\n", content, b"\nendstream"))
        self._file.updateSignature(content)
        return reference(number)

    def packed(self, content: bytes, entries: Mapping[str, str] | None = None) -> str:
        """Write a stream of text, compressed; the reference to it."""
        return self.stream(zlib.compress(content, _FAST), {**(entries or {}), "Filter": "/FlateDecode"})

    def finish(self, catalog: Mapping[str, str], info: Mapping[str, str]) -> bytes:
        """Close the file and return its bytes. Its identifier is a hash of what its streams hold."""
        root, properties = _Object(), _Properties()
        root.text, properties.text = (dictionary(entries).encode("ascii") for entries in (catalog, info))
        self._file.Catalog, self._file.info = root, properties
        refer: Callable[[bytes, str], object] = self._file.Reference
        for number, text in enumerate(self._texts, self._first):
            refer(text, str(number))
        return self._file.format()


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
