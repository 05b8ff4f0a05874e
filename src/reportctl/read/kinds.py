"""What a file is, by its first bytes: the kinds that are read, and a name for those that are not."""

from __future__ import annotations

from enum import StrEnum

from reportctl.model.finding import Words
from reportctl.read.package import Refusal
from reportctl.rules import rule


class Kind(StrEnum):
    """The kinds of files that a workbook may be."""

    PACKAGE = "package"
    """A zip archive: .xlsx, .xlsm, .ods."""
    BINARY = "binary"
    """The records of .xls and .et, in a compound file or bare."""
    TEXT = "text"
    """Lines of cells: .csv."""


_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
_STREAMS = ("Workbook", "WORKBOOK", "Book", "BOOK")
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_BARE_RECORDS = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_SIGNATURES = (
    (b"%!PS", Words("这是 PostScript 文件", "it is a PostScript file")),
    (b"%PDF", Words("这是 PDF 文件", "it is a PDF file")),
    (b"\x89PNG", Words("这是图片", "it is a picture")),
    (b"\xff\xd8\xff", Words("这是图片", "it is a picture")),
    (b"GIF8", Words("这是图片", "it is a picture")),
    (b"BM", Words("这是图片", "it is a picture")),
    (b"II*\x00", Words("这是图片", "it is a picture")),
    (b"MM\x00*", Words("这是图片", "it is a picture")),
    (b"Rar!", Words("这是 RAR 压缩包", "it is a RAR archive")),
    (b"7z\xbc\xaf", Words("这是 7z 压缩包", "it is a 7z archive")),
    (b"\x1f\x8b", Words("这是 gzip 压缩包", "it is a gzip archive")),
    (b"{\\rtf", Words("这是 RTF 文档", "it is an RTF document")),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Words("这是快捷方式，不是文件本身", "it is a shortcut, not the file itself")),
)
_MARKUP = Words("这是 XML 文件", "it is an XML file")
_WEB_PAGE = Words("这是网页", "it is a web page")
_XML_WORKBOOK = Words("这是“XML 表格 2003”文件", "it is an XML Spreadsheet 2003 file")
_OWNER_MARK = Words(
    "这是表格软件打开文件时留下的标记，不是文件本身", "it is the mark of an open document, not the document itself"
)
_OWNER_MARK_SIZE = 165
_JSON = Words("这是 JSON 文件，不是工作簿", "it is a JSON file, not a workbook")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes) -> Kind:
    """The kind of a file.

    Raises:
        Refusal: It is of another kind, or protected by a password.
    """
    if data.startswith(_ARCHIVE):
        return Kind.PACKAGE
    if data.startswith(_COMPOUND):
        return _compound(data)
    if data.startswith(_BARE_RECORDS):
        return Kind.BINARY
    if not data.strip():
        raise Refusal(rule("FIL102"), Words("文件是空的", "it is empty"))
    for signature, cause in _SIGNATURES:
        if data.startswith(signature):
            raise Refusal(rule("FIL102"), cause)
    if len(data) == _OWNER_MARK_SIZE and data[0] < 0x37:
        raise Refusal(rule("FIL102"), _OWNER_MARK)
    head = data[:4096]
    if head.startswith(_UTF_16) and not head.startswith(b"\xff\xfe\x00\x00"):
        return Kind.TEXT
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if start.startswith(b"<"):
        raise Refusal(rule("FIL102"), _markup(start))
    if start.startswith((b"{", b"[{")):
        raise Refusal(rule("FIL102"), _JSON)
    if b"\x00" in head:
        raise Refusal(rule("FIL102"), Words("不是工作簿，或已损坏", "it is no workbook, or it is damaged"))
    return Kind.TEXT


def _markup(start: bytes) -> Words:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return _XML_WORKBOOK
    return _WEB_PAGE if b"<html" in start.lower() or b"<table" in start.lower() else _MARKUP


def _compound(data: bytes) -> Kind:
    """Tell the files of the old compound format apart by the names in their directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refusal(rule("FIL103"), Words("设有密码", "it is protected by a password"))
    if any(name.encode("utf-16-le") in data for name in _STREAMS):
        return Kind.BINARY
    raise Refusal(rule("FIL102"), Words("这是旧格式的 Office 文档", "it is an Office document of the old format"))
