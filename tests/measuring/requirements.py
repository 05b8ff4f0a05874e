"""What GB/T 9704-2012 and GB/T 15834-2011 ask of a page, each with how it is measured in a finished PDF and DOCX.

All are measured in the specimen, but for the ends of lines, which are counted in the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from measuring import marks, pdfpage
from measuring.glyphs import POINT, TextLine, sheets_of
from measuring.specimens import AGENCY, DAY
from measuring.wordfile import TWIP, Word, characters

Values = Sequence[float | str]
PITCH, CELL = 225 / 22, 156 / 28
_CHARACTER = 16 * POINT
"""一字: a character of 16 pt."""
_CLASSES = {
    "FZXBSJW--GB1-0": "小标宋",
    "方正小标宋简体": "小标宋",
    "SimHei": "黑体",
    "黑体": "黑体",
    "KaiTi_GB2312": "楷体",
    "楷体_GB2312": "楷体",
    "FangSong_GB2312": "仿宋",
    "仿宋_GB2312": "仿宋",
}
_LAST_TITLE_LINE = "政府信息公开工作年度报告"
_HEADINGS = ("一、第一层标题", "（一）第二层标题", "1.第三层标题", "（1）第四层标题")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A clause, its words, the value that it wants, and how far each kind of file may be from it.

    `printed` is the tolerance for the DOCX as a word processor prints it, None where that says nothing of our file. The
    standard allows 1 mm for margins and 2 mm for the page's position; we allow ourselves a tenth.
    """

    key: str
    clause: str
    zh: str
    en: str
    wanted: float | str
    unit: str
    tolerance: float
    pdf: Callable[[bytes], Values]
    docx: Callable[[Word], Values] | None = None
    docx_tolerance: float = 0.0
    printed: float | None = None


def kept(values: Values, wanted: float | str, tolerance: float) -> bool:
    """Whether something was measured and all of it is near enough."""
    return bool(values) and all(
        value == wanted
        if isinstance(value, str) or isinstance(wanted, str)
        else abs(value - wanted) <= tolerance + 1e-9
        for value in values
    )


def shown(values: Values, unit: str) -> str:
    """Measured values in a few characters, such as 28.00 or 27.98–28.01."""
    numbers = [value for value in values if not isinstance(value, str)]
    if not numbers:
        return "、".join(dict.fromkeys(str(value) for value in values))
    low, high = (_written(edge, unit) for edge in (min(numbers), max(numbers)))
    return f"{low if low == high else f'{low}–{high}'}{unit and ' '}{unit}"


def _written(value: float, unit: str) -> str:
    exact = value == int(value) and unit not in ("mm",)
    return f"{int(value)}" if exact else f"{value:.2f}".replace("-0.00", "0.00")


def _areas(pick: Callable[[pdfpage.TypeArea], Values]) -> Callable[[bytes], Values]:
    return lambda data: [value for area in pdfpage.type_areas(data) for value in pick(area)]


def _numbers(pick: Callable[[pdfpage.PageNumber], float]) -> Callable[[bytes], Values]:
    return lambda data: [pick(number) for number in pdfpage.page_numbers(data)]


def _sides(data: bytes) -> Values:
    numbers = pdfpage.page_numbers(data)
    in_order = [number.number for number in numbers] == list(range(1, len(numbers) + 1))
    right = in_order and all((number.side == "right") == bool(number.number % 2) for number in numbers)
    return ["单页居右，双页居左" if right else "不对"]


def _word_sides(word: Word) -> Values:
    (odd, _, text), (even, _, other) = word.footer("default"), word.footer("even")
    right = (odd, even) == ("right", "left") and text.split() == other.split() == ["—", "—"]
    return ["单页居右，双页居左" if right else "不对"]


def _start(line: TextLine) -> float:
    """Where a line begins: the left edge of its first cell."""
    first = line.glyphs[0]
    return first.x if first.text.isascii() else first.middle - first.size / 16 * CELL / 2


def _end(line: TextLine) -> float:
    last = line.glyphs[-1]
    return last.middle + last.size / 16 * CELL / 2


def _off_middle(data: bytes) -> Values:
    line = pdfpage.find(data, _LAST_TITLE_LINE)[2]
    return [(line.glyphs[0].middle + line.glyphs[-1].middle) / 2 - (28 + 78)]


def _faces(data: bytes) -> Values:
    found = [pdfpage.find(data, text)[2].glyphs[0].font for text in (_LAST_TITLE_LINE, *_HEADINGS)]
    return ["、".join(_CLASSES.get(name, name) for name in found)]


