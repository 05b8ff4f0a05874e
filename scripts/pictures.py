"""Draw the pictures of docs/typesetting.md: page 1 of the example as we set it, and the same text by two defaults.

Usage: pictures.py [FOLDER]
Needs LibreOffice (`soffice`) for the page made with python-docx's default template. All three are set in the faces that
come with reportctl. Says how many lines of each begin or end with a mark that must not stand there.
"""

from __future__ import annotations

import ctypes
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx as python_docx
import pylopdf_fonts_zh_cn as bundled
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from bench_setting import example, fresh_faces
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as FontFile
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph as Flowable
from reportlab.platypus import SimpleDocTemplate

from reportctl.emit import pdf
from reportctl.model.document import Document, Heading, Paragraph
from reportctl.typeset import typeset
from reportctl.typeset.classes import NO_END, NO_START

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests" / "agreement"))

from libreoffice import converted  # noqa: E402  found by the path above

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
_DPI = 100
_FONT = "Serif"
_MARGINS = {"leftMargin": 28 * mm, "rightMargin": 26 * mm, "topMargin": 37 * mm, "bottomMargin": 35 * mm}


def texts(document: Document) -> Iterator[tuple[bool, str]]:
    """The headings (true) and paragraphs of the document, the title first."""
    yield True, document.title
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield isinstance(block, Heading), block.text


def by_us(document: Document) -> bytes:
    """Our PDF."""
    faces = fresh_faces()
    return pdf.emit(document, typeset(document, faces)[0], faces)


def truetype(characters: str) -> io.BytesIO:
    """The characters of Noto Serif SC with TrueType outlines, the only ones that reportlab embeds."""
    with FontFile(bundled.serif_path()) as font:
        known, glyphs, widths = font.getBestCmap(), font.getGlyphSet(), font["hmtx"]
        chosen = {ord(character): known[ord(character)] for character in sorted(set(characters))}
        drawn = {}
        for name in (".notdef", *chosen.values()):
            pen = TTGlyphPen(None)
            glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
            drawn[name] = pen.glyph()
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder(list(drawn))
        builder.setupCharacterMap(chosen)
        builder.setupGlyf(drawn)
        builder.setupHorizontalMetrics({name: widths[name] for name in drawn})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": _FONT, "styleName": "Regular", "psName": _FONT})
    builder.setupOS2()
    builder.setupPost()
    target = io.BytesIO()
    builder.save(target)
    target.seek(0)
    return target


def by_reportlab(document: Document) -> bytes:
    """The same text as paragraphs of reportlab with wordWrap="CJK", on the same paper in type of the same size."""
    characters = "".join(text for _, text in texts(document))
    pdfmetrics.registerFont(TTFont(_FONT, truetype(characters)))
    style = getSampleStyleSheet()["BodyText"].clone(
        "cjk", fontName=_FONT, fontSize=16, leading=29, wordWrap="CJK", firstLineIndent=32
    )
    title = style.clone("title", fontSize=22, alignment=1, firstLineIndent=0)
    target = io.BytesIO()
    flow = [Flowable(text, style if number else title) for number, (_, text) in enumerate(texts(document))]
    SimpleDocTemplate(target, pagesize=A4, invariant=1, **_MARGINS).build(flow)
    return target.getvalue()


def by_python_docx(document: Document) -> bytes:
    """The same text in the default template of python-docx, as LibreOffice prints it."""
    word = python_docx.Document()
    for number, (heading, text) in enumerate(texts(document)):
        if heading:
            word.add_heading(text, 1 if number else 0)
        else:
            word.add_paragraph(text)
    target = io.BytesIO()
    word.save(target)
    with tempfile.TemporaryDirectory() as folder:
        return converted({"defaults": target.getvalue()}, Path(folder))["defaults"]


def lines(page: pdfium.PdfPage) -> list[tuple[str, float, float, float]]:
    """The lines of a page: text, left, right and baseline in points from the top left corner."""
    reader, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    rows: dict[int, list[tuple[float, str, float]]] = {}
    for index in range(reader.count_chars()):
        character = chr(pdfium_c.FPDFText_GetUnicode(reader, index))
        if not character.isspace():
            pdfium_c.FPDFText_GetCharOrigin(reader, index, x, y)
            rows.setdefault(round(y.value / 4), []).append((x.value, character, height - y.value))
    found = []
    for row in rows.values():
        row.sort()
        found.append(("".join(character for _, character, _ in row), row[0][0], row[-1][0], row[0][2]))
    return found


def picture(data: bytes) -> tuple[Image.Image, int, int]:
    """Page 1 with a red ring around each mark that must not stand where it does; how many on it, and on all pages."""
    faults = []
    with pdfium.PdfDocument(data) as file:
        scale = _DPI / 72
        image = file[0].render(scale=scale).to_pil().convert("RGB")
        draw = ImageDraw.Draw(image)
        for number, page in enumerate(file):
            for text, left, right, baseline in lines(page):
                for wrong, x in ((text[0] in NO_START, left), (text[-1] in NO_END, right)):
                    if wrong:
                        faults.append(number)
                        if number == 0:
                            box = (x - 4, baseline - 18, x + 20, baseline + 8)
                            draw.ellipse(tuple(side * scale for side in box), outline="red", width=3)
    return image.quantize(48, method=Image.Quantize.MAXCOVERAGE), faults.count(0), len(faults)


def main(arguments: list[str]) -> int:
    """Write the pictures."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    document = example()
    for name, make in (("reportctl", by_us), ("reportlab", by_reportlab), ("python-docx", by_python_docx)):
        image, faults, all_faults = picture(make(document))
        image.save(folder / f"setting-{name}.png", optimize=True)
        print(f"{name}: {faults} marks out of place on page 1, {all_faults} in all")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
