"""The file as reportlab's object model keeps it, and small parts of it: numbers and streams."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFZCompress,
)

Entry = PDFObject | str | int


class _Info(PDFInfo):
    """A document information dictionary with just the given entries; reportlab's own sets entries that it makes up."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__()
        self._entries = PDFDictionary(dict(entries))

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
        self.Catalog = PDFDictionary(dict(catalog))
        self.info = _Info(info)
        return bytes(self.format())


def number(value: float) -> str:
    """A number with at most three decimals, and no superfluous zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def stream(content: bytes, entries: Mapping[str, Entry] | None = None, *, compressed: bool = True) -> PDFStream:
    """A stream with the entries of its dictionary; only metadata stays uncompressed, as archives want it."""
    return PDFStream(PDFDictionary(dict(entries or {})), content, [PDFZCompress] if compressed else [])
