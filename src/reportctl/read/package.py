"""The container of a workbook: what kind of file it is, and its parts under limits of number, size and method.

Nothing is extracted to disk and no size that the file states of itself is believed.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from reportctl.model.finding import Rule, Words
from reportctl.rules import rule

MIB = 1024 * 1024
MAX_FILE = 64 * MIB
MAX_MEMBERS = 2_000
MAX_PART = 160 * MIB
"""Bytes of a part once inflated; three columns formatted to the last row have some 120 million."""
MAX_TOTAL = 240 * MIB
MAX_CLAIM = 2 * 1024 * MIB
"""Bytes that a part may state as its size. Parts that are not read, such as pictures, are not unpacked to see."""
CHUNK = 64 * 1024
MAX_KEPT_PART = MIB
MAX_KEPT = 4 * MIB
"""Bytes of unpacked parts that are kept so that none has to be unpacked twice: of one, and of a workbook."""

CONTENT = "content.xml"
"""The part of an OpenDocument file that holds its sheets."""
WORKBOOK = "xl/workbook.xml"
"""The part of an Excel workbook that lists its sheets, where all programs put it but a few."""
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_KEPT = max(len(mark) for mark in _DOCTYPES) - 1

_OTHER_PACKAGES = (
    ("word/document.xml", Words("这是 Word 文档", "it is a Word document")),
    ("ppt/presentation.xml", Words("这是演示文稿", "it is a presentation")),
    ("xl/workbook.bin", Words("这是 .xlsb 二进制工作簿", "it is a binary .xlsb workbook")),
)


class Refusal(Exception):
    """A file that is not read, by the rule and the cause; never leaves `reportctl.read`."""

    def __init__(self, rule: Rule, cause: Words) -> None:
        super().__init__(cause.en)
        self.rule = rule
        self.cause = cause


def damaged(zh: str, en: str) -> Refusal:
    """The refusal of a file that is broken inside."""
    return Refusal(rule("FIL102"), Words(f"文件已损坏，{zh}", f"the file is damaged, {en}"))


def too_large(zh: str, en: str) -> Refusal:
    """The refusal of a file that would take too long or too much memory to read."""
    return Refusal(rule("FIL107"), Words(zh, en))


class Package(Struct):
    """The parts of a workbook by name, lower-cased, as Excel compares them.

    `elements` counts the XML elements that were read from all parts so far: the limit is on the whole workbook.
    """

    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    is_open_document: bool = False
    book: str = WORKBOOK
    elements: int = 0
    kept: dict[str, bytes] = {}
    room: int = MAX_KEPT

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.members

    def chunks(self, part: str) -> Iterator[bytes]:
        """The content of a part, piece by piece.

        Raises:
            Refusal: The part is absent, damaged, or larger than MAX_PART once inflated.
        """
        kept = self.whole(part)
        if kept:
            for at in range(0, len(kept), CHUNK):
                yield kept[at : at + CHUNK]
            return
        pieces: list[bytes] = []
        size = 0
        for chunk in self._unpacked(part):
            size += len(chunk)
            if size <= MAX_KEPT_PART:
                pieces.append(chunk)
            if len(chunk) < CHUNK:
                # The last piece, with which the checksum was compared.
                self._keep(part, size, pieces)
            yield chunk

    def whole(self, part: str) -> bytes:
        """The content of a part that was unpacked before and is not large; nothing where it is not at hand."""
        return self.kept.get(part.lower(), b"")

    def _keep(self, part: str, size: int, pieces: Sequence[bytes]) -> None:
        if size <= min(MAX_KEPT_PART, self.room):
            self.kept[part.lower()] = b"".join(pieces)
            self.room -= size

    def _unpacked(self, part: str) -> Iterator[bytes]:
        member = self.members.get(part.lower())
        if member is None:
            raise damaged(f"缺少 {part}", f"{part} is missing")
        size = 0
        try:
            with self.archive.open(member) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > MAX_PART:
                        raise too_large(
                            f"其中的 {part} 展开后超过 {MAX_PART // MIB} MiB",
                            f"{part} in it unpacks to more than {MAX_PART // MIB} MiB",
                        )
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(f"{part} 无法解压", f"{part} cannot be unpacked") from error


def open_package(data: bytes) -> Package:
    """Open the bytes of a zip archive that should be a workbook and check its container, whatever the file is called.

    Raises:
        Refusal: The file is neither an Excel workbook nor an OpenDocument one, is encrypted, damaged or too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise damaged("可能没有传输完整", "it may not have been transferred completely") from error
    package = Package(archive, _members(infos))
    package.is_open_document = _check_kind(package)
    _check_parts(package, (CONTENT,) if package.is_open_document else package.members)
    return package


