"""A workbook with everything that an annotated copy must leave alone, made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

THREADS = "xl/threadedComments/threadedComment1.xml"
PERSONS = "xl/persons/person.xml"
MACROS = "xl/vbaProject.bin"
_THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B3" dT="2018-01-05T08:00:00.00" personId="{A}" id="{5AC0FFEE-0000-4000-8000-000000000001}">'
    "<text>谁来核对？</text></threadedComment></ThreadedComments>"
)
_PERSONS = '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>'


def parts_of(data: bytes) -> dict[str, bytes]:
    """The unpacked content of every part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2018, 1, 5, 8, 30, 2)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def plain_workbook() -> bytes:
    """Two sheets, nothing special on them."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "表一"
    first["A1"], first["B1"], first["C7"] = "甲", 5, "=B1*2"
    book.create_sheet("表'二")["A1"] = "乙"
    return saved(book)


def rich_workbook() -> bytes:
    """A sheet with notes, a conversation, a picture, rules and macros, and one without anything."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表一"
    sheet["A1"], sheet["B1"], sheet["B2"], sheet["B3"] = "甲", 5, 6, "=B1+B2"
    sheet.column_dimensions["A"].width = 33
    sheet.row_dimensions[3].height = 41
    note = Comment("原有的批注", "某人", width=200, height=80)
    sheet["B1"].comment = note
    sheet["B3"].comment = Comment("[会话批注]", "tc={5AC0FFEE-0000-4000-8000-000000000001}")
    choice = DataValidation("list", '"是,否"', allow_blank=True)
    choice.add("A2:A9")
    sheet.add_data_validation(choice)
    sheet.conditional_formatting.add("B1:B9", Rule("expression", formula=["B1>3"]))
    pixels = io.BytesIO()
    Picture.new("RGB", (9, 9), "red").save(pixels, "PNG")
    sheet.add_image(Image(pixels), "E2")
    book.defined_names["合计"] = DefinedName("合计", attr_text="表一!$B$3")
    other = book.create_sheet("表二")
    other["A1"] = "乙"
    other["B2"].comment = Comment("别处的批注", "某人")
    parts = parts_of(saved(book))
    parts[THREADS], parts[PERSONS], parts[MACROS] = _THREAD.encode(), _PERSONS.encode(), bytes(range(256)) * 9
    relations = next(name for name in parts if name.endswith("_rels/sheet1.xml.rels"))
    link = (
        b'<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        b'Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    )
    parts[relations] = parts[relations].replace(b"</Relationships>", link)
    types = parts["[Content_Types].xml"]
    kind = b'<Override PartName="/%s" ContentType="application/vnd.ms-excel.%s+xml"/></Types>'
    types = types.replace(b"</Types>", kind % (THREADS.encode(), b"threadedcomments"))
    types = types.replace(b"</Types>", kind % (PERSONS.encode(), b"person"))
    types = types.replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    parts["[Content_Types].xml"] = types
    drawing = next(name for name in parts if name.endswith(".vml"))
    # Office writes line breaks in the texts of buttons like this: what it calls XML need not be well-formed.
    button = "<v:shape id='_x0000_s1900'><v:textbox><div>按<br>钮</div></v:textbox></v:shape></xml>"
    parts[drawing] = parts[drawing].replace(b"</xml>", button.encode())
    return packed(parts)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