def _word_faces(word: Word) -> Values:
    styles = ("Title", *(f"Heading{level}" for level in range(1, 5)))
    return ["、".join(_CLASSES.get(word.face(style), word.face(style)) for style in styles)]


def _signed(data: bytes) -> tuple[TextLine, TextLine]:
    """The last line with the agency's name that is followed by the date, and the date's."""
    for sheet in sheets_of(data):
        lines = sheet.lines(pdfpage.TOP, pdfpage.BOTTOM)
        for name, day in zip(lines, lines[1:], strict=False):
            if name.text == AGENCY and day.text == DAY:
                return name, day
    raise ValueError("no signature")


def _name_inset(data: bytes) -> Values:
    return [(28 + 156 - _end(_signed(data)[0])) / CELL]


def _date_step(data: bytes) -> Values:
    name, day = _signed(data)
    return [(_start(day) - _start(name)) / CELL]


def _word_name_inset(word: Word) -> Values:
    return [28 - _left(word, p) - characters(word.text(p)) for p in word.paragraphs("Signature")]


def _word_date_step(word: Word) -> Values:
    (name,), (day,) = word.paragraphs("Signature"), word.paragraphs("Date")
    return [_left(word, day) - _left(word, name)]


def _left(word: Word, paragraph: etree._Element) -> float:
    return word.own(paragraph, "ind", "left") * TWIP / CELL


def _rows(*texts: str) -> Callable[[bytes], Values]:
    return lambda data: [float(pdfpage.find(data, text)[1]) for text in texts]


def _attachment_titles(data: bytes) -> Values:
    """The rows of the titles of attachments, which are set larger than the note that names them."""
    pages = [sheet.lines(pdfpage.TOP, pdfpage.BOTTOM) for sheet in sheets_of(data)]
    titles = [line for lines in pages if lines[0].text.startswith("附件") for line in lines if line.glyphs[0].size > 20]
    return [float(int((line.baseline - pdfpage.TOP) / PITCH) + 1) for line in titles]


def _word_attachments(word: Word) -> Values:
    breaks = word.styled("Attachment", "w:pPr/w:pageBreakBefore", "val") is None
    there = word.styled("Attachment", "w:pPr/w:keepNext", "val") is None
    return [1.0 for _ in word.paragraphs("Attachment") if breaks and there]


def _word_attachment_titles(word: Word) -> Values:
    return [2.0 + word.own(p, "spacing", "before") / word.line for p in word.paragraphs("AttachmentTitle")]


def _frame(pick: Callable[[pdfpage.Frame], float]) -> Callable[[bytes], Values]:
    return lambda data: [pick(frame) for frame in pdfpage.frames(data).values()]


def _most_columns(data: bytes) -> Values:
    return [float(max(frame.uprights - 1 for frame in pdfpage.frames(data).values()))]


def _heads(data: bytes) -> Values:
    """Whether the head stands on every page with a table of these columns."""
    pages = [number for number, frame in pdfpage.frames(data).items() if frame.uprights == 4]
    texts = ["".join(glyph.text for glyph in sheets_of(data)[number - 1].glyphs) for number in pages]
    return ["逐页都有" if len(texts) > 3 and all("统计指标单位统计数" in text for text in texts) else "缺"]


def _word_heads(word: Word) -> Values:
    found = [word.rows(table, "tblHeader") for table in word.tables()]
    whole = all(all(word.rows(table, "cantSplit")) for table in word.tables())
    right = [rows[0] and not rows[-1] and rows == sorted(rows, reverse=True) for rows in found]
    return ["逐页都有" if whole and right and all(right) else "缺"]


def _counted(pick: Callable[[marks.Count], Values]) -> Callable[[bytes], Values]:
    return lambda data: pick(marks.count(pdfpage.body_lines(data)))


