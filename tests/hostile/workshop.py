"""Tools for making workbooks wrong in one place: the example's workbook with parts, cells or bytes changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Part = str | bytes | None
Changed = Part | Callable[[str], str]

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
PARTICULARS = "xl/worksheets/sheet2.xml"
FIGURES = "xl/worksheets/sheet3.xml"
NARRATIVE = "xl/worksheets/sheet5.xml"
FIGURE = "C6"
"""On the sheet of figures: a count, 1027, with a breakdown."""
PARAGRAPH = "B3"
"""On the sheet of the narrative: the first paragraph."""
AGENCY = "B2"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, the exit status of `check` and `build`, and a code that must be among the findings (none: no error).

    A heavy one is run in a process of its own under limits of memory and time; all others would pass them with ease.
    """

    name: str
    make: Callable[[bytes], bytes]
    status: int
    code: str = ""
    heavy: bool = False
    cell: str = ""
    file: str = "case.xlsx"


def changed(data: bytes, changes: Mapping[str, Changed]) -> bytes:
    """A copy of a workbook with parts replaced, edited by a function, added, or left out where they are None."""
    stream = io.BytesIO()
    left = dict(changes)
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            change = left.pop(name, source.read(name))
            if callable(change):
                old = source.read(name).decode()
                change = change(old)
                assert change != old, f"{name} was not changed"
            if change is not None:
                target.writestr(name, change)
        for name, change in left.items():
            assert isinstance(change, str | bytes)
            target.writestr(name, change)
    return stream.getvalue()


def edit(part: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """A case in which the first place that reads `old` in a part reads `new`."""
    return lambda data: changed(data, {part: lambda text: text.replace(old, new, 1)})


def part(name: str, content: Changed) -> Callable[[bytes], bytes]:
    """A case in which one part is another, or left out."""
    return lambda data: changed(data, {name: content})


def cell(address: str, xml: str, sheet: str = FIGURES) -> Callable[[bytes], bytes]:
    """A case in which a cell is written as `xml`, with @ for its address."""

    def put(text: str) -> str:
        pattern = re.compile(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
        written = xml.replace("@", address)
        return pattern.sub(lambda _: written, text, count=1)

    return lambda data: changed(data, {sheet: put})


def inline(text: str) -> str:
    """A cell of text, for `cell`."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
    return f'<c r="@" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def number(stored: str, attributes: str = "") -> str:
    """A cell of a number as stored, for `cell`."""
    return f'<c r="@" {attributes}><v>{stored}</v></c>'


def bytes_at(mark: bytes, offset: int, new: bytes, *, last: bool = False) -> Callable[[bytes], bytes]:
    """A case in which bytes are overwritten, counted from the first or last mark."""

    def put(data: bytes) -> bytes:
        place = (data.rindex(mark) if last else data.index(mark)) + offset
        return data[:place] + new + data[place + len(new) :]

    return put


def archive(*members: tuple[str, bytes]) -> bytes:
    """A zip archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()
