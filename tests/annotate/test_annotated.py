"""Copies with notes: what is added, and that nothing else changes."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from workbooks import MACROS, PERSONS, THREADS, packed, parts_of, plain_workbook, rich_workbook

from reportctl.annotate import annotate
from reportctl.model.annotation import Annotation, Remark
from reportctl.model.finding import Severity
from reportctl.model.location import CellRef

FILE = "data/2017.xlsx"
LIST = "校验结果"


def remark(
    sheet: str | None,
    row: int = 0,
    column: int = 0,
    grade: Severity | None = Severity.ERROR,
    note: str = "相差 1",
    code: str = "SUM101",
) -> Remark:
    at = CellRef(FILE, sheet, row, column) if sheet and row else None
    place = f"{sheet}!{at.a1}" if at else sheet or "整份工作簿"
    return Remark(grade, code, at, sheet, place, f"[{code}]", note, note, "请核对", "某通知")


def annotation(*remarks: Remark) -> Annotation:
    heads = ("序号", "级别", "位置", "代码", "问题", "建议", "依据")
    grades = ((Severity.ERROR, "错误"), (Severity.WARNING, "提醒"), (Severity.INFO, "提示"), (None, "已说明"))
    return Annotation(remarks, LIST, "✗ 1 处错误", heads, grades, "（已有会话）")


def copy_of(data: bytes, *remarks: Remark) -> bytes:
    done = annotate(data, annotation(*remarks))
    assert done.data is not None, done.cause
    assert done.plain == ()
    return done.data


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def note_at(book: Workbook, sheet: str, cell: str) -> str:
    comment = book[sheet][cell].comment
    return comment.text if comment else ""


RICH = rich_workbook()
PLAIN = plain_workbook()


def test_only_the_parts_that_change_are_written_anew() -> None:
    before, after = parts_of(RICH), parts_of(copy_of(RICH, remark("表一", 2, 2), remark("表一", 1, 2)))
    changed = {name for name in before if after[name] != before[name]}
    added = set(after) - set(before)
    assert {re.sub(r"\d+", "", name) for name in changed} == {
        "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml",
        "xl/comments/comment.xml", "xl/drawings/commentsDrawing.vml",
    }  # fmt: skip
    assert added == {"xl/worksheets/reportctl1.xml"}
    for kept in (THREADS, PERSONS, MACROS, "xl/worksheets/sheet1.xml", "xl/media/image1.png"):
        assert after[kept] == before[kept]


def test_a_sheet_without_notes_gets_one_element_and_nothing_else() -> None:
    before, after = parts_of(PLAIN), parts_of(copy_of(PLAIN, remark("表一", 7, 3)))
    sheet = "xl/worksheets/sheet1.xml"
    element = re.search(rb"<legacyDrawing [^>]*/>", after[sheet])
    assert element is not None
    assert after[sheet].replace(element[0], b"") == before[sheet]
    assert after["xl/worksheets/sheet2.xml"] == before["xl/worksheets/sheet2.xml"]
    assert {name for name in after if name not in before} == {
        "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/reportctl1.xml",
    }  # fmt: skip


def test_the_element_stands_where_the_schema_has_it() -> None:
    parts = parts_of(PLAIN)
    tail = b'<picture r:id="rId9" xmlns:r="urn:x"/><tableParts count="0"/></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", tail)
    sheet = parts_of(copy_of(packed(parts), remark("表一", 1, 1)))["xl/worksheets/sheet1.xml"]
    order = [sheet.index(name) for name in (b"<pageMargins", b"<legacyDrawing", b"<picture", b"<tableParts")]
    assert order == sorted(order)


def test_styles_are_only_added_to() -> None:
    before, after = opened(RICH), opened(copy_of(RICH, remark("表一", 2, 2)))
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                assert (other.value, other.style_id, other.number_format) == (
                    cell.value, cell.style_id, cell.number_format,
                )  # fmt: skip
    count = len(re.findall(b"<xf ", parts_of(RICH)["xl/styles.xml"]))
    assert len(re.findall(b"<xf ", parts_of(copy_of(RICH))["xl/styles.xml"])) == count + 9


def test_what_a_workbook_has_stays() -> None:
    after = opened(copy_of(RICH, remark("表一", 2, 2)))
    sheet = after["表一"]
    assert sheet["B3"].value == "=B1+B2"
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[3].height) == (33, 41)
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["A2:A9"]
    assert len(sheet.conditional_formatting) == 1
    assert after.defined_names["合计"].attr_text == "表一!$B$3"
    assert note_at(after, "表二", "B2") == "别处的批注"


def test_notes_are_merged_with_those_of_others() -> None:
    after = opened(copy_of(RICH, remark("表一", 1, 2), remark("表一", 2, 2, note="第二处")))
    own = note_at(after, "表一", "B1")
    assert own.startswith("原有的批注\n")
    assert "[SUM101]\n相差 1" in own
    assert note_at(after, "表一", "B2") == "[SUM101]\n第二处"


def test_a_conversation_is_left_alone_and_the_list_says_so() -> None:
    after = opened(copy_of(RICH, remark("表一", 3, 2)))
    assert note_at(after, "表一", "B3") == "[会话批注]"
    assert after[LIST]["C4"].value == "表一!B3\n（已有会话）"


def test_the_drawing_of_others_is_left_alone() -> None:
    name = next(name for name in parts_of(RICH) if name.endswith("commentsDrawing1.vml"))
    before, after = parts_of(RICH)[name].decode(), parts_of(copy_of(RICH, remark("表一", 2, 2)))[name].decode()
    added = after[before.rindex("</xml>") : after.rindex("</xml>")]
    assert before.replace("</xml>", f"{added}</xml>") == after
    assert "<br>" in after
    ids = re.findall(r"""<v:shape\b[^>]*?id=["'](\w+)["']""", after)
    assert len(ids) == len(set(ids))
    assert "<x:Row>1</x:Row><x:Column>1</x:Column>" in added


@pytest.mark.parametrize(
    ("grade", "colour"), [(Severity.ERROR, "#ffd9d9"), (Severity.WARNING, "#fff2cc"), (Severity.INFO, "#dce9f9")]
)
def test_notes_are_coloured_by_severity(grade: Severity, colour: str) -> None:
    drawing = parts_of(copy_of(PLAIN, remark("表一", 1, 1, grade)))["xl/drawings/vmlDrawing1.vml"].decode()
    assert f'fillcolor="{colour}"' in drawing


def test_findings_of_one_cell_share_a_note_the_gravest_first() -> None:
    remarks = (
        remark("表一", 1, 1, Severity.WARNING, "小事", "AAA101"),
        remark("表一", 1, 1, note="大事", code="BBB101"),
    )
    data = copy_of(PLAIN, *remarks)
    assert note_at(opened(data), "表一", "A1") == "[BBB101]\n大事\n\n[AAA101]\n小事"
    assert b'fillcolor="#ffd9d9"' in parts_of(data)["xl/drawings/vmlDrawing1.vml"]


def test_the_list_links_to_the_cells() -> None:
    accepted = remark("表一", 1, 2, None, code="SUB101")
    sheet = opened(copy_of(PLAIN, remark("表'二", 1, 1), remark(None), remark("表一"), accepted))[LIST]
    assert [cell.value for cell in sheet[3]] == ["序号", "级别", "位置", "代码", "问题", "建议", "依据"]
    assert [sheet.cell(row, 2).value for row in range(4, 8)] == ["错误", "错误", "错误", "已说明"]
    links = [cell.hyperlink.location if (cell := sheet[f"C{row}"]).hyperlink else None for row in range(4, 8)]
    assert links == ["'表''二'!A1", None, "'表一'!A1", "'表一'!B1"]


def test_an_accepted_finding_gets_no_note() -> None:
    assert note_at(opened(copy_of(PLAIN, remark("表一", 1, 2, None))), "表一", "B1") == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "_x000D_", "a & <b> ]]>", "x" * 40_000])
