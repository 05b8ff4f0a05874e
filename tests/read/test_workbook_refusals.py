import io
import struct
import zipfile
from decimal import Decimal

import pytest
from packages import (
    BOOK,
    BOOK_PART,
    MAIN,
    OFFICE,
    RELATIONS,
    RELATIONS_PART,
    SHEET_PART,
    STRINGS,
    STRINGS_PART,
    STYLES,
    STYLES_PART,
    package,
    read_sheet_of,
    refusal,
    sheet_xml,
    with_rows,
)

from reportctl.model.location import FileRef
from reportctl.model.source import Percentage
from reportctl.read.workbook import read_workbook

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


def archive(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "cause"),
    [
        (b"", "FIL102", "文件是空的"),
        (b" \r\n", "FIL102", "文件是空的"),
        ("只有一行，没有表格\n".encode("gb18030"), "FIL102", "这是文本文件，不是工作簿"),
        (b"\xef\xbb\xbf<html><table/></html>", "FIL102", "这是网页"),
        (b'<?xml version="1.0"?>\n<a/>', "FIL102", "这是 XML 文件"),
        (XML_2003, "FIL102", "这是“XML 表格 2003”文件"),
        (b'{"schema": "reportctl-figures/1"}', "FIL102", "这是 JSON 文件，不是工作簿"),
        (b"\x04abcd" + bytes(160), "FIL102", "这是表格软件打开文件时留下的标记，不是文件本身"),
        (b"\x1f\x8b\x08\x00", "FIL102", "这是 gzip 压缩包"),
        (b"BM\x00\x00\x00\x00", "FIL102", "这是图片"),
        (b"%PDF-1.7\n", "FIL102", "这是 PDF 文件"),
        (b"\x89PNG\r\n\x1a\n\x00", "FIL102", "这是图片"),
        (b"Rar!\x1a\x07\x00", "FIL102", "这是 RAR 压缩包"),
        (b"\x00\x01\x02\x03" * 100, "FIL102", "不是工作簿，或已损坏"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "FIL103", "设有密码"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "FIL102", "文件已损坏，不能按旧的 .xls 格式读出"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "FIL102", "这是旧格式的 Office 文档"),
        (archive(("word/document.xml", b"<x/>")), "FIL102", "这是 Word 文档"),
        (archive(("content.xml", b"<x/>")), "FIL102", "文件已损坏，content.xml 不是应有的内容"),
        (
            archive(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
            "FIL102",
            "这是开放文档格式的文档，不是表格",
        ),
        (
            archive(("content.xml", b"noise"), ("META-INF/manifest.xml", b"<manifest:encryption-data/>")),
            "FIL103",
            "设有密码",
        ),
        (archive(("encrypted-package", b"noise")), "FIL103", "设有密码"),
        (archive(("xl/workbook.bin", b"x")), "FIL102", "这是 .xlsb 二进制工作簿"),
        (archive(("a.txt", b"x")), "FIL102", "这是压缩包，不是工作簿"),
        (package()[:-40], "FIL102", "文件已损坏，可能没有传输完整"),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, code: str, cause: str) -> None:
    assert refusal(data)[:2] == (code, cause)


def test_the_finding_points_at_the_file_and_reads_in_both_languages() -> None:
    _, findings = read_workbook(b"%PDF-1.4", "data/2017.xlsx")
    assert findings[0].at == FileRef("data/2017.xlsx")
    assert findings[0].rule.message.fill("zh", findings[0].args) == "这个文件打不开：这是 PDF 文件"
    assert findings[0].rule.message.fill("en", findings[0].args) == "this file cannot be opened: it is a PDF file"


def test_damage_is_found_by_the_checksum_of_the_part() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package())) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    data = stored.getvalue().replace(b"<v>1</v>", b"<v>7</v>")
    assert refusal(data)[:2] == ("FIL102", f"文件已损坏，{SHEET_PART} 无法解压")


def test_an_encrypted_member_asks_for_no_password() -> None:
    data = bytearray(package())
    at = data.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, at + 8)[0]
    struct.pack_into("<H", data, at + 8, flags | 1)
    assert refusal(bytes(data))[0] == "FIL103"


def test_an_unknown_compression_method_is_refused() -> None:
    data = bytearray(package())
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 12)
    assert refusal(bytes(data))[:2] == ("FIL102", "文件已损坏，压缩方式不认识")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", [SHEET_PART, "xl/Worksheets/Sheet1.xml", "xl\\worksheets\\sheet1.xml"])
