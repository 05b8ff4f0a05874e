"""PDF/A level U: each code that is shown has a Unicode value, and the values are the text that was set."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pdfsample import NAMES, sample


def values_of(data: bytes) -> list[str]:
    """The text of each page by the Unicode values of its codes, in the order of its content.

    Raises:
        KeyError: if a code has none.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return ["".join(_shown(page)) for page in pdf.pages]


def _shown(page: pikepdf.Page) -> list[str]:
    maps = {name: _map(font) for name, font in page.Resources.Font.items()}
    shown: list[str] = []
    current: dict[str, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "Tf":
                current = maps[str(instruction.operands[0])]
            case "TJ":
                for part in instruction.operands[0]:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part).hex().upper()
                        shown += [current[codes[i : i + 4]] for i in range(0, len(codes), 4)]
    return shown


def _map(font: pikepdf.Object) -> dict[str, str]:
    lines = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {code.decode(): bytes.fromhex(value.decode()).decode("utf-16-be") for code, value in lines}


@pytest.mark.parametrize("draft", [False, True])
def test_the_values_of_all_codes_are_the_text(draft: bool) -> None:
    made = sample(draft=draft)
    wanted = ["".join(line.text for line in (*page.lines, *page.artifacts)) for page in made.pages.pages]
    assert values_of(made.data) == wanted
    assert NAMES in "".join(wanted)


def without_map(font: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    font.ToUnicode = pdf.make_stream(b"")


def with_another_value(font: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    lines = font.ToUnicode.read_bytes().replace("报".encode("utf-16-be").hex().upper().encode(), b"4E00")
    font.ToUnicode = pdf.make_stream(lines)


@pytest.mark.parametrize("spoil", [without_map, with_another_value])
def test_a_value_that_is_missing_or_wrong_is_seen(spoil: Callable[[pikepdf.Object, pikepdf.Pdf], None]) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            spoil(font, pdf)
        pdf.save(target)
    try:
        found = values_of(target.getvalue())
    except KeyError:
        return
    assert found != values_of(sample().data)
