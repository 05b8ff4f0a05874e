"""Spoil finished files in one respect, so that a measurement can be seen to reject them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
from msgspec.structs import replace

from reportctl.model.pages import Line, Pages

MM = 72 / 25.4


def changed(pages: Pages, change: Callable[[int, Line], Line | None]) -> Pages:
    """Change each line, given its page from 1; None takes it out."""
    made = []
    for number, page in enumerate(pages.pages, 1):
        lines, artifacts = (
            tuple(new for line in group if (new := change(number, line)) is not None)
            for group in (page.lines, page.artifacts)
        )
        made.append(replace(page, lines=lines, artifacts=artifacts))
    return replace(pages, pages=tuple(made))


def respelled(pages: Pages, old: str, new: str) -> Pages:
    """Put other characters of the same number in the place of the first that are the old ones."""
    left = [1]

    def respell(number: int, line: Line) -> Line:
        runs = []
        for run in line.runs:
            if left[0] and old in run.text:
                left[0] = 0
                run = replace(run, text=run.text.replace(old, new, 1))
            runs.append(run)
        return replace(line, runs=tuple(runs))

    spoilt = changed(pages, respell)
    assert not left[0]
    return spoilt


def moved(pages: Pages, text: str, *, x: float = 0.0, y: float = 0.0) -> Pages:
    """Move the lines that hold a text, in mm to the right and down."""

    def move(number: int, line: Line) -> Line:
        if text not in line.text:
            return line
        return replace(
            line, runs=tuple(replace(run, x=run.x + x * MM, baseline=run.baseline + y * MM) for run in line.runs)
        )

    return changed(pages, move)


def transformed(data: bytes, a: float = 1, d: float = 1, x: float = 0.0, y: float = 0.0) -> bytes:
    """Draw each page of a PDF wider (a), higher (d), and moved to the right (x) and down (y) in mm."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            matrix = f"{a} 0 0 {d} {x * MM:.4f} {-y * MM:.4f} cm\n".encode()
            page.Contents = pdf.make_stream(matrix + page.Contents.read_bytes())
        pdf.save(target)
    return target.getvalue()


def rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """Put other operators in the content of each page of a PDF."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(old, new))
        pdf.save(target)
    return target.getvalue()


def replaced(data: bytes, part: str, old: str, new: str, times: int = -1) -> bytes:
    """Put other words into a part of a DOCX.

    Raises:
        ValueError: if the old ones are not there.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.namelist():
            content = source.read(entry).decode()
            if entry == f"word/{part}":
                if old not in content:
                    raise ValueError(old)
                content = content.replace(old, new, times)
            copy.writestr(entry, content)
    return target.getvalue()