def test_a_part_that_occurs_twice_is_refused(twin: str) -> None:
    stream = io.BytesIO(package())
    with zipfile.ZipFile(stream, "a") as made:
        made.writestr(twin, sheet_xml('<row r="1"><c r="A1"><v>2</v></c></row>'))
    code, cause, _ = refusal(stream.getvalue())
    assert code == "FIL102"
    assert cause.endswith("出现了两次")


def test_a_member_inside_another_is_refused() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("docProps/inner.xml", "<x/>")
        info = made.getinfo("docProps/inner.xml")
    record = inner.getvalue()[: inner.getvalue().index(b"PK\x01\x02")]
    stream = io.BytesIO(package())
    with zipfile.ZipFile(stream, "a") as made:
        start = stream.seek(0, io.SEEK_END)
        made.writestr("docProps/outer.bin", record)
        info.header_offset = stream.getvalue().index(record, start - 1_000)
        made.filelist.append(info)
    with zipfile.ZipFile(stream) as whole:
        assert whole.read("docProps/inner.xml") == b"<x/>"
    assert refusal(stream.getvalue())[:2] == ("FIL102", "文件已损坏，部件互相重叠")


def test_more_than_2000_members_are_refused() -> None:
    assert refusal(package({f"xl/media/{i}": "" for i in range(2_000)}))[0] == "FIL107"


def test_folders_and_pictures_do_no_harm() -> None:
    assert read_sheet_of(package({"xl/media/": "", "xl/media/image1.png": b"\x89PNG" + bytes(100)})).cells


@pytest.mark.parametrize("part", [SHEET_PART, "docProps/app.xml"])
def test_a_part_that_unpacks_to_more_than_160_mib_is_refused(part: str) -> None:
    code, cause, _ = refusal(package({part: b" " * (160 * 1024 * 1024 + 1)}))
    assert code == "FIL107"
    assert cause.endswith("展开后超过 160 MiB")


def test_parts_that_unpack_to_more_than_240_mib_together_are_refused() -> None:
    blanks = b" " * (81 * 1024 * 1024)
    code, cause, _ = refusal(package({f"docProps/{i}.xml": blanks for i in range(3)}))
    assert (code, cause) == ("FIL107", "展开后超过 240 MiB")


@pytest.mark.parametrize("part", [SHEET_PART, BOOK_PART, "docProps/core.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_doctype_is_refused_in_any_part(part: str, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    code, cause, english = refusal(package({part: bomb.encode(encoding)}))
    assert code == "FIL102"
    assert cause.endswith("含有工作簿不应有的 DTD 声明")
    assert english.endswith("declares a DTD, which workbooks must not")


def test_a_doctype_across_two_pieces_is_found() -> None:
    text = " " * (64 * 1024 - 4) + "<!DOCTYPE x>"
    assert refusal(package({"docProps/core.xml": text}))[0] == "FIL102"


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({SHEET_PART: None}, "工作表“表”的内容不见了"),
        ({RELATIONS_PART: RELATIONS.replace('"rId1"', '"rId9"')}, "工作表“表”的内容不见了"),
        ({RELATIONS_PART: RELATIONS.replace("worksheets/sheet1.xml", "../../etc/passwd")}, "工作表“表”的内容不见了"),
        ({RELATIONS_PART: None}, f"缺少 {RELATIONS_PART}"),
        ({STRINGS_PART: None}, f"缺少 {STRINGS_PART}"),
        (
            {BOOK_PART: BOOK.replace("</sheets>", '<sheet name="表" sheetId="2" r:id="rId1"/></sheets>')},
            "有两张工作表都叫“表”",
        ),
        (
            {BOOK_PART: BOOK.replace("</sheets>", '<sheet name="表二" sheetId="2" r:id="rId1"/></sheets>')},
            "工作表“表二”与另一张共用内容",
        ),
        ({SHEET_PART: "<html><body>1</body></html>"}, f"{SHEET_PART} 不是应有的内容"),
        ({SHEET_PART: sheet_xml("", namespace="urn:other")}, f"{SHEET_PART} 不是应有的内容"),
        ({SHEET_PART: sheet_xml("<row>")}, f"{SHEET_PART} 第 1 行不合 XML 规则"),
        ({SHEET_PART: sheet_xml("&#0;")}, f"{SHEET_PART} 第 1 行不合 XML 规则"),
        ({SHEET_PART: sheet_xml("&#xD800;")}, f"{SHEET_PART} 第 1 行不合 XML 规则"),
        ({SHEET_PART: sheet_xml("<a>" * 100 + "</a>" * 100)}, f"{SHEET_PART} 层次过深"),
        (
            {STYLES_PART: f'<?xml version="1.0" encoding="GBK"?><styleSheet xmlns="{MAIN}"/>'},
            f"{STYLES_PART} 的编码 GBK 不合规定",
        ),
    ],
)
def test_damage_inside_is_refused_and_never_read_as_empty(changes: dict[str, str | bytes | None], cause: str) -> None:
    assert refusal(package(changes))[:2] == ("FIL102", f"文件已损坏，{cause}")


