"""Measure the setting of pages: characters a second, the share of each stage of a build, and Typst on the same report.

Usage: bench_setting.py [ROUNDS]
Needs the extra `bench` (typst). All runs of a comparison are interleaved; medians and ratios are printed.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

from msgspec.structs import replace
from typst_document import fonts_folder, typst_source

from reportctl.__main__ import UNCOUNTED
from reportctl.bind import bind, identify
from reportctl.check import check
from reportctl.compose import compose
from reportctl.driver.forms import choose_layout
from reportctl.emit import docx, pdf
from reportctl.faces import Faces, FaceSettings, find_faces
from reportctl.model.document import Block, Document, Heading, Paragraph, TableBlock
from reportctl.model.layout import Layout
from reportctl.model.report import Report
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts
from reportctl.typeset import typeset
from reportctl.verify import docx as verify_docx
from reportctl.verify import pdf as verify_pdf

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "data" / "2017.xlsx"


def example() -> Document:
    """The example's document."""
    return document_of(EXAMPLE.read_bytes())


def document_of(data: bytes) -> Document:
    """The document of a workbook.

    Raises:
        SystemExit: if the workbook cannot be read.
    """
    return compose(report_of(data))


def report_of(data: bytes) -> Report:
    """The report in a workbook, bound to the form it names or else to the national one of its year."""
    workbook, _ = read_workbook(data, "workbook.xlsx")
    identity = identify(workbook)[0] if workbook else None
    if workbook is None or identity is None:
        raise SystemExit("a workbook cannot be read")
    layout, _ = choose_layout(_layouts(), identity)
    if layout is None:
        raise SystemExit("there is no form for a workbook")
    return bind(workbook, identity, layout)[0]


@cache
def _layouts() -> tuple[Layout, ...]:
    return read_layouts(builtin_layouts())[0]


def characters(document: Document) -> int:
    """How many characters stand on the pages."""
    pages, _ = typeset(document, fresh_faces())
    return sum(len(line.text) for page in pages.pages for line in (*page.lines, *page.artifacts))


def fresh_faces() -> Faces:
    """The faces that came with reportctl, opened anew, so that nothing of an earlier run is remembered.

    Raises:
        SystemExit: if they are missing.
    """
    faces, _ = find_faces(FaceSettings(system=False))
    if faces is None:
        raise SystemExit("the faces that come with reportctl are missing")
    return faces


def stages(document: Document, data: bytes, rounds: int) -> dict[str, float]:
    """The median time of each part of a build in a warm process, in seconds, the faces' glyphs looked up anew."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds + 1):
        marks = [("", time.perf_counter())]

        def mark(name: str, marks: list[tuple[str, float]] = marks) -> None:
            marks.append((name, time.perf_counter()))

        report = report_of(data)
        mark("reading")
        check(report, ())
        mark("rules")
        faces = fresh_faces()
        mark("fonts")
        pages, _ = typeset(document, faces)
        mark("layout")
        drawn = pdf.emit(document, pages, faces)
        mark("drawing")
        written = docx.emit(document, pages)
        mark("DOCX")
        tuple(verify_docx.verify(document, written, "a.docx"))
        tuple(verify_pdf.verify(document, pages, drawn, "a.pdf"))
        mark("verification")
        for (_, before), (name, after) in pairwise(marks):
            times.setdefault(name, []).append(after - before)
    return {name: median(measured[1:]) for name, measured in times.items()}


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


def against_typst(
    document: Document, rounds: int, wanted: Sequence[str] = ("setting", "file")
) -> dict[str, tuple[float, float]]:
    """Our and Typst's median times for the document: same text, tables, paper and faces, all faces opened anew.

    `setting` is the layout alone (Typst answers a query), `file` a whole tagged PDF/A-2u. Typst keeps paragraphs that
    it has set before, so every paragraph and every cell changes with every run; the first of each is not counted.
    """
    # The example and the faces of this module are used where there is no Typst.
    import typst

    gc.set_threshold(UNCOUNTED)
    times: dict[str, tuple[list[float], list[float]]] = {what: ([], []) for what in wanted}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.typ"
        options = {"font_paths": [fonts_folder()], "ignore_system_fonts": True}
        for number, what in enumerate(wanted * (rounds + 1)):
            changed = varied(document, number)
            file.write_text(typst_source(changed), "utf-8")
            ours, theirs = times[what]
            start = time.perf_counter()
            faces = fresh_faces()
            pages, _ = typeset(changed, faces)
            if what == "file":
                pdf.emit(changed, pages, faces)
            between = time.perf_counter()
            if what == "file":
                typst.compile(file, format="pdf", pdf_standards="a-2u", **options)
            else:
                typst.query(file, "table", field="columns", **options)
            ours.append(between - start)
            theirs.append(time.perf_counter() - between)
    return {what: (median(ours[1:]), median(theirs[1:])) for what, (ours, theirs) in times.items()}


def main(arguments: list[str]) -> int:
    """Print the measurements."""
    rounds = int(arguments[0]) if arguments else 9
    data = EXAMPLE.read_bytes()
    document = document_of(data)
    times = stages(document, data, rounds)
    total = sum(times.values())
    print(f"{characters(document) / times['layout']:.0f} characters a second")  # noqa: T201
    for name, seconds in times.items():
        print(f"{name:12} {1000 * seconds:6.1f} ms {100 * seconds / total:4.0f} %")  # noqa: T201
    for what, (ours, theirs) in against_typst(document, rounds).items():
        print(f"{what}: {1000 * ours:.0f} ms, Typst {1000 * theirs:.0f} ms, ratio {ours / theirs:.2f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
