"""Faults of the container, of the kind of file, and of the XML inside: mostly refusals of the file as a whole."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

from workshop import BOOK, FIGURES, NARRATIVE, RELATIONS, STYLES, Case, archive, bytes_at, changed, edit, part

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
CENTRAL = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"
DECLARED = (
    '<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="{}" sheetId="9" {}/>'
)
CANARY = "/etc/hostname"
BILLION = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 10_000}">]>'
EXTERNAL = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{CANARY}">]>'
REMOTE = '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
CORE = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'


def rebuilt(data: bytes, method: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", method) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return stream.getvalue()


def added(*members: tuple[str, bytes]) -> Callable[[bytes], bytes]:
    def make(data: bytes) -> bytes:
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return stream.getvalue()

    return make


def with_dtd(name: str, dtd: str, use: str = "", encoding: str = "utf-8") -> Callable[[bytes], bytes]:
    def put(text: str) -> str:
        body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
        at = body.index(">") + 1
        return f"{dtd}{body[:at]}{use}{body[at:]}"

    def make(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            text = put(source.read(name).decode())
        return changed(data, {name: text.encode(encoding)})

    return make


def wrongly_sized(data: bytes) -> bytes:
    """Every entry of the directory claims to unpack to 4 GiB."""
    found = bytearray(data)
    place = found.find(CENTRAL)
    while place >= 0:
        struct.pack_into("<L", found, place + 24, 0xFFFFFFFE)
        place = found.find(CENTRAL, place + 4)
    return bytes(found)


def overlapping(data: bytes) -> bytes:
    """Two entries of the directory share one member."""
    found = bytearray(data)
    first = found.find(CENTRAL)
    second = found.find(CENTRAL, first + 4)
    start = struct.unpack_from("<L", found, first + 42)[0]
    struct.pack_into("<L", found, second + 42, start)
    return bytes(found)


def damaged_stream(data: bytes) -> bytes:
    """The compressed bytes of the sheet of figures are overwritten in their middle."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        info = source.getinfo(FIGURES)
    place = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    return data[:place] + b"\xff" * 16 + data[place + 16 :]


def strict(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        names = [name for name in source.namelist() if name.endswith((".xml", ".rels"))]
        new = {name: source.read(name).decode().replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE) for name in names}
    return changed(data, {**new})


def recoded(name: str, encoding: str, declared: str | None = None) -> Callable[[bytes], bytes]:
    def make(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            text = source.read(name).decode()
        body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
        body = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), body)
        head = f'<?xml version="1.0" encoding="{declared or encoding}"?>'
        return changed(data, {name: (head + body).encode(encoding, "xmlcharrefreplace")})

    return make


def inserted(name: str, what: str, before: str = "<sheetData>") -> Callable[[bytes], bytes]:
    return edit(name, before, what + before)


