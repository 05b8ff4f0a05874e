"""Faults of single cells: findings at the cell, and never a value that nobody wrote."""

from __future__ import annotations

from workshop import (
    AGENCY,
    BOOK,
    FIGURE,
    FIGURES,
    NARRATIVE,
    PARAGRAPH,
    PARTICULARS,
    STYLES,
    Case,
    cell,
    changed,
    edit,
    inline,
    number,
)

MOST = 32_767


def figure(name: str, xml: str, code: str, status: int = 1) -> Case:
    return Case(f"figure {name}", cell(FIGURE, xml), status, code, cell=FIGURE)


def under_merge(merged: str) -> Case:
    """The figure, or the one below it, is covered by a merged range that shows another cell."""
    merges = f'</sheetData><mergeCells><mergeCell ref="{merged}"/></mergeCells>'

    def make(data: bytes) -> bytes:
        other = cell("C7", number("1"))(data)
        return changed(other, {FIGURES: lambda text: text.replace("</sheetData>", merges)})

    return Case(f"figures merged {merged}", make, 1, "CEL112", cell="C7" if merged == "C6:C7" else FIGURE)


def paragraph(name: str, text: str, code: str, status: int = 1) -> Case:
    return Case(f"paragraph {name}", cell(PARAGRAPH, inline(text), NARRATIVE), status, code, cell=PARAGRAPH)


def quiet(name: str, text: str) -> Case:
    return Case(f"paragraph {name}", cell(PARAGRAPH, inline(text), NARRATIVE), 0)


def agency(name: str, text: str, code: str, status: int = 1) -> Case:
    return Case(f"agency {name}", cell(AGENCY, inline(text), PARTICULARS), status, code, cell=AGENCY)


def with_format(name: str, stored: str, format_id: int, code: str) -> Case:
    """A number shown by one of the formats that every program knows."""

    def make(data: bytes) -> bytes:
        added = f'<xf numFmtId="{format_id}" fontId="0" fillId="0" borderId="0"/></cellXfs>'
        styled = changed(data, {STYLES: lambda text: text.replace("</cellXfs>", added)})
        count = 0

        def counted(text: str) -> str:
            nonlocal count
            count = text[text.index("<cellXfs") : text.index("</cellXfs>")].count("<xf ") - 1
            return text + " "

        changed(styled, {STYLES: counted})
        return cell(FIGURE, number(stored, f's="{count}"'))(styled)

    return Case(f"figure {name}", make, 1, code, cell=FIGURE)


TEXTS_IN_FIGURES = ("360条", "约360", "三百六十", "①", "3O", "待定", "-", "1_000", "٣", "1e3", "nan", "inf", "0x10", "12..3", "1,23", "十", "=360", "360 188")  # fmt: skip

