"""The sheet that lists the findings, each with a link to its cell. Every text is a string, never a formula."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from lxml import etree

from reportctl.annotate.notes import MAIN
from reportctl.annotate.styles import Styles
from reportctl.annotate.text import quoted_sheet, stored
from reportctl.model.annotation import Annotation, Remark
from reportctl.model.finding import Severity
from reportctl.model.location import column_letters

HEAD_ROW = 3
_WIDTHS = (6, 8, 20, 10, 58, 44, 30)
"""Of the columns, in characters."""
_LINE = 14.0
"""Points of a line of text."""
_TABS = {Severity.ERROR: "FFC00000", Severity.WARNING: "FFFFC000", Severity.INFO: "FF5B9BD5", None: "FF70AD47"}


def listing(annotation: Annotation, styles: Styles, threads: frozenset[tuple[str, str]]) -> bytes:
    """The XML of the sheet; `threads` are sheets and cells whose conversation was left alone."""
    root = etree.fromstring(f'<worksheet xmlns="{MAIN}"/>')
    worst = next((g for g in Severity if any(r.grade is g for r in annotation.remarks)), None)
    properties = _sub(root, "sheetPr")
    _sub(properties, "tabColor", rgb=_TABS[worst])
    _sub(properties, "pageSetUpPr", fitToPage="1")
    view = _sub(_sub(root, "sheetViews"), "sheetView", showGridLines="0", workbookViewId="0")
    below = f"A{HEAD_ROW + 1}"
    _sub(view, "pane", ySplit=str(HEAD_ROW), topLeftCell=below, activePane="bottomLeft", state="frozen")
    _sub(root, "sheetFormatPr", defaultRowHeight="15")
    columns = _sub(root, "cols")
    for number, width in enumerate(_WIDTHS, start=1):
        _sub(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    links = _rows(_sub(root, "sheetData"), annotation, styles, threads)
    merges = _sub(root, "mergeCells", count="2")
    for row in (1, 2):
        _sub(merges, "mergeCell", ref=f"A{row}:{column_letters(len(_WIDTHS))}{row}")
    if links:
        linked = _sub(root, "hyperlinks")
        for ref, target, shown in links:
            _sub(linked, "hyperlink", ref=ref, location=target, display=shown)
    _sub(root, "pageMargins", left="0.5", right="0.5", top="0.6", bottom="0.6", header="0.3", footer="0.3")
    _sub(root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rows(
    data: etree._Element, annotation: Annotation, styles: Styles, threads: frozenset[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """Write the rows, and return the links: cell, target, text."""
    _row(data, 1, [(annotation.title, styles.title)], 28.0)
    _row(data, 2, [(annotation.verdict, styles.verdict)], 20.0)
    _row(data, HEAD_ROW, [(head, styles.head) for head in annotation.heads], 20.0)
    links = []
    for number, remark in enumerate(annotation.remarks, start=1):
        row = HEAD_ROW + number
        texts = _texts(annotation, remark, number, threads)
        target = _target(remark)
        kinds = [styles.text, styles.grades[remark.grade], styles.link if target else styles.text]
        kinds += [styles.text] * (len(texts) - len(kinds))
        lines = max(_lines(text, width) for text, width in zip(texts, _WIDTHS, strict=True))
        _row(data, row, list(zip(texts, kinds, strict=True)), min(lines * _LINE + 4, 400.0))
        if target:
            links.append((f"C{row}", target, remark.place))
    return links


def _texts(annotation: Annotation, remark: Remark, number: int, threads: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    place = remark.place
    if remark.at is not None and (remark.at.sheet, remark.at.a1) in threads:
        place = f"{place}\n{annotation.elsewhere}"
    grade = annotation.grade_text(remark.grade)
    return (str(number), grade, place, remark.code, remark.said, remark.hint, remark.law)


def _target(remark: Remark) -> str:
    if remark.at is not None:
        return f"{quoted_sheet(remark.at.sheet)}!{remark.at.a1}"
    return f"{quoted_sheet(remark.sheet)}!A1" if remark.sheet else ""


def _row(data: etree._Element, number: int, cells: Sequence[tuple[str, int]], height: float) -> None:
    row = _sub(data, "row", r=str(number), ht=f"{height:g}", customHeight="1")
    for column, (text, style) in enumerate(cells, start=1):
        cell = _sub(row, "c", r=f"{column_letters(column)}{number}", s=str(style), t="inlineStr")
        content = _sub(_sub(cell, "is"), "t")
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        content.text = stored(text)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column."""
    return sum(max(1, -(-_columns(line) // max(width - 1, 1))) for line in text.split("\n"))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _sub(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(name), attributes)


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"
