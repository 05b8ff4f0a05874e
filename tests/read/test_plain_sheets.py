"""Reading a sheet in one sweep gives what reading it element by element gives, or is not done."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from packages import MAIN, SHEET_PART, package, sheet_xml, with_rows

from reportctl.model.finding import Finding
from reportctl.model.source import Workbook
from reportctl.read import sheet
from reportctl.read.cells import Gathered
from reportctl.read.package import Package
from reportctl.read.parts import Contents, SheetPart
from reportctl.read.workbook import read_workbook

ROOT = Path(__file__).parents[2]
ONE = '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'
ADVICE = '<dataValidation sqref="{0}" prompt="{1}"><formula1>{2}</formula1></dataValidation>'

PLAIN = [
    f'<row r="1" ht="12.5" customHeight="1">{ONE}<c r="B1" s="1" t="n"></c><c r="C1" s="4"/></row><row r="2"/>',
    '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>43125</v></c><c r="C1"><v>-1.50</v></c></row>',
    '<row r="1">\n <c r="A1" t="inlineStr"><is><t xml:space="preserve"> &lt;&#38428;]]&gt;\r\n</t></is></c>\n</row>\n',
    '<row r="1"><c r="A1" t="b"><v></v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="str"><v></v></c></row>',
    '<row r="1"><c r="A1"><f>B1&amp;1</f><v>2</v></c><c r="C1" t="str"><f>B1</f><v></v></c></row>',
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">C1</f><v>2</v></c></row>',
    '<row r="1"><c r="A1"><f t="shared" si="0"/></c><c r="B1"><f>1+1</f></c></row>',
    f'<row r="1" hidden="1">{ONE}</row><row r="2" hidden="0"><c r="A2"><v>0012</v></c></row>',
    '<row r="1"><c r="A1"><v>１２</v></c><c r="B1"><v>9999999999999999</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><v>_x0041_</v></c></row>',
]
NOT_PLAIN = [
    f'<row r="1>{ONE}</row>',
    f'<row r="1" r="1">{ONE}</row>',
    f'<row r="1" ht="1" ht="1">{ONE}</row>',
    f'<row r="1" x:ht="1">{ONE}</row>',
    f'<row r="1" ht="&bad;">{ONE}</row>',
    f'<row r="1" ht=1>{ONE}</row>',
    f'<row r="1" xmlns="u">{ONE}</row>',
    f'<row r="1" a=\' hidden="1"\'>{ONE}</row>',
    f'<row r="1" hidden="&#49;">{ONE}</row>',
    f'<row r="1"/>{ONE}</row>',
    f'<row r="1">{ONE}',
    f'<row r="1">{ONE}<row r="2"></row></row>',
    f'<row r="1">{ONE}{ONE}</row>',
    f'<row r="1">{ONE}<c><v>1</v></c></row>',
    f'<row r="1">{ONE}<!-- <c r="B1"><v>1</v></c> --></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a]]>b</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a&bad;b</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a\x01b</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a\ufdd0b</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a&#xFDD0;b</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t><t>a</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t a="1">a</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row>',
    '<row r="1"><c r="A1" t="z"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
    '<row r="1"><c r="A1" t="s"><is><t>1</t></is></c></row>',
    '<row r="1"><c r="A1" s="1" s="1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" s="1" s="1"/></row>',
    '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
    '<row r="1"><c r="A1"><f>1</f><f>2</f><v>2</v></c></row>',
    '<row r="1"><c r="A1"><f a="1" a="1">1</f><v>2</v></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1"><c r="A1048577"><v>1</v></c></row>',
    f'<row r="1"><c r="A1"><v>{"1" * 40_000}</v></c></row>',
]
AFTER = [
    '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    '<mergeCells><mergeCell ref="A1:"/></mergeCells>',
    f"<sheetData><row>{ONE}</row></sheetData>",
    '<x><c r="B1"><v>1</v></c></x>',
    *(
        "<dataValidations>"
        + ADVICE.format("A1", "x", "1")
        + second
        + ADVICE.format("A3", "x", "3")
        + "</dataValidations>"
        for second in (
            ADVICE.format("A2", "&#38428;\n", "A2&gt;1"),
            ADVICE.format("A2", "&bad;", "2"),
            ADVICE.format("A2", "x", "&bad;"),
            ADVICE.format("A2", "x", "2]]>"),
            ADVICE.format("A2", "<", "2"),
            ADVICE.format("A2", 'x" sqref="', "2"),
            ADVICE.format("A2", 'x" a:b="', "2"),
            ADVICE.format("A2", 'x" xmlns="u', "2"),
            ADVICE.format("A2", "x", '2</formula1><formula1><c r="B1"><v>1</v></c>'),
            ADVICE.format("A2", "x", "2</formula1></dataValidation><!--") + ADVICE.format("A2", "&bad;", "-->"),
        )
    ),
]


def both_ways(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Workbook | None, tuple[Finding, ...]]]:
    """What is read in one sweep where that is possible, and what is read element by element."""
    swept = read_workbook(data, "a.xlsx")
    with monkeypatch.context() as patched:
        patched.setattr(sheet, "read_plain", lambda *_: None)
        return [swept, read_workbook(data, "a.xlsx")]


def same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether both ways give the same, the order of the cells included."""
    one, other = both_ways(data, monkeypatch)
    orders = [[list(each.cells) for each in book.sheets] if book else [] for book, _ in (one, other)]
    return one == other and orders[0] == orders[1]


