"""The file as reportlab's object model keeps it, and small parts of it: numbers and streams."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfbase.pdfdoc import format as formatted

Entry = PDFObject | str | int


class Dictionary(PDFDictionary):
    """A dictionary that is written in the way of reportlab's own, byte for byte, in a third of the time.

    A report has some thousand of them, most in the structure tree.
    """

    def format(self, document: PDFDocument, IND: bytes = b"") -> bytes:  # noqa: N803, ARG002 - reportlab's name
        """Its entries by name, six on a line."""
        return b"<<\n" + _wrapped([_name(k) + _written(self.dict[k], document) for k in sorted(self.dict)], 6) + b"\n>>"


class Array(PDFArray):
    """An array in the way of reportlab's own, byte for byte."""

    def format(self, document: PDFDocument, IND: bytes = b"") -> bytes:  # noqa: N803, ARG002 - reportlab's name
        """Its entries, ten on a line."""
        return b"[ " + _wrapped([_written(entry, document) for entry in self.sequence], 10) + b" ]"


@cache
def _name(name: str) -> bytes:
    return f"{PDFName(name)} ".encode("ascii")


def _written(entry: Entry, document: PDFDocument) -> bytes:
    if isinstance(entry, str):
        return entry.encode("ascii")
    if isinstance(entry, int):
        return b"%d" % entry
    if isinstance(entry, PDFObjectReference):
        return b"%d %d R" % document.idToObjectNumberAndVersion[entry.name]
    return bytes(formatted(entry, document))


def _wrapped(parts: list[bytes], count: int) -> bytes:
    lines = [b" ".join(parts[i : i + count]) for i in range(0, len(parts), count)]
    return b" \n  ".join(lines)


class _Info(PDFInfo):
    """A document information dictionary with just the given entries; reportlab's own sets entries that it makes up."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__()
        self._entries = Dictionary(dict(entries))

    def format(self, document: PDFDocument) -> bytes:
        return self._entries.format(document)


class PdfFile(PDFDocument):
    """A PDF 1.7 file of which we write each object; reportlab numbers and formats them."""

    Catalog: PDFObject

    def __init__(self) -> None:
        """Start an empty file without any clock."""
        super().__init__(invariant=1, pdfVersion=(1, 7))

    def refer(self, part: PDFObject) -> PDFObjectReference:
        """Give an object a number of its own; the reference to it."""
        reference: PDFObjectReference = self.Reference(part)  # type: ignore[no-untyped-call]
        return reference

    def finish(self, catalog: Mapping[str, Entry], info: Mapping[str, Entry]) -> bytes:
        """Close the file and return its bytes."""
        self.Catalog = Dictionary(dict(catalog))
        self.info = _Info(info)
        return bytes(self.format())


def number(value: float) -> str:
    """A number with at most three decimals, and no superfluous zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def stream(content: bytes, entries: Mapping[str, Entry] | None = None, *, compressed: bool = True) -> PDFStream:
    """A stream with the entries of its dictionary; only metadata stays uncompressed, as archives want it."""
    return PDFStream(Dictionary(dict(entries or {})), content, [PDFZCompress] if compressed else [])
