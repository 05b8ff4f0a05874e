"""The document tree as a Typst document: the same text, tables and paper, for comparisons of speed and of setting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn as bundled

from reportctl.model.document import (
    Attachment,
    AttachmentNote,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
"""The families that come with reportctl; Typst has to find the same ones, or it sets its own face without Chinese."""

_PREAMBLE = f"""#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: "{SERIF}", size: 16pt, lang: "zh", region: "cn", top-edge: 0.8em, bottom-edge: -0.2em)
#set par(first-line-indent: (amount: 2em, all: true), leading: 12.99pt, spacing: 12.99pt, justify: true)
#set table(stroke: 0.5pt, inset: 3pt, align: center + horizon)
#show table: set text(size: 10.5pt)
#show table: set par(first-line-indent: 0em, leading: 3pt)
"""
"""A4, 22 lines of 28 characters on a page: 16 pt on a pitch of 28.99 pt."""


def fonts_folder() -> str:
    """Where Typst finds the families; without the system's fonts, so that it has no more to look through than we."""
    return str(Path(bundled.serif_path()).parent)


def typst_source(document: Document) -> str:
    """The whole document."""
    return _PREAMBLE + "\n\n".join(_blocks(document)) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"#align(center, text(size: 22pt, weight: 700)[{_text(document.title)}])"
    for block in document.blocks:
        match block:
            case Heading(level=1):
                yield f'#par(text(font: "{SANS}")[{_text(block.text)}])'
            case Heading() | Paragraph():
                yield f"#par[{_text(block.text)}]"
            case Signature():
                yield f"#align(right)[{_text(block.agency)} \\\n{_text(block.date)}]"
            case AttachmentNote():
                yield f"#par[附件：{_text('、'.join(block.names))}]"
            case Attachment():
                yield f"#pagebreak()\n{_text(block.mark)}"
            case TableBlock():
                yield _table(block)


def _table(block: TableBlock) -> str:
    around = [f"#align(center)[{_text(text)}]" for text in (block.title, block.subtitle) if text]
    around += [_text(text) for text in (block.head_left, block.head_right) if text]
    widths = ", ".join(f"{width}fr" for width in block.widths)
    cells = ",\n  ".join(
        f"table.cell(x: {cell.column}, y: {cell.row}, colspan: {cell.colspan}, rowspan: {cell.rowspan})"
        f"[{_text(cell.text)}]"
        for cell in block.cells
    )
    foot = [_text(text) for text in block.foot]
    return "\n\n".join([*around, f"#table(columns: ({widths}),\n  {cells})", *foot])


def _text(text: str) -> str:
    """Text as a string of Typst code, so that no character of it is markup."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'#"{quoted}"'
