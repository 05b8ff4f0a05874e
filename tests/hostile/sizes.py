"""Faults of size: what would take minutes or gigabytes is refused or read within seconds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

from containers import MAIN, OFFICE, RELATED
from workshop import BOOK, FIGURES, NARRATIVE, RELATIONS, STYLES, Case, edit

MIB = 1024 * 1024
SHARED = (
    f'<Relationships xmlns="{RELATED}">'
    + "".join(
        f'<Relationship Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet{i}.xml" Id="rId{i}"/>'
        for i in range(1, 8)
    )
    + f'<Relationship Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml" Id="rId8"/></Relationships>'
).encode()
HEAD = f'<worksheet xmlns="{MAIN}">'.encode()


def streamed(changes: dict[str, Iterable[bytes]]) -> Callable[[bytes], bytes]:
    """A case in which parts are written piece by piece, so that the test needs no more memory than the product."""

    def make(data: bytes) -> bytes:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(data)) as source,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
        ):
            for name in source.namelist():
                if name not in changes:
                    target.writestr(name, source.read(name))
            for name, pieces in changes.items():
                with target.open(name, "w", force_zip64=True) as file:
                    for piece in pieces:
                        file.write(piece)
        return stream.getvalue()

    return make  # fmt: skip


def repeated(piece: bytes, count: int, head: bytes = b"", tail: bytes = b"") -> Iterable[bytes]:
    """`count` times a piece, in larger ones."""
    at_once = max(1, 64 * 1024 // len(piece))
    return Pieces(piece * at_once, count // at_once, head, piece * (count % at_once) + tail)


class Pieces:
    """Pieces of a part that can be gone through more than once."""

    def __init__(self, piece: bytes, count: int, head: bytes, tail: bytes) -> None:
        self.piece, self.count, self.head, self.tail = piece, count, head, tail

    def __iter__(self) -> Iterator[bytes]:
        yield self.head
        for _ in range(self.count):
            yield self.piece
        yield self.tail


class Rows:
    """Rows of a sheet, numbered."""

    def __init__(self, count: int, cells: str) -> None:
        self.count, self.cells = count, cells

    def __iter__(self) -> Iterator[bytes]:
        yield HEAD + b"<sheetData>"
        for start in range(1, self.count + 1, 1000):
            numbers = range(start, min(start + 1000, self.count + 1))
            yield "".join(f'<row r="{i}">{self.cells.replace("#", str(i))}</row>' for i in numbers).encode()
        yield b"</sheetData></worksheet>"


SIZES = (
    Case("300 MiB of blanks in a sheet", streamed({FIGURES: repeated(b" ", 300 * MIB, HEAD)}), 2, "FIL107", heavy=True),
    Case("one text of 256 MiB", streamed({FIGURES: repeated(b"x", 256 * MIB, HEAD + b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>')}), 2, "FIL107", heavy=True),
    Case("5 million shared texts", streamed({"xl/sharedStrings.xml": repeated(b"<si><t>x</t></si>", 5_000_000, f'<sst xmlns="{MAIN}">'.encode(), b"</sst>"), RELATIONS: [SHARED]}), 2, "FIL107", heavy=True),
    Case("2 million styles", streamed({STYLES: repeated(b'<xf numFmtId="0"/>', 2_000_000, f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode(), b"</cellXfs></styleSheet>")}), 2, "FIL107", heavy=True),
    Case("an unused part of 320 MiB", streamed({"xl/media/image1.bin": repeated(b" ", 320 * MIB)}), 0, heavy=True),
    Case("an unused part of 320 MiB of XML", streamed({"xl/unused.xml": repeated(b" ", 320 * MIB)}), 2, "FIL107", heavy=True),
    Case("1,048,576 used rows", streamed({FIGURES: Rows(1_048_576, '<c r="A#"><v>1</v></c><c r="B#"><v>2</v></c><c r="C#"><v>3</v></c>')}), 2, "FIL107", heavy=True),
    Case("1,048,576 formatted rows", edit(FIGURES, "</sheetData>", "".join(f'<row r="{i}"><c r="A{i}" s="1"/><c r="B{i}" s="1"/><c r="C{i}" s="1"/></row>' for i in range(76, 1_048_577)) + "</sheetData>"), 0, heavy=True),
    Case("a value in the last row", edit(FIGURES, "</sheetData>", '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'), 0, "CEL122", cell="A1048576"),
    Case("a merge of the whole sheet", edit(FIGURES, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="D1:XFD1048576"/></mergeCells>'), 0),
    Case("100,000 merges", edit(FIGURES, "</sheetData>", "</sheetData><mergeCells>" + "".join(f'<mergeCell ref="E{i}:F{i}"/>' for i in range(1, 100_001)) + "</mergeCells>"), 2, "FIL107"),
    Case("overlapping merges", edit(FIGURES, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="E1:G3"/><mergeCell ref="F2:H9"/></mergeCells>'), 0),
    Case("100,000 names", edit(BOOK, "<definedNames>", "<definedNames>" + "".join(f'<definedName name="n{i}">1</definedName>' for i in range(100_000))), 0),
    Case("20,000 conditional formats", edit(FIGURES, "</sheetData>", "</sheetData>" + '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>' * 20_000), 0),
    Case("30,000 validations", edit(FIGURES, "</sheetData>", "</sheetData><dataValidations>" + '<dataValidation sqref="A1" type="list"><formula1>"a"</formula1></dataValidation>' * 30_000 + "</dataValidations>"), 0),
    Case("a comment of 64 MiB", streamed({FIGURES: repeated(b"x", 64 * MIB, HEAD + b"<!--", b"--></worksheet>")}), 2, "FIL107", heavy=True),
    Case("a cell of 1,000,000 characters", edit(NARRATIVE, "</sheetData>", '<row r="900"><c r="A900" t="inlineStr"><is><t>段落</t></is></c><c r="B900" t="inlineStr"><is><t>' + "字" * 1_000_000 + "</t></is></c></row></sheetData>"), 1, "CEL117"),
)  # fmt: skip