GEOMETRY = (
    Requirement(
        "paper-width",
        "5.1",
        "幅面宽",
        "paper, width",
        210,
        "mm",
        0.1,
        lambda d: [w for w, _ in pdfpage.paper(d)],
        lambda w: [w.section("pgSz", "w") * TWIP],
        0.1,
        0.1,
    ),
    Requirement(
        "paper-height",
        "5.1",
        "幅面高",
        "paper, height",
        297,
        "mm",
        0.1,
        lambda d: [h for _, h in pdfpage.paper(d)],
        lambda w: [w.section("pgSz", "h") * TWIP],
        0.1,
        0.1,
    ),
    Requirement(
        "top",
        "5.2.1",
        "天头",
        "top margin",
        37,
        "mm",
        0.1,
        _areas(lambda a: [a.top]),
        lambda w: [w.section("pgMar", "top") * TWIP],
        0.1,
        1.0,
    ),
    Requirement(
        "left",
        "5.2.1",
        "订口",
        "left margin, on every page",
        28,
        "mm",
        0.1,
        _areas(lambda a: [a.left]),
        lambda w: [w.section("pgMar", "left") * TWIP],
        0.1,
        1.0,
    ),
    Requirement(
        "area-width",
        "5.2.1",
        "版心宽",
        "type area, width",
        156,
        "mm",
        0.1,
        _areas(lambda a: [a.width]),
        lambda w: [w.area[0]],
        0.1,
        1.0,
    ),
    Requirement(
        "area-height",
        "5.2.1",
        "版心高",
        "type area, height",
        225,
        "mm",
        0.1,
        _areas(lambda a: [a.height]),
        lambda w: [w.area[1]],
        0.1,
        1.0,
    ),
    Requirement(
        "ink",
        "5.2.1",
        "文字超出版心",
        "ink beyond the type area",
        0,
        "mm",
        0.15,
        lambda d: [pdfpage.stray_ink(d)],
        None,
        0,
        0.15,
    ),
    Requirement(
        "body-size",
        "5.2.2",
        "正文三号",
        "body type",
        16,
        "磅",
        0.01,
        lambda d: [a.size for a in (pdfpage.find(d, "依法公开政府信息")[2].glyphs[0],)],
        lambda w: [w.number("BodyText", "w:rPr/w:sz") / 2],
        0,
        0.01,
    ),
    Requirement(
        "lines",
        "5.2.3",
        "每面行数",
        "lines on a full page",
        22,
        "",
        0,
        _areas(lambda a: [float(a.lines)]),
        lambda w: [float(int(w.area[1] / TWIP + 0.01) // w.line)],
        0,
        0,
    ),
    Requirement(
        "pitch",
        "5.2.3",
        "行距 225/22",
        "line pitch, 225/22",
        PITCH,
        "mm",
        0.01,
        _areas(lambda a: a.pitches),
        lambda w: [w.line * TWIP],
        0.02,
        0.05,
    ),
    Requirement(
        "characters",
        "5.2.3",
        "每行字数",
        "characters in a full line",
        28,
        "",
        0,
        _areas(lambda a: [float(n) for n in a.characters]),
        lambda w: [float(int(w.area[0] / TWIP + 0.01) // w.character)],
        0,
        0,
    ),
    Requirement(
        "cell",
        "5.2.3",
        "字距 156/28",
        "character pitch, 156/28",
        CELL,
        "mm",
        0.01,
        _areas(lambda a: a.cells),
        lambda w: [w.character * TWIP],
        0.02,
        0.05,
    ),
    Requirement(
        "title-size",
        "7.3.1",
        "标题二号",
        "title type",
        22,
        "磅",
        0.01,
        lambda d: [pdfpage.find(d, _LAST_TITLE_LINE)[2].glyphs[0].size],
        lambda w: [w.number("Title", "w:rPr/w:sz") / 2],
        0,
        0.01,
    ),
    Requirement(
        "title-row",
        "7.3.1",
        "标题上空二行，排在第 3、4 行",
        "two blank lines above the title: its rows",
        "3、4",
        "",
        0,
        lambda d: ["、".join(str(pdfpage.find(d, t)[1]) for t in (f"{AGENCY}2017年", _LAST_TITLE_LINE))],
        lambda w: [
            "、".join(
                str(n + w.own(next(w.paragraphs("Title")), "spacing", "before") // w.line)
                for n, _ in enumerate(w.paragraphs("Title"), 1)
            )
        ],
        0,
        0,
    ),
    Requirement(
        "title-middle",
        "7.3.1",
        "标题偏离居中",
        "title off the middle",
        0,
        "mm",
        0.1,
        _off_middle,
        lambda w: [
            float(w.own(p, "ind", "left") - w.own(p, "ind", "right")) * TWIP
            + 1e3 * (w.styled("Title", "w:pPr/w:jc") != "center")
            for p in w.paragraphs("Title")
        ],
        0.1,
        0.5,
    ),
    Requirement(
        "indent",
        "7.3.3",
        "段首左空",
        "first line, indent",
        2,
        "字",
        0.02,
        lambda d: [(_start(pdfpage.find(d, "依法公开政府信息")[2]) - 28) / CELL],
        lambda w: [w.number("BodyText", "w:pPr/w:ind", "firstLineChars") / 100],
        0,
        0.1,
    ),
    Requirement(
        "faces",
        "7.3.1、7.3.3",
        "标题和四级标题的字体",
        "faces of the title and of headings 1 to 4",
        "小标宋、黑体、楷体、仿宋、仿宋",
        "",
        0,
        _faces,
        _word_faces,
    ),
    Requirement(
        "name",
        "7.3.5.2",
        "署名右空",
        "the agency's name, from the right",
        2,
        "字",
        0.02,
        _name_inset,
        _word_name_inset,
        0.01,
        0.15,
    ),
    Requirement(
        "date",
        "7.3.5.2",
        "成文日期首字比署名首字右移",
        "the date begins right of the name by",
        2,
        "字",
        0.3,
        _date_step,
        _word_date_step,
        0.01,
        0.3,
    ),
    Requirement(
        "attachment",
        "7.3.7",
        "“附件”排在新一页的第 1 行",
        "附件: row of a new page",
        1,
        "",
        0,
        _rows("附件1", "附件2"),
        _word_attachments,
        0,
        0,
    ),
    Requirement(
        "attachment-title",
        "7.3.7",
        "附件标题排在第 3 行",
        "an attachment's title: row",
        3,
        "",
        0,
        _attachment_titles,
        _word_attachment_titles,
        0,
        0,
    ),
    Requirement(
        "number-size",
        "7.5",
        "页码四号",
        "page number, type",
        14,
        "磅",
        0.01,
        _numbers(lambda n: n.size),
        lambda w: [w.number("Footer", "w:rPr/w:sz") / 2],
        0,
        0.01,
    ),
    Requirement(
        "number-drop",
        "7.5",
        "页码一字线上距版心",
        "page number, below the type area",
        7,
        "mm",
        0.1,
        _numbers(lambda n: n.drop),
        None,
        0,
        0.5,
    ),
    Requirement(
        "number-side",
        "7.5",
        "页码位置",
        "page number, side: odd right, even left",
        "单页居右，双页居左",
        "",
        0,
        _sides,
        _word_sides,
        0,
        0,
    ),
    Requirement(
        "number-inset",
        "7.5",
        "页码空",
        "page number, inset",
        1,
        "字",
        0.02,
        _numbers(lambda n: n.inset / _CHARACTER),
        lambda w: [w.footer(kind)[1] * TWIP / _CHARACTER for kind in ("default", "even")],
        0.01,
        0.1,
    ),
    Requirement(
        "table-left", "8", "表格左边", "table, left edge", 28, "mm", 0.1, _frame(lambda f: f.left), None, 0, 0.3
    ),
    Requirement(
        "table-width",
        "8",
        "表格宽",
        "table, width",
        156,
        "mm",
        0.1,
        _frame(lambda f: f.right - f.left),
        lambda w: [sum(w.columns(table)) * TWIP for table in w.tables()],
        0.1,
        0.3,
    ),
    Requirement(
        "table-columns",
        "8",
        "竖排页面上的最多列数",
        "columns on an upright page",
        10,
        "",
        0,
        _most_columns,
        lambda w: [float(max(len(w.columns(table)) for table in w.tables()))],
        0,
        0,
    ),
    Requirement(
        "table-head",
        "8",
        "跨页的表逐页重复表头",
        "the head repeated on each page of a table",
        "逐页都有",
        "",
        0,
        _heads,
        _word_heads,
        0,
        0,
    ),
    Requirement(
        "grid",
        "5.2.3",
        "正文（表后的也是）偏离行格",
        "text off the grid, below tables too",
        0,
        "mm",
        0.02,
        lambda d: [pdfpage.off_grid(d)],
    ),
)
"""Measured in the specimen."""

LINE_ENDS = (
    Requirement(
        "starts",
        "GB/T 15834 5.1",
        "行首禁排",
        "lines that begin with a banned mark",
        0,
        "",
        0,
        _counted(lambda c: [float(len(c.starts))]),
        None,
        0,
        0,
    ),
    Requirement(
        "ends",
        "GB/T 15834 5.1",
        "行末禁排",
        "lines that end with a banned mark",
        0,
        "",
        0,
        _counted(lambda c: [float(len(c.ends))]),
        None,
        0,
        0,
    ),
    Requirement(
        "parted",
        "GB/T 15834 5.1、15835",
        "拆开的 ——、……、数字与单位、西文",
        "parted dashes, numbers, words",
        0,
        "",
        0,
        _counted(lambda c: [float(len(c.parted))]),
        None,
        0,
        0,
    ),
)
"""Counted in the corpus."""

REQUIREMENTS = (*GEOMETRY, *LINE_ENDS)
