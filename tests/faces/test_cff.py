"""The charset of a CFF table: numbers of glyphs are changed where there are any, and nothing else is."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from fontfiles import named_cff_font
from reportctl.faces import Face
from reportctl.faces.cff import with_cids

HEADER, NAMES = bytes.fromhex("01000404"), bytes.fromhex("0001 01 01 02 41")
"""Version 1.0 with a header of four bytes; an INDEX of one name, A."""
REGISTRY = bytes.fromhex("f81b f81c 8b 0c1e")
"""391 392 0 ROS: two strings of the font, and supplement 0."""
MATRIX = bytes.fromhex("1e a0048828125f 8b 1e5c03ff 1c 0102 ef 0c07")
""".0048828125 0 5E-3 258 100 FontMatrix: numbers of every kind but the long one."""


def table(*operators: bytes) -> bytes:
    """A table of a Top DICT alone, and ten bytes that stand for the rest."""
    content = b"".join(operators)
    return HEADER + NAMES + struct.pack(">HBBB", 1, 1, 1, 1 + len(content)) + content + b"0123456789"


def charset(offset: int) -> bytes:
    return struct.pack(">BiB", 29, offset, 15)


@pytest.mark.parametrize("before", [b"", MATRIX])
def test_the_charset_is_put_at_the_end(before: bytes) -> None:
    old = table(REGISTRY, before, charset(7), b"\x8b\x11")
    assert with_cids(old, (3, 1, 0x0202)) == (
        table(REGISTRY, before, charset(len(old)), b"\x8b\x11") + b"\0" + bytes.fromhex("0003 0001 0202")
    )


@pytest.mark.parametrize(
    "content",
    [
        [charset(7)],
        [REGISTRY],
        [REGISTRY, bytes.fromhex("1c0007 0f")],
    ],
    ids=["no CIDs", "no charset", "no room for another offset"],
)
def test_a_table_that_cannot_be_renumbered_is_none(content: list[bytes]) -> None:
    assert with_cids(table(*content), (1,)) is None


def test_a_face_whose_glyphs_have_names_keeps_its_numbers(tmp_path: Path) -> None:
    subset = Face(named_cff_font(tmp_path / "x.otf", "公开信")).subset("信公")
    assert subset.cff
    assert subset.cids == {"公": 1, "信": 2}