def test_strict_open_xml_is_read() -> None:
    parts: dict[str, str | bytes | None] = {
        BOOK_PART: BOOK.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE),
        RELATIONS_PART: RELATIONS.replace(OFFICE, STRICT_OFFICE),
        STRINGS_PART: STRINGS.replace(MAIN, STRICT),
        STYLES_PART: STYLES.replace(MAIN, STRICT),
        SHEET_PART: sheet_xml(
            '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="4"><v>0.5</v></c></row>', namespace=STRICT
        ),
    }
    cells = read_sheet_of(package(parts)).cells
    assert {place: cell.content for place, cell in cells.items()} == {
        (1, 1): "合计",
        (1, 2): Percentage(Decimal("0.5")),
    }


def test_a_workbook_without_worksheets_is_refused() -> None:
    chart = RELATIONS.replace("/worksheet", "/chartsheet")
    assert refusal(package({RELATIONS_PART: chart}))[:2] == ("FIL102", "其中没有工作表")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "us-ascii"])
def test_other_permitted_encodings_are_read(encoding: str) -> None:
    text = sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>')
    declared = text.replace('"1.0"', f'"1.0" encoding="{encoding.removesuffix("-sig")}"')
    found = read_sheet_of(package({SHEET_PART: declared.encode(encoding)})).at(1, 1)
    assert found is not None
    assert found.content == 5


@pytest.mark.parametrize("inside", ["<!--{}-->", '<row r="1" x="{}"/>', "<?x {}?>"])
def test_one_huge_piece_of_markup_is_refused_at_once(inside: str) -> None:
    code, cause, _ = refusal(with_rows(inside.format("x" * (8 * 1024 * 1024))))
    assert (code, cause) == ("FIL107", f"{SHEET_PART} 中有超长的内容")


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportctl.read.markup.MAX_ELEMENTS", 50)
    assert refusal(with_rows('<row r="1">' + "<c/>" * 50 + "</row>"))[0] == "FIL107"


def test_too_many_merged_ranges_are_refused() -> None:
    merges = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 10_001 + "</mergeCells>"
    assert refusal(with_rows("", merges))[0] == "FIL107"


def test_too_much_shared_text_is_refused() -> None:
    strings = f'<sst xmlns="{MAIN}">' + ("<si><t>" + "字" * 30_000 + "</t></si>") * 560 + "</sst>"
    assert refusal(package({STRINGS_PART: strings}))[:2] == ("FIL107", "文字太多")


def test_a_long_shared_string_is_a_finding_only_where_a_cell_uses_it() -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>{"字" * 40_000}</t></si></sst>'
    assert read_sheet_of(package({STRINGS_PART: strings})).cells
    used = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    _, findings = read_workbook(package({STRINGS_PART: strings, SHEET_PART: used}), "a.xlsx")
    assert [finding.rule.code for finding in findings] == ["CEL117"]


def test_external_targets_and_links_are_not_followed() -> None:
    relation = '<Relationship Id="rId8" Type="x/externalLink" Target="http://localhost:1/x" TargetMode="External"/>'
    changed = RELATIONS.replace("</Relationships>", relation + "</Relationships>")
    assert read_sheet_of(package({RELATIONS_PART: changed})).cells


def test_the_list_of_sheets_may_have_another_place() -> None:
    root = RELATIONS[: RELATIONS.index("<Relationship ")]
    root += f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="/xl/workbook2.xml"/></Relationships>'
    parts: dict[str, str | bytes | None] = {
        BOOK_PART: None, RELATIONS_PART: None, "_rels/.rels": root, "xl/workbook2.xml": BOOK,
        "xl/_rels/workbook2.xml.rels": RELATIONS,
    }  # fmt: skip
    assert read_sheet_of(package(parts)).cells
    assert (
        refusal(package({**parts, "_rels/.rels": root.replace("/xl/workbook2.xml", "../../etc/passwd")}))[0] == "FIL102"
    )
