"""Workbooks made part by part, so that each can be wrong in exactly one place."""

from __future__ import annotations

import io
import zipfile

from reportctl.model.source import Content, Sheet
from reportctl.read.workbook import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET_PART = "xl/worksheets/sheet1.xml"
BOOK_PART = "xl/workbook.xml"
RELATIONS_PART = "xl/_rels/workbook.xml.rels"
STRINGS_PART = "xl/sharedStrings.xml"
STYLES_PART = "xl/styles.xml"

BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="/xl/styles.xml"/>'
    "</Relationships>"
)
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>甲</t></si>'
    '<si><r><t>合</t></r><r><t>计</t></r><rPh sb="0" eb="1"><t>HEJI</t></rPh></si>'
    "<si><t>上_x000D_下_x005F_x0041_</t></si></sst>"
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="165" formatCode="0&quot;days&quot;"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="9"/><xf numFmtId="166"/></cellXfs></styleSheet>'
)


def sheet_xml(rows: str, after: str = "", namespace: str = MAIN) -> str:
    """A worksheet with these rows."""
    return f'<?xml version="1.0"?><worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def package(changes: dict[str, str | bytes | None] | None = None) -> bytes:
    """A workbook of one sheet with its parts changed, or left out where they are None."""
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": "<Types/>",
        BOOK_PART: BOOK,
        RELATIONS_PART: RELATIONS,
        STRINGS_PART: STRINGS,
        STYLES_PART: STYLES,
        SHEET_PART: sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'),
        **(changes or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def with_rows(rows: str, after: str = "") -> bytes:
    """A workbook whose sheet has these rows."""
    return package({SHEET_PART: sheet_xml(rows, after)})


def read_sheet_of(data: bytes) -> Sheet:
    """The only sheet of a workbook that must be readable."""
    workbook, findings = read_workbook(data, "a.xlsx")
    assert findings == ()
    assert workbook is not None
    return workbook.sheets[0]


def content_of(cell: str) -> Content | None:
    """What a single `<c>` element in A1 is read as, None for an empty cell."""
    found = read_sheet_of(with_rows(f'<row r="1">{cell}</row>')).at(1, 1)
    return found.content if found else None


def refusal(data: bytes) -> tuple[str, str, str]:
    """Code, Chinese and English cause of the one finding for a file that must be refused."""
    workbook, findings = read_workbook(data, "a.xlsx")
    assert workbook is None
    assert len(findings) == 1
    return findings[0].rule.code, findings[0].args["cause"], findings[0].args["cause_en"]