def test_text_stays_text(text: str) -> None:
    data = copy_of(PLAIN, remark("表一", 1, 1, note=text))
    cell = opened(data)[LIST]["E4"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    shown = str(cell.value).replace("_x005F_", "_")
    assert shown == text if len(text) < 32_767 else len(shown) < 32_767
    assert "<f>" not in parts_of(data)["xl/worksheets/reportctl1.xml"].decode()


def test_the_same_bytes_every_time() -> None:
    assert copy_of(RICH, remark("表一", 1, 2), remark("表一", 2, 2)) == copy_of(
        RICH, remark("表一", 1, 2), remark("表一", 2, 2)
    )


def test_a_second_annotation_replaces_the_first() -> None:
    once = copy_of(RICH, remark("表一", 1, 2), remark("表一", 2, 2))
    twice = copy_of(once, remark("表一", 1, 2, note="还差 2"))
    book = opened(twice)
    assert book.sheetnames == ["表一", "表二", LIST]
    assert note_at(book, "表一", "B1").count("reportctl") == 1
    assert "还差 2" in note_at(book, "表一", "B1")
    assert "相差 1" not in note_at(book, "表一", "B1")
    assert note_at(book, "表一", "B2") == ""
    clean = opened(copy_of(twice))
    assert note_at(clean, "表一", "B1") == "原有的批注"
    drawing = next(name for name in parts_of(twice) if name.endswith("commentsDrawing1.vml"))
    assert parts_of(copy_of(twice))[drawing].count(b'ObjectType="Note"') == 2


def test_a_sheet_of_the_same_name_that_is_not_ours_stays() -> None:
    book = opened(PLAIN)
    book.create_sheet(LIST)["A1"] = "单位自己的校验"
    target = BytesIO()
    book.save(target)
    after = opened(copy_of(target.getvalue(), remark("表一", 1, 1)))
    assert after.sheetnames == ["表一", "表'二", LIST, f"{LIST} (2)"]
    assert after[LIST]["A1"].value == "单位自己的校验"


def test_a_prefix_for_the_main_vocabulary_and_utf_16() -> None:
    parts = parts_of(PLAIN)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = re.sub(r"<(/?)(?![?!])", r"<\1x:", sheet).replace('xmlns="', 'xmlns:x="')
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
    data = copy_of(packed(parts), remark("表一", 1, 1))
    assert b"<x:legacyDrawing " in parts_of(data)["xl/worksheets/sheet1.xml"]
    assert note_at(opened(data), "表一", "A1") == "[SUM101]\n相差 1"


def test_notes_that_cannot_be_read_are_left_alone_and_the_list_is_written() -> None:
    parts = parts_of(RICH)
    name = next(name for name in parts if name.endswith("comment1.xml"))
    parts[name] = b"<comments><broken"
    done = annotate(packed(parts), annotation(remark("表一", 2, 2)))
    assert done.data is not None
    ((sheet, cause),) = done.plain
    assert (sheet, "XML" in cause.zh) == ("表一", True)
    after = parts_of(done.data)
    assert after[name] == parts[name]
    assert "相差 1" in after["xl/worksheets/reportctl1.xml"].decode()


def test_a_workbook_without_styles() -> None:
    parts = parts_of(PLAIN)
    del parts["xl/styles.xml"]
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        rb"<Relationship [^>]*styles[^>]*/>", b"", parts["xl/_rels/workbook.xml.rels"]
    )
    parts["[Content_Types].xml"] = re.sub(rb"<Override [^>]*styles[^>]*/>", b"", parts["[Content_Types].xml"])
    data = copy_of(packed(parts), remark("表一", 1, 1))
    assert "xl/styles.xml" not in parts_of(data)
    assert "相差 1" in parts_of(data)["xl/worksheets/reportctl1.xml"].decode()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", packed({"a.xml": b"<a/>"})])
def test_what_takes_no_notes_is_refused_with_a_cause(data: bytes) -> None:
    done = annotate(data, annotation())
    assert done.data is None
    assert done.cause is not None
    assert "请另存为 .xlsx" in done.cause.zh


def test_a_strict_workbook_is_told_from_a_broken_one() -> None:
    parts = parts_of(PLAIN)
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(main, strict)
    done = annotate(packed(parts), annotation(remark("表一", 1, 1)))
    assert done.data is None
    assert done.cause is not None
    assert "Strict" in done.cause.zh


def test_a_part_that_nobody_reads_is_not_unpacked() -> None:
    parts = parts_of(PLAIN)
    parts["xl/media/bomb.bin"] = bytes(60_000_000)
    data = packed(parts)
    done = copy_of(data)
    assert len(done) < len(data) + 20_000
    assert parts_of(done)["xl/media/bomb.bin"] == parts["xl/media/bomb.bin"]