def count_sweeps(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A list to which each sheet read adds whether it was read in one sweep."""
    done: list[bool] = []
    original = sheet.read_plain

    def counting(package: Package, declared: SheetPart, contents: Contents, room: int) -> Gathered | None:
        found = original(package, declared, contents, room)
        done.append(found is not None)
        return found

    monkeypatch.setattr(sheet, "read_plain", counting)
    return done


@pytest.mark.parametrize("rows", PLAIN)
def test_what_is_written_plainly_is_read_in_one_sweep(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = count_sweeps(monkeypatch)
    workbook, _ = read_workbook(with_rows(rows), "a.xlsx")
    assert workbook is not None
    assert done == [True]


@pytest.mark.parametrize("rows", NOT_PLAIN)
def test_what_is_not_written_plainly_is_not_read_in_one_sweep(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = count_sweeps(monkeypatch)
    read_workbook(with_rows(rows), "a.xlsx")
    assert done == [False]


@pytest.mark.parametrize("rows", [*PLAIN, *NOT_PLAIN])
def test_rows_are_read_alike_both_ways(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(with_rows(rows), monkeypatch)


@pytest.mark.parametrize("after", AFTER)
def test_what_follows_the_rows_is_read_alike_both_ways(after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(with_rows(f'<row r="1">{ONE}</row>', after), monkeypatch)


@pytest.mark.parametrize(
    "part",
    [
        sheet_xml(f'<row r="1">{ONE}</row>', namespace="u"),
        f'<m:worksheet xmlns:m="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></m:worksheet>',
        f'<worksheet xmlns="{MAIN}"><!-- <sheetData> --><sheetData><row r="1">{ONE}</row></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1">{ONE}</row>'
        "</sheetData></worksheet>",
        f'<worksheet xmlns="{MAIN}">{"<x>" * 59}<sheetData><row r="1">{ONE}</row></sheetData>{"</x>" * 59}</worksheet>',
        f'<worksheet xmlns="{MAIN}">{"<x>" * 60}<sheetData><row r="1">{ONE}</row></sheetData>{"</x>" * 60}</worksheet>',
        f'<?xml version="1.0" encoding="us-ascii"?><worksheet xmlns="{MAIN}"><sheetData><row r="1">{ONE}</row>'
        "</sheetData></worksheet>",
    ],
)
def test_a_part_is_read_alike_both_ways(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(package({SHEET_PART: part}), monkeypatch)


def test_every_sheet_of_our_own_workbooks_is_read_in_one_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    done = count_sweeps(monkeypatch)
    workbook, findings = read_workbook((ROOT / "data" / "2017.xlsx").read_bytes(), "a.xlsx")
    assert workbook is not None
    assert not findings
    assert done == [True] * len(workbook.sheets)


@pytest.mark.parametrize("number", range(40))
def test_damaged_sheets_are_read_alike_both_ways(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(number)
    with zipfile.ZipFile(ROOT / "data" / "2017.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = f"xl/worksheets/sheet{chance.randint(1, 7)}.xml"
    content = parts[name]
    at = content.index(b"<", chance.randrange(len(content) - 100))
    piece = chance.choice((b"", b"&bad;", b' r="2"', b"<v>1</v>", b"<", b'"', b"\xe4", b"<!-- -->", b"<row/>", b"text"))
    parts[name] = content[:at] + piece + content[at + chance.choice((0, 1, 9)) :]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each, text in parts.items():
            archive.writestr(each, text)
    assert same(stream.getvalue(), monkeypatch)
