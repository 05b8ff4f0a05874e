"""Measure the setting of pages: characters a second, the share of each stage of a build, and Typst on the same report.

Usage: bench_setting.py [ROUNDS]
Needs the extra `bench` (typst). All runs of a comparison are interleaved; medians and ratios are printed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pylopdf_fonts_zh_cn as bundled
from msgspec.structs import replace
from typst_document import typst_source

from reportctl.bind import bind, identify
from reportctl.compose import compose
from reportctl.emit import docx, pdf
from reportctl.faces import Faces, FaceSettings, find_faces
from reportctl.model.document import Block, Document, Heading, Paragraph, TableBlock
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts
from reportctl.typeset import typeset
from reportctl.verify import docx as verify_docx
from reportctl.verify import pdf as verify_pdf

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "data" / "2017.xlsx"


def example() -> Document:
    """The example's document.

    Raises:
        SystemExit: if the example cannot be read.
    """
    layouts, _ = read_layouts(builtin_layouts())
    workbook, _ = read_workbook(EXAMPLE.read_bytes(), EXAMPLE.name)
    identity = identify(workbook)[0] if workbook else None
    if workbook is None or identity is None:
        raise SystemExit(f"{EXAMPLE} cannot be read")
    layout = next(item for item in layouts if len(item.lineage) == 1 and identity.year in item.years)
    return compose(bind(workbook, identity, layout)[0])


def fresh_faces() -> Faces:
    """The faces that came with reportctl, opened anew, so that nothing of an earlier run is remembered.

    Raises:
        SystemExit: if they are missing.
    """
    faces, _ = find_faces(FaceSettings(system=False))
    if faces is None:
        raise SystemExit("the faces that come with reportctl are missing")
    return faces


def stages(document: Document, rounds: int) -> dict[str, float]:
    """The median time of each stage from opening the faces to the proof of both files, in seconds."""
    times: dict[str, list[float]] = {name: [] for name in ("faces", "typeset", "pdf", "docx", "verify")}
    for _ in range(rounds):
        start = time.perf_counter()
        faces = fresh_faces()
        opened = time.perf_counter()
        pages, _ = typeset(document, faces)
        laid_out = time.perf_counter()
        drawn = pdf.emit(document, pages, faces)
        painted = time.perf_counter()
        written = docx.emit(document, pages)
        packed = time.perf_counter()
        tuple(verify_docx.verify(document, written, "a.docx"))
        tuple(verify_pdf.verify(document, pages, drawn, "a.pdf"))
        ends = (start, opened, laid_out, painted, packed, time.perf_counter())
        for name, before, after in zip(times, ends, ends[1:], strict=False):
            times[name].append(after - before)
    return {name: median(measured) for name, measured in times.items()}


def varied(document: Document, number: int) -> Document:
    """The document with another character at the end of every paragraph, heading and cell."""
    mark = chr(ord("一") + number)
    blocks: list[Block] = []
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                blocks.append(replace(block, text=block.text + mark))
            case TableBlock():
                cells = tuple(replace(cell, text=cell.text + mark) for cell in block.cells)
                blocks.append(replace(block, cells=cells))
            case _:
                blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def against_typst(document: Document, rounds: int) -> dict[str, tuple[float, float]]:
    """Our and Typst's median times for the document: same text, tables, paper and faces, all faces opened anew.

    `setting` is the layout alone (Typst answers a query), `file` a whole tagged PDF/A-2u. Typst keeps paragraphs that
    it has set before, so every paragraph and every cell changes with every run.
    """
    # The example and the faces of this module are used where there is no Typst.
    import typst

    times: dict[str, tuple[list[float], list[float]]] = {"setting": ([], []), "file": ([], [])}
    fonts = [str(Path(bundled.serif_path()).parent)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.typ"
        for number in range(2 * rounds):
            what = "file" if number % 2 else "setting"
            changed = varied(document, number)
            source = typst_source(changed).replace("FangSong", "Noto Serif SC").replace("SimHei", "Noto Sans SC")
            file.write_text(source, "utf-8")
            ours, theirs = times[what]
            start = time.perf_counter()
            faces = fresh_faces()
            pages, _ = typeset(changed, faces)
            if what == "file":
                pdf.emit(changed, pages, faces)
            between = time.perf_counter()
            if what == "file":
                typst.compile(file, format="pdf", font_paths=fonts, ignore_system_fonts=True, pdf_standards="a-2u")
            else:
                typst.query(file, "table", field="columns", font_paths=fonts, ignore_system_fonts=True)
            ours.append(between - start)
            theirs.append(time.perf_counter() - between)
    return {what: (median(ours), median(theirs)) for what, (ours, theirs) in times.items()}


def main(arguments: list[str]) -> int:
    """Print the measurements."""
    rounds = int(arguments[0]) if arguments else 9
    document = example()
    characters = sum(
        len(line.text) for page in typeset(document, fresh_faces())[0].pages for line in (*page.lines, *page.artifacts)
    )
    times = stages(document, rounds)
    total = sum(times.values())
    print(f"{characters} characters, typeset: {characters / times['typeset']:.0f} a second")  # noqa: T201
    for name, seconds in times.items():
        print(f"{name:8} {1000 * seconds:6.1f} ms {100 * seconds / total:4.0f} %")  # noqa: T201
    for what, (ours, theirs) in against_typst(document, rounds).items():
        print(f"{what}: {1000 * ours:.0f} ms, Typst {1000 * theirs:.0f} ms, ratio {ours / theirs:.2f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
