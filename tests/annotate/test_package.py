"""The container of a workbook and its relationships: what is damaged is refused, what is added can be read."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from reportctl.annotate.package import Package, Unsuited
from reportctl.annotate.relations import Relations, declare

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(**parts: bytes) -> bytes:
    """An archive of parts, given by names in which `__` stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("xl")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def in_directory(data: bytes, offset: int, value: int) -> bytes:
    """The archive with a number of its last listed entry's record changed."""
    altered = bytearray(data)
    struct.pack_into("<L", altered, data.rindex(b"PK\x01\x02") + offset, value)
    return bytes(altered)


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(Unsuited) as caught:
        action()
    assert caught.value.cause.zh
    return caught.value.cause.en


def test_names_are_compared_without_case_and_a_folder_is_no_part() -> None:
    package = Package(packed(xl__Book=b"1"))
    assert package.read("/XL/book") == b"1"
    assert "xl" not in package
    assert "xl/" not in package


def test_what_is_no_archive_and_what_is_another_format_is_refused() -> None:
    assert "only .xlsx" in refusal(lambda: Package(b"\xd0\xcf\x11\xe0"))
    assert "it is no .xlsx" in refusal(lambda: Package(packed(**{"content.xml": b"<x/>"})))


def test_a_part_that_cannot_be_had_is_named() -> None:
    package = Package(packed(a=b"12345", b=b"<x>"))
    assert refusal(lambda: package.read("c")) == "c is missing"
    assert package.read("a", 5) == b"12345"
    assert refusal(lambda: package.read("a", 4)) == "a is too large"
    assert refusal(lambda: package.tree("b")) == "b is no well-formed XML"


@pytest.mark.parametrize("wrong", [b"\xff" * 8, b""])
def test_a_part_that_does_not_unpack_is_named(wrong: bytes) -> None:
    data = packed(a=b"0123456789" * 20)
    start = data.index(b"a", data.rindex(b"PK\x03\x04") + 30) + 1
    broken = data[:start] + wrong + data[start + len(wrong) :]
    if not wrong:
        broken = in_directory(data, 16, 1)
    assert refusal(lambda: Package(broken).read("a")) == "a cannot be unpacked"


def test_what_is_removed_is_gone_until_it_is_put_again() -> None:
    package = Package(packed(a=b"1", b=b"2"))
    package.put("a", b"changed")
    package.remove("A")
    package.put("c", b"new")
    package.remove("c")
    assert "a" not in package
    assert refusal(lambda: package.read("a")) == "a is missing"
    again = Package(package.to_bytes())
    assert "a" not in again
    assert "c" not in again
    assert again.read("b") == b"2"
    package.put("a", b"once more")
    assert Package(package.to_bytes()).read("a") == b"once more"


def test_a_new_part_may_have_any_name() -> None:
    package = Package(packed(a1=b"1", a2=b"2"))
    assert package.unused("a{}") == "a3"
    package.put("xl/表.xml", b"<x/>")
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as archive:
        assert archive.testzip() is None
        assert archive.read("xl/表.xml") == b"<x/>"


@pytest.mark.parametrize(("offset", "value"), [(42, 1 << 20), (20, 1 << 20)])
def test_an_archive_whose_entries_lie_outside_is_not_copied(offset: int, value: int) -> None:
    """The record says where an entry begins, and how long it is."""
    package = Package(in_directory(packed(a=b"1", b=b"2"), offset, value))
    assert refusal(package.to_bytes) == "the archive is damaged"


def test_a_relationship_gets_the_next_id_and_one_that_leads_outside_is_no_part() -> None:
    rels = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="RID1" Type="a/comments" Target="http://x.invalid/c" '
        'TargetMode="External"/><Relationship Id="rId3" Type="a/comments" Target="..\\c.xml"/></Relationships>'
    )
    package = Package(packed(xl__sheets__s=b"<x/>", xl___rels=b"", **{"xl__sheets___rels__s.rels": rels.encode()}))
    relations = Relations(package, "xl/sheets/s")
    assert relations.target("RID1") is None
    assert relations.of_kind("comments") == "xl/c.xml"
    assert relations.add("vmlDrawing", "xl/drawings/d.vml") == "rId2"
    assert Relations(package, "xl/sheets/s").target("rId2") == "xl/drawings/d.vml"


def test_a_part_without_relationships_gets_its_first() -> None:
    package = Package(packed(xl__s=b"<x/>"))
    assert Relations(package, "xl/s").add("comments", "xl/c.xml") == "rId1"
    assert b'Target="c.xml"' in package.read("xl/_rels/s.rels")


def test_a_kind_that_is_declared_by_its_ending_is_declared_once() -> None:
    package = Package(packed(**{"[Content_Types].xml": f'<Types xmlns="{TYPES}"/>'.encode()}))
    for _ in range(2):
        declare(package, "vmlDrawing", "xl/d.vml")
    declare(package, "comments", "xl/c.xml")
    root = package.tree("[Content_Types].xml")
    assert [etree.QName(element).localname for element in root] == ["Default", "Override"]