VALUES = (
    figure("formula without result", '<c r="@"><f>SUM(C7:C8)</f></c>', "CEL102"),
    figure("formula with empty result", '<c r="@"><f>SUM(C7:C8)</f><v></v></c>', "CEL102"),
    figure("formula of text without result", '<c r="@" t="str"><f>A1</f></c>', "CEL102"),
    *(
        figure(f"error {text}", f'<c r="@" t="e"><v>{text}</v></c>', "CEL103")
        for text in ("#REF!", "#DIV/0!", "#N/A", "#SPILL!", "#UNKNOWN", "")
    ),
    figure("error of a formula", '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "CEL103"),
    figure("formula of another workbook", '<c r="@"><f>[1]表一!C5</f><v>1027</v></c>', "CEL118", 0),
    figure("formula that needs itself", '<c r="@"><f>C6+1</f><v>1027</v></c>', "CEL119", 0),
    *(figure(f"text {text}", inline(text), "CEL101") for text in TEXTS_IN_FIGURES),
    *(figure(f"read with a notice {text}", inline(text), "CEL114", 0) for text in ("1,027", "１０２７", "１，０２７", " 1027 ", "\u30001027", "1027\u200b")),
    *(figure(f"blank {ord(text):04X}", inline(text), "CEL121") for text in "\u00a0\u3000\u200b"),
    *(
        figure(f"stored {stored[:12]}", number(stored), "CEL101")
        for stored in ("1_000", "１２３", "1e400", "NaN", "INF", "Infinity", "1,027", "0x403", "1" * 5_000, "9" * 400, "-", "+", "1 027", "١")
    ),
    figure("true", number("1", 't="b"'), "CEL110"),
    figure("true as 2", number("2", 't="b"'), "CEL103"),
    figure("negative", number("-1027"), "CEL104"),
    figure("fraction", number("1027.5"), "CEL105"),
    figure("1e15", number("1e15"), "CEL111"),
    figure("1e300", number("1e300"), "CEL111"),
    figure("400 digits", number("1" + "0" * 300), "CEL111"),
    figure("minus zero", number("-0"), "SUM103"),
    with_format("date", "12", 14, "CEL106"),
    with_format("date before 1900", "0", 14, "CEL106"),
    with_format("29 February 1900", "60", 14, "CEL106"),
    with_format("time", "0.5", 20, "CEL106"),
    with_format("percentage", "0.12", 9, "CEL116"),
    with_format("whole percentage", "1027", 10, "CEL116"),
    figure("ISO date", number("2017-01-12", 't="d"'), "CEL106"),
    figure("index -1", number("-1", 't="s"'), "FIL102", 2),
    figure("index beyond", number("999999", 't="s"'), "FIL102", 2),
    figure("type unknown", number("1", 't="x"'), "FIL102", 2),
    figure("twice", number("1") + number("2"), "FIL102", 2),
    figure("phonetic", '<c r="@" t="inlineStr"><is><t>1027</t><rPh sb="0" eb="1"><t>99</t></rPh></is></c>', "CEL114", 0),
    *(under_merge(merged) for merged in ("B6:C6", "A6:C6", "C5:C6", "C6:C7", "C4:C9")),
    Case("row hidden", edit(FIGURES, '<row r="6"', '<row hidden="1" r="6"'), 0, "CEL120", cell=FIGURE),
    Case("column hidden", edit(FIGURES, '<col width="26"', '<col hidden="1" width="26"'), 0, "CEL120"),
    Case("sheet hidden", edit(BOOK, 'sheetId="3" state="visible"', 'sheetId="3" state="veryHidden"'), 0, "CEL120"),
    Case("sheet renamed", edit(BOOK, 'name="统计表"', 'name="表格"'), 0),
    Case("sheet of full width and zero width", edit(BOOK, 'name="统计表"', 'name="统计&#x200B;表１"'), 0),
    Case("sheets in another order", lambda data: changed(data, {BOOK: reversed_sheets}), 0),
    Case("address missing", cell(FIGURE, '<c r=""><v>1</v></c>'), 2, "FIL102"),
    Case("address beyond", cell(FIGURE, '<c r="XFE1"><v>1</v></c>'), 2, "FIL102"),
    Case("far value", edit(FIGURES, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), 0, "CEL122", cell="XFD1048576"),
    Case("far blank", edit(FIGURES, "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'), 0),
)  # fmt: skip


def reversed_sheets(text: str) -> str:
    first, rest = text.split("<sheets>")
    sheets, last = rest.split("</sheets>")
    items = [item + "/>" for item in sheets.split("/>") if item]
    return f"{first}<sheets>{''.join(reversed(items))}</sheets>{last}"


TEXTS = (
    quiet("of a byte order mark inside", "甲\ufeff乙"),
    quiet("of zero width", "甲\u200b乙"),
    quiet("of an escaped return", "甲_x000D_\n乙"),
    paragraph("turned round", "甲\u202e乙", "CEL115"),
    paragraph("isolated", "甲\u2066乙\u2069", "CEL115"),
    paragraph("with zero-width joiners", "甲\u200d\u200c乙", "CEL115"),
    paragraph("of private use", "甲\ue000乙", "CEL115"),
    paragraph("of private use beyond the BMP", "甲\U000f0000乙", "CEL115"),
    paragraph("of a noncharacter", "甲\ufdd0乙", "CEL115"),
    paragraph("of escaped controls", "甲_x0001_乙", "CEL115"),
    paragraph("of an escaped surrogate", "甲_xD800_乙", "CEL115"),
    Case("paragraph of an error", cell(PARAGRAPH, number("#REF!", 't="e"'), NARRATIVE), 1, "CEL103", cell=PARAGRAPH),
    Case("paragraph of a formula", cell(PARAGRAPH, '<c r="@"><f>A1</f></c>', NARRATIVE), 1, "CEL102", cell=PARAGRAPH),
    paragraph("of 32,768 characters", "字" * (MOST + 1), "CEL117"),
    agency("turned round", "某局\u202e", "CEL115"),
    agency("blank", "\u3000", "FIL106", 2),
    *(
        Case(f"last year's workbook {name}", cell("B17", inline(name), PARTICULARS), 1, "CEL113", cell="B17")
        for name in (
            "/dev/zero",
            "\\\\127.0.0.1\\x\\2016.xlsx",
            "//127.0.0.1/x",
            "C:\\2016.xlsx",
            "file:///etc/passwd",
            "a_x0000_b",
        )
    ),
)
