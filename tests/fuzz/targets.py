"""What is fuzzed: each target takes any bytes and holds what the product promises of its readers.

A target raises only where a promise is broken. The bytes steer how a sound seed is damaged, because a random file would
not get past the checksums of a zip archive.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from reportctl.bind import bind, identify
from reportctl.driver.forms import choose_layout
from reportctl.faces import Faces, FaceSettings, Role, find_faces
from reportctl.model.layout import Layout
from reportctl.prose.items import read_paragraph
from reportctl.prose.scan import quantities
from reportctl.read.figures import read_figures
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts
from reportctl.typeset.lines import break_lines
from reportctl.typeset.strip import measure

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds"
PARTS = (
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml",
)  # fmt: skip
PIECES = (
    b"", b"\x00", b"\xff\xfe", b"<", b">", b"/>", b'"', b"&#0;", b"&#xD800;", b"<!DOCTYPE x>", b"<!--", b"-->",
    b"<![CDATA[", b"]]>", b"-1", b"0", b"99999999999", b"1e400", b"NaN", b"1_000", b' r="XFD1048576"', b' r="A0"',
    b' t="s"', b' t="e"', b' t="d"', b' s="99"', b"<f>A1</f>", b"<v></v>", b"<c/>", b"</c>", b"<row/>", b"</row>",
    b"<mergeCell ref=\"A1:B2\"/>", b"</sheetData>", b"_xD800_", "\u202e".encode(), "字".encode(), b"[1]x!A1", b"C6",
    b'table:number-rows-repeated="99999999"', b'office:value-type="float"', b'office:value="x"',
    b"<table:table-row>", b"<text:p>", b"\n", b",", b"[a]\n", b"{", b"}", b"[[", b"]]", b" = ", b'"""', b"\xe4",
    b"null", b"1e999", b"{{", b"2017",
)  # fmt: skip
"""What is put in the place of bytes: marks at which readers turn."""

MOST_EDITS = 12


class Steering:
    """Numbers out of the fuzzer's bytes; zero when they are used up."""

    def __init__(self, data: bytes) -> None:
        """Begin at the first byte."""
        self._left = iter(data)

    def below(self, limit: int) -> int:
        """A number from 0 to before `limit`, of as many bytes as it takes."""
        number, span = 0, 1
        while span < limit:
            number, span = number * 256 + next(self._left, 0), span * 256
        return number % max(limit, 1)


def damaged(seed: bytes, steering: Steering) -> bytes:
    """A seed with some places cut out, doubled, overwritten, or given a piece."""
    data = bytearray(seed)
    for _ in range(steering.below(MOST_EDITS)):
        place = steering.below(len(data) + 1)
        match steering.below(4):
            case 0:
                end, piece = place + steering.below(64), PIECES[steering.below(len(PIECES))]
                data[place:end] = piece
            case 1:
                data[place : place + 1] = bytes([steering.below(256)])
            case 2:
                data[place:place] = data[place : place + steering.below(256)]
            case _:
                del data[place : place + steering.below(4096)]
    return bytes(data)


@cache
def workbooks() -> tuple[bytes, ...]:
    """Sound workbooks of every format: .xlsx, then .ods, .xls and .csv."""
    return (ROOT / "data" / "2017.xlsx").read_bytes(), *(path.read_bytes() for path in sorted(SEEDS.glob("2017.*")))


@cache
def layouts() -> tuple[Layout, ...]:
    """The built-in layouts."""
    return read_layouts(builtin_layouts())[0]


def workbook(data: bytes) -> None:
    """A damaged workbook is read or refused in one finding, and what is read can be bound; nothing is raised."""
    steering = Steering(data)
    seed = workbooks()[steering.below(len(workbooks()))]
    raw = steering.below(4) == 0 or not zipfile.is_zipfile(io.BytesIO(seed))
    content = damaged(seed, steering) if raw else _inside(seed, steering)
    read, findings = read_workbook(content, "a.xlsx")
    if read is None:
        assert len(findings) == 1
        return
    assert all(finding.rule.code.startswith("CEL") for finding in findings)
    identity, doubts = identify(read)
    if identity is None:
        assert doubts
        return
    layout, refusal = choose_layout(layouts(), identity)
    if layout is None:
        assert refusal
        return
    report, found = bind(read, identity, layout)
    assert set(report.values) == set(layout.figures)
    for finding in (*findings, *doubts, *found):
        finding.message("zh").encode()
        finding.message("en").encode()


def _inside(seed: bytes, steering: Steering) -> bytes:
    """A workbook of which one part is damaged, in an archive that is sound."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as source, zipfile.ZipFile(stream, "w") as target:
        names = source.namelist()
        parts = [name for name in PARTS if name in names] or ["content.xml"]
        chosen = parts[steering.below(len(parts))]
        for name in names:
            content = source.read(name)
            target.writestr(name, damaged(content, steering) if name == chosen else content)
    return stream.getvalue()


def figures(data: bytes) -> None:
    """A damaged figures file is read or refused with findings; nothing is raised."""
    seed = (ROOT / "examples" / "2017-figures.json").read_bytes()
    read, findings = read_figures(damaged(seed, Steering(data)), "a.json")
    assert (read is None) == bool(findings)


def layout(data: bytes) -> None:
    """A damaged layout is read or refused with findings; nothing is raised, and a faulty one is left out."""
    steering = Steering(data)
    sources = builtin_layouts()
    name, content = sources[steering.below(len(sources))]
    read, findings = read_layouts([(name, damaged(content, steering))])
    assert read or findings
    for finding in findings:
        finding.message("zh").encode("utf-8", "surrogatepass")


SENTENCE = "2017年，共收到申请1,027件，其中当面360件、网上188件，占比53.4%，同比增长12.5个百分点；办结一千零二十七件。"


def prose(data: bytes) -> None:
    """Numbers of a sentence lie inside it, in order and apart; nothing is raised."""
    text = damaged(SENTENCE.encode(), Steering(data)).decode("utf-8", "replace")
    found = quantities(text)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    read_paragraph(text)


@cache
def faces() -> Faces:
    """The faces that any machine has."""
    found, _ = find_faces(FaceSettings(system=False))
    assert found is not None
    return found


def lines(data: bytes) -> None:
    """The lines of a text are the text: none is empty, none is lost, only blanks are left out between them."""
    steering = Steering(data)
    width, indent = 1 + steering.below(40), steering.below(3)
    text = damaged(SENTENCE.encode() * 3, steering).decode("utf-8", "replace").replace("\n", "")
    strip = measure([(text, Role.BODY)], faces())
    done = 0
    for line in break_lines(strip, float(width + indent), float(indent)):
        assert line.start < line.end
        assert not text[done : line.start].strip()
        done = line.end
    assert not text[done:].strip()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "workbook": workbook,
    "figures": figures,
    "layout": layout,
    "prose": prose,
    "lines": lines,
}
"""Every target by its name."""
