"""The tables of docs/typesetting.md, from measurements of finished files; a test proves that they are current."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from measuring import marks, pdfpage
from measuring.requirements import GEOMETRY, LINE_ENDS, Requirement, kept, shown
from measuring.specimens import made
from measuring.wordfile import Word

DOCUMENT = Path(__file__).parents[2] / "docs" / "typesetting.md"
_BLOCK = "<!-- measured: {name} -->\n"
_END = "<!-- /measured -->"


def standard() -> str:
    """Clause, requirement, and what was measured in our PDF and in the XML of our DOCX."""
    rows = ["| 条款 clause | 要求 requirement | 应为 wanted | PDF | DOCX |", "|---|---|---|---|---|"]
    pdf, word = made("specimen").pdf, Word(made("specimen").docx)
    for asked in GEOMETRY:
        docx = asked.docx(word) if asked.docx else []
        rows.append(
            _row(
                asked.clause,
                f"{asked.zh} · {asked.en}",
                shown([asked.wanted], asked.unit),
                _value(asked, asked.pdf(pdf), asked.tolerance),
                _value(asked, docx, asked.docx_tolerance) if docx else "",
            )
        )
    corpus = made("corpus").pdf
    lines = marks.count(pdfpage.body_lines(corpus)).lines
    for asked in LINE_ENDS:
        found = _value(asked, asked.pdf(corpus), asked.tolerance)
        rows.append(_row(asked.clause, f"{asked.zh} · {asked.en}", "0", f"{found} / {lines} 行 lines", ""))
    return "\n".join(rows) + "\n"


def printed(prints: Mapping[str, bytes]) -> str:
    """What was measured in our DOCX as LibreOffice prints it; `prints` has the specimen and the corpus."""
    rows = ["| 要求 requirement | 应为 wanted | 打印出来 as printed |", "|---|---|---|"]
    for asked in (*GEOMETRY, *LINE_ENDS):
        if asked.printed is not None:
            values = asked.pdf(prints["specimen" if asked in GEOMETRY else "corpus"])
            rows.append(_row(asked.zh, shown([asked.wanted], asked.unit), _value(asked, values, asked.printed)))
    return "\n".join(rows) + "\n"


def _value(asked: Requirement, values: object, tolerance: float) -> str:
    assert isinstance(values, list | tuple)
    return shown(values, asked.unit) + ("" if kept(values, asked.wanted, tolerance) else " ✗")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def block(text: str, name: str) -> str:
    """The table of this name in the document's text.

    Raises:
        ValueError: if it has none.
    """
    found = re.search(f"{re.escape(_BLOCK.format(name=name))}(.*?){re.escape(_END)}", text, re.DOTALL)
    if found is None:
        raise ValueError(name)
    return found[1]


def put(text: str, tables: Mapping[str, str]) -> str:
    """The document's text with new tables."""
    for name, table in tables.items():
        text = text.replace(
            _BLOCK.format(name=name) + block(text, name) + _END, _BLOCK.format(name=name) + table + _END
        )
    return text