def _members(infos: Sequence[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MAX_MEMBERS:
        raise too_large(f"其中有 {len(infos)} 个部件", f"it consists of {len(infos)} parts")
    members: dict[str, zipfile.ZipInfo] = {}
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.is_dir():
            continue
        if info.flag_bits & 1:
            raise Refusal(rule("FIL103"), Words("设有密码", "it is protected by a password"))
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged("压缩方式不认识", "it uses an unknown compression method")
        if info.file_size > MAX_CLAIM:
            raise too_large("其中的部件自称超过 2 GiB", "a part in it claims to be larger than 2 GiB")
        if info.header_offset < end:
            raise damaged("部件互相重叠", "its parts overlap")
        end = info.header_offset + info.compress_size
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in members:
            raise damaged(f"{info.filename} 出现了两次", f"{info.filename} occurs twice")
        members[name] = info
    return members


def _check_kind(package: Package) -> bool:
    """Whether it is an OpenDocument workbook; refuses what is no workbook."""
    package.book = _book(package)
    if package.book in package:
        return False
    for part, cause in _OTHER_PACKAGES:
        if part in package:
            raise Refusal(rule("FIL102"), cause)
    kind = _beginning(package, "mimetype").decode("latin-1")
    if "encrypted-package" in package or b"encryption-data" in _beginning(package, "META-INF/manifest.xml"):
        raise Refusal(rule("FIL103"), Words("设有密码", "it is protected by a password"))
    if CONTENT not in package:
        raise Refusal(rule("FIL102"), Words("这是压缩包，不是工作簿", "it is an archive, not a workbook"))
    if "opendocument" in kind and "spreadsheet" not in kind:
        raise Refusal(
            rule("FIL102"),
            Words("这是开放文档格式的文档，不是表格", "it is an OpenDocument file, but not a spreadsheet"),
        )
    return True


def _book(package: Package) -> str:
    """The part of the list of sheets: xl/workbook.xml, unless the package says that it is another."""
    for relation in _relations(_beginning(package, "_rels/.rels").decode("utf-8", "replace")):
        is_book = any(kind.endswith("/officeDocument") for kind in _stated(relation, "Type"))
        target = next(_stated(relation, "Target"), "") if is_book else ""
        part = posixpath.normpath(posixpath.join("/", target)).lstrip("/") if target else ""
        if part.endswith(".xml") and part in package and not part.startswith(("word/", "ppt/")):
            return part
    return WORKBOOK


def _relations(text: str) -> Iterator[str]:
    """The relations of a part, each as its tag is written."""
    end = 0
    while (start := text.find("<Relationship ", end)) >= 0 and (end := text.find(">", start)) >= 0:
        yield text[start:end]


def _stated(tag: str, attribute: str) -> Iterator[str]:
    """What a tag states under the name of an attribute."""
    for after in tag.split(f'{attribute}="')[1:]:
        value, closed, _ = after.partition('"')
        if closed:
            yield value


def _beginning(package: Package, part: str) -> bytes:
    return next(package.chunks(part), b"") if part in package else b""


def _check_parts(package: Package, parts: Iterable[str]) -> None:
    """Inflate every XML part once: its real size counts, its checksum is compared, a DOCTYPE is refused."""
    total = 0
    for part in parts:
        if not part.endswith(_XML_ENDINGS):
            continue
        tail = b""
        for chunk in package.chunks(part):
            total += len(chunk)
            if total > MAX_TOTAL:
                raise too_large(f"展开后超过 {MAX_TOTAL // MIB} MiB", f"it unpacks to more than {MAX_TOTAL // MIB} MiB")
            window = tail + chunk
            # One character is found far quicker than a word, and most parts have not even that.
            if b"!" in window and any(mark in window for mark in _DOCTYPES):
                raise Refusal(
                    rule("FIL102"),
                    Words(f"{part} 含有工作簿不应有的 DTD 声明", f"{part} declares a DTD, which workbooks must not"),
                )
            tail = window[-_KEPT:]