def shortened(percent: int) -> Callable[[bytes], bytes]:
    return lambda data: data[: len(data) * percent // 100]


def fixed(content: bytes) -> Callable[[bytes], bytes]:
    return lambda _: content


CONTAINERS = (
    Case("empty", fixed(b""), 2, "FIL102"),
    Case("blanks", fixed(b" \r\n\t" * 100), 2, "FIL102"),
    Case("noise", fixed(bytes(range(256)) * 64), 2, "FIL102"),
    Case("noise behind the mark of a zip", fixed(LOCAL + bytes(range(256)) * 64), 2, "FIL102"),
    *(Case(f"cut at {cut} per cent", shortened(cut), 2, "FIL102") for cut in (1, 30, 60, 90, 99)),
    Case("last byte missing", lambda data: data[:-1], 2, "FIL102"),
    Case("checksum wrong", lambda data: rebuilt(data).replace(b"<v>1027</v>", b"<v>1029</v>"), 2, "FIL102"),
    Case("deflate damaged", damaged_stream, 2, "FIL102"),
    Case("stored, not deflated", rebuilt, 0),
    Case("part twice", added((FIGURES, b"<x/>")), 2, "FIL102"),
    Case("part twice in other case", added(("xl/Worksheets/SHEET3.xml", b"<x/>")), 2, "FIL102"),
    Case("part twice with backslashes", added(("xl\\worksheets\\sheet3.xml", b"<x/>")), 2, "FIL102"),
    Case("sheet part missing", part(FIGURES, None), 2, "FIL102"),
    Case("relations missing", part(RELATIONS, None), 2, "FIL102"),
    Case("target outside", edit(RELATIONS, "/xl/worksheets/sheet3.xml", "../../../../etc/passwd"), 2, "FIL102"),
    Case("target in the network", edit(RELATIONS, "/xl/worksheets/sheet3.xml", "http://127.0.0.1:9/x"), 2, "FIL102"),
    Case("relation unknown", edit(BOOK, 'r:id="rId3"', 'r:id="rId99"'), 2, "FIL102"),
    Case("relation missing", edit(BOOK, 'r:id="rId3"', ""), 2, "FIL102"),
    Case("members encrypted", bytes_at(CENTRAL, 8, b"\x01\x00"), 2, "FIL103"),
    Case("method unknown", bytes_at(CENTRAL, 10, b"\x63\x00"), 2, "FIL102"),
    Case("method of bzip2", lambda data: rebuilt(data, zipfile.ZIP_BZIP2), 2, "FIL102"),
    Case("method of lzma", lambda data: rebuilt(data, zipfile.ZIP_LZMA), 2, "FIL102"),
    Case("members claim 4 GiB", wrongly_sized, 2, "FIL107"),
    Case("members overlap", overlapping, 2, "FIL102"),
    Case("12,000 members", added(*((f"x/{i}", b"") for i in range(12_000))), 2, "FIL107"),
    Case("members outside", added(("../../../../tmp/outside", b"x"), ("/tmp/outside", b"x"), ("C:\\outside", b"x")), 0),
    Case("bytes before the archive", lambda data: b"MZ" + data, 2, "FIL102"),
    Case("bytes behind the archive", lambda data: data + b"\x00" * 100, 0),
    Case("password", fixed(COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(400)), 2, "FIL103"),
    Case("macros", added(("xl/vbaProject.bin", COMPOUND)), 0),
    Case("two sheets of one name", edit(BOOK, 'name="分项"', 'name="统计表"'), 2, "FIL102"),
    Case("two sheets, one part", edit(RELATIONS, "sheet4.xml", "sheet3.xml"), 2, "FIL102"),
    Case(
        "10,000 sheets declared",
        edit(BOOK, "<sheets>", "<sheets>" + "".join(DECLARED.format(f"x{i}", 'r:id="rId77"') for i in range(10_000))),
        2,
        "FIL102",
    ),  # fmt: skip
    Case("no sheet at all", part(BOOK, f'<workbook xmlns="{MAIN}"><sheets/></workbook>'), 2, "FIL102"),
)

KINDS = (
    Case("web page", fixed(b"<html><table><tr><td>1</td></tr></table></html>"), 2, "FIL102"),
    Case("web page as .xls", fixed("<html><table/></html>".encode("gbk")), 2, "FIL102", file="a.xls"),
    Case(
        "XML Spreadsheet 2003",
        fixed(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        2,
        "FIL102",
    ),  # fmt: skip
    Case("PDF", fixed(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), 2, "FIL102"),
    Case("picture PNG", fixed(b"\x89PNG\r\n\x1a\n" + bytes(100)), 2, "FIL102"),
    Case("picture JPEG", fixed(b"\xff\xd8\xff\xe0" + bytes(100)), 2, "FIL102"),
    Case("RAR", fixed(b"Rar!\x1a\x07\x01\x00"), 2, "FIL102"),
    Case("7z", fixed(b"7z\xbc\xaf\x27\x1c"), 2, "FIL102"),
    Case("shortcut", fixed(b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100)), 2, "FIL102"),
    Case("owner file", fixed(b"\x05admin" + b" " * 49 + b"\x05\x00" + b"a\x00" * 54), 2, "FIL102"),
    Case("Word document", fixed(archive(("word/document.xml", b"<x/>"))), 2, "FIL102"),
    Case("binary workbook", fixed(archive(("xl/workbook.bin", b"\x83\x01"))), 2, "FIL102"),
    Case("archive", fixed(archive(("2017.txt", b"1"))), 2, "FIL102"),
    Case("old Word document", fixed(COMPOUND + "WordDocument".encode("utf-16-le") + bytes(400)), 2, "FIL102"),
    Case("old workbook without content", fixed(COMPOUND + "Workbook".encode("utf-16-le") + bytes(4000)), 2, "FIL102"),
    Case("bare records without content", fixed(b"\x09\x08\x10\x00" + bytes(200)), 2, "FIL102", file="a.et"),
    Case("text", fixed("一封信，没有表格。\n".encode("gbk")), 2, "FIL102", file="a.csv"),
    Case("table without particulars", fixed("甲,1\n乙,2\n".encode()), 2, "FIL106", file="a.csv"),
    Case("figures file", fixed(b'{"schema": "reportctl-figures/1"}'), 2, "FIL102"),
    Case("Strict Open XML", strict, 0),
    Case("under another name", lambda data: data, 0, file="a.csv"),
)

ENTITIES = tuple(
    Case(f"{name} in {place}", with_dtd(place, dtd, use), 2, "FIL102")
    for place in (BOOK, RELATIONS, "_rels/.rels", STYLES, NARRATIVE, "docProps/core.xml")
    for name, dtd, use in (("a billion laughs", BILLION, "&a9;"), ("quadratic entities", QUADRATIC, "&a;" * 100))
) + tuple(
    Case(f"{name} {encoding}", with_dtd(NARRATIVE, dtd, "&a;", encoding), 2, "FIL102")
    for name, dtd in (("file entity", EXTERNAL), ("remote entity", REMOTE), ("parameter entity", PARAMETER))
    for encoding in ("utf-8", "utf-16")
)

MARKUP = (
    *ENTITIES,
    Case(
        "XInclude",
        inserted(FIGURES, f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{CANARY}"/>'),
        0,
    ),  # fmt: skip
    *(
        Case(f"{encoding} in {name}", recoded(name, encoding), 0)
        for encoding in ("utf-8", "utf-16", "ascii")
        for name in (FIGURES, BOOK)
    ),
    Case("BOM", recoded(FIGURES, "utf-8-sig", "utf-8"), 0),
    Case("GBK", recoded(FIGURES, "gbk"), 2, "FIL102"),
    Case("GB 18030", recoded(BOOK, "gb18030"), 2, "FIL102"),
    Case("GBK declared, UTF-8 written", recoded(FIGURES, "utf-8", "GBK"), 2, "FIL102"),
    Case("UTF-8 declared, GBK written", recoded(NARRATIVE, "gbk", "utf-8"), 2, "FIL102"),
    Case("UTF-16 declared, UTF-8 written", recoded(FIGURES, "utf-8", "utf-16"), 2, "FIL102"),
    Case("encoding unknown", recoded(FIGURES, "utf-8", "x-none"), 2, "FIL102"),
    Case("encoding zlib_codec", recoded(FIGURES, "utf-8", "zlib_codec"), 2, "FIL102"),
    Case("UTF-7", recoded(FIGURES, "utf-7"), 2, "FIL102"),
    Case("UTF-32", recoded(FIGURES, "utf-32"), 2, "FIL102"),
    *(
        Case(f"{name} in the text", inserted(NARRATIVE, text), 2, "FIL102")
        for name, text in (
            ("NUL", "\x00"),
            ("U+0001", "\x01"),
            ("&#0;", "&#0;"),
            ("lone surrogate", "&#xD800;"),
            ("entity unknown", "&x;"),
        )
    ),  # fmt: skip
    Case(
        "surrogate in UTF-8",
        lambda data: changed(data, {NARRATIVE: b"<worksheet>\xed\xa0\x80</worksheet>"}),
        2,
        "FIL102",
    ),  # fmt: skip
    Case("not closed", edit(FIGURES, "</sheetData>", ""), 2, "FIL102"),
    Case("another root", part(FIGURES, "<html><body>1</body></html>"), 2, "FIL102"),
    Case("another namespace", edit(FIGURES, MAIN, "urn:other"), 2, "FIL102"),
    Case("no namespace", edit(FIGURES, f' xmlns="{MAIN}"', ""), 2, "FIL102"),
    Case("100,000 nested elements", part(FIGURES, f'<worksheet xmlns="{MAIN}">' + "<a>" * 100_000), 2, "FIL102"),
    Case("50,000 attributes", inserted(FIGURES, "<x " + " ".join(f'a{i}="1"' for i in range(50_000)) + "/>"), 0),
    Case("styles are no styles", part(STYLES, "<a/>"), 2, "FIL102"),
    Case("styles of other programs", edit(STYLES, "<cellXfs ", '<cellXfs foo="bar" applied="-1" '), 0),
    Case(
        "panes and validations of other programs",
        inserted(
            FIGURES,
            '<sheetViews><sheetView workbookViewId="x"><pane state="none" xSplit="a"/></sheetView></sheetViews><dataValidations count="x"><dataValidation type="none" sqref="?"/></dataValidations>',
        ),
        0,
    ),  # fmt: skip
    Case(
        "properties of other programs",
        part("docProps/core.xml", CORE + "<cp:revision>x</cp:revision></cp:coreProperties>"),
        0,
    ),  # fmt: skip
    Case("dimension false", edit(FIGURES, '<dimension ref="A1:C75"/>', '<dimension ref="A1"/>'), 0),
    Case("dimension nonsense", edit(FIGURES, '<dimension ref="A1:C75"/>', '<dimension ref="?"/>'), 0),
)
