"""Finished files are measured and keep to the standard; each measurement rejects a file spoilt in that respect."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from msgspec.structs import replace

from measuring import marks, pdfpage
from measuring.requirements import GEOMETRY, LINE_ENDS, REQUIREMENTS, Requirement, kept
from measuring.specimens import AGENCY, DAY, made, remade
from measuring.spoiling import changed, moved, replaced, rewritten, transformed
from measuring.tables import DOCUMENT, block, standard
from measuring.wordfile import Word
from reportctl.model.pages import Line, Pages

BY_KEY = {requirement.key: requirement for requirement in REQUIREMENTS}
PITCH = 225 / 22


def named(requirement: Requirement) -> str:
    return requirement.key


@pytest.mark.parametrize("requirement", GEOMETRY, ids=named)
def test_the_pdf_keeps_it(requirement: Requirement) -> None:
    values = requirement.pdf(made("specimen").pdf)
    assert kept(values, requirement.wanted, requirement.tolerance), values


@pytest.mark.parametrize("requirement", [r for r in GEOMETRY if r.docx], ids=named)
def test_the_docx_keeps_it(requirement: Requirement) -> None:
    assert requirement.docx is not None
    values = requirement.docx(Word(made("specimen").docx))
    assert kept(values, requirement.wanted, requirement.docx_tolerance), values


@pytest.mark.parametrize("requirement", LINE_ENDS, ids=named)
def test_no_line_of_the_corpus_breaks_it(requirement: Requirement) -> None:
    assert marks.count(pdfpage.body_lines(made("corpus").pdf)).lines >= 2000
    assert requirement.pdf(made("corpus").pdf) == [0]


def test_the_measures_are_taken_from_full_pages_of_both_kinds() -> None:
    for parity in (0, 1):
        assert pdfpage.type_areas(made("specimen").pdf, parity)


def shifted(**by: float) -> Callable[[], bytes]:
    return lambda: transformed(made("specimen").pdf, **by)


def with_operator(old: bytes, new: bytes) -> Callable[[], bytes]:
    return lambda: rewritten(made("specimen").pdf, old, new)


def with_pages(change: Callable[[Pages], Pages], name: str = "specimen") -> Callable[[], bytes]:
    return lambda: remade(made(name), change(made(name).pages))


def on_smaller_paper() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made("specimen").pdf)) as pdf:
        pdf.pages[2].MediaBox = pikepdf.Array([0, 0, 594.5, 841])
        pdf.save(target)
    return target.getvalue()


def without_a_line(pages: Pages) -> Pages:
    lowest = max(line.runs[0].baseline for line in pages.pages[1].lines)
    return changed(pages, lambda n, line: None if n == 2 and line.runs[0].baseline == lowest else line)


def with_a_shorter_line(pages: Pages) -> Pages:
    def shorten(number: int, line: Line) -> Line:
        (run, *_) = line.runs
        if number != 2 or run.baseline > 300 or line.element is None:
            return line
        return replace(line, runs=(replace(run, text=run.text[:-1], origins=run.origins[:-1]),))

    return changed(pages, shorten)


def with_numbers_moved(x: float = 0.0, y: float = 0.0) -> Callable[[Pages], Pages]:
    return lambda pages: moved(pages, "— 2 —", x=x, y=y)


def with_another_face(pages: Pages) -> Pages:
    def change(number: int, line: Line) -> Line:
        body = pages.pages[1].lines[0].runs[0].face
        if "第一层标题" not in line.text:
            return line
        return replace(line, runs=tuple(replace(run, face=body) for run in line.runs))

    return changed(pages, change)


def without_repeated_heads(pages: Pages) -> Pages:
    return changed(pages, lambda number, line: None if line.element is None and line.text == "统计指标" else line)


def with_narrow_frames(pages: Pages) -> Pages:
    return replace(
        pages,
        pages=tuple(
            replace(page, rules=tuple(replace(r, x1=min(r.x1, 520), x2=min(r.x2, 520)) for r in page.rules))
            for page in pages.pages
        ),
    )


def with_frames_moved(pages: Pages) -> Pages:
    return replace(
        pages,
        pages=tuple(
            replace(page, rules=tuple(replace(r, x1=r.x1 + 0.9, x2=r.x2 + 0.9) for r in page.rules))
            for page in pages.pages
        ),
    )


def without_a_column(pages: Pages) -> Pages:
    """Take the upright lines of one column out."""
    last = pages.pages[-1]
    uprights = sorted({round(rule.x1, 2) for rule in last.rules if rule.x1 == rule.x2})
    rules = tuple(r for r in last.rules if r.x1 != r.x2 or round(r.x1, 2) != uprights[-2])
    return replace(pages, pages=(*pages.pages[:-1], replace(last, rules=rules)))


def with_a_line_beginning(mark: str) -> Callable[[Pages], Pages]:
    return lambda pages: with_lines(pages, {pages.pages[4].lines[2]: ("", mark)})


def with_a_line_ending(mark: str) -> Callable[[Pages], Pages]:
    return lambda pages: with_lines(pages, {pages.pages[4].lines[2]: (mark, "")})


def with_a_break_within(before: str, after: str) -> Callable[[Pages], Pages]:
    """Put one character at the end of a line and the others at the beginning of the next."""

    def change(pages: Pages) -> Pages:
        upper, lower = pages.pages[4].lines[3:5]
        return with_lines(pages, {upper: (before, ""), lower: ("", after)})

    return change


def with_lines(pages: Pages, words: dict[Line, tuple[str, str]]) -> Pages:
    """Have lines end with other characters (the first of each pair) or begin with others (the second)."""

    def change(number: int, line: Line) -> Line:
        if line not in words:
            return line
        end, start = words[line]
        first = replace(line.runs[0], text=start + line.runs[0].text[len(start) :])
        runs = (first, *line.runs[1:])
        last = replace(runs[-1], text=runs[-1].text[: len(runs[-1].text) - len(end)] + end)
        return replace(line, runs=(*runs[:-1], last))

    return changed(pages, change)


SPOILT_PDF: list[tuple[str, Callable[[], bytes]]] = [
    ("paper-width", on_smaller_paper),
    ("paper-height", on_smaller_paper),
    ("left", shifted(x=0.3)),
    ("left", shifted(x=-0.3)),
    ("top", shifted(y=0.3)),
    ("top", shifted(y=-0.3)),
    ("area-width", shifted(a=1.002)),
    ("area-height", shifted(d=1.002)),
    ("ink", shifted(x=0.3)),
    ("body-size", with_operator(b" 16 Tf", b" 15.75 Tf")),
    ("lines", with_pages(without_a_line)),
    ("pitch", shifted(d=1.003)),
    ("characters", with_pages(with_a_shorter_line)),
    ("cell", shifted(a=1.003)),
    ("title-size", with_operator(b" 22 Tf", b" 21 Tf")),
    ("title-row", with_pages(lambda pages: moved(pages, AGENCY, y=-PITCH))),
    ("title-middle", with_pages(lambda pages: moved(pages, "政府信息公开工作年度报告", x=0.3))),
    ("indent", with_pages(lambda pages: moved(pages, "依法公开政府信息提高工作透明度依法", x=0.3))),
    ("faces", with_pages(with_another_face)),
    ("name", with_pages(lambda pages: moved(pages, AGENCY, x=0.3))),
    ("date", with_pages(lambda pages: moved(pages, DAY, x=2.0))),
    ("attachment", with_pages(lambda pages: moved(pages, "附件1", y=PITCH))),
    ("attachment-title", with_pages(lambda pages: moved(pages, "政府信息公开申请办理情况表", y=PITCH))),
    ("number-size", with_operator(b" 14 Tf", b" 13 Tf")),
    ("number-drop", with_pages(with_numbers_moved(y=0.3))),
    ("number-side", with_pages(with_numbers_moved(x=130))),
    ("number-inset", with_pages(with_numbers_moved(x=0.3))),
    ("table-left", with_pages(with_frames_moved)),
    ("table-width", with_pages(with_narrow_frames)),
    ("table-columns", with_pages(without_a_column)),
    ("table-head", with_pages(without_repeated_heads)),
    ("grid", with_pages(lambda pages: moved(pages, "表后的文字回到行格上", y=0.3))),
    *(("starts", with_pages(with_a_line_beginning(mark), "sample")) for mark in "。，、；：？！”’）〕】》％·～"),
    *(("ends", with_pages(with_a_line_ending(mark), "sample")) for mark in "“‘（〔【《"),
    *(
        ("parted", with_pages(with_a_break_within(before, after), "sample"))
        for before, after in ("——", "……", "12", "5%", "7条", "7年", "第3", "ab", "〔〕", ("〕", "30号"))
    ),
]


@pytest.mark.parametrize(("key", "spoil"), SPOILT_PDF, ids=[f"{n}-{key}" for n, (key, _) in enumerate(SPOILT_PDF)])
def test_a_pdf_that_breaks_it_is_rejected(key: str, spoil: Callable[[], bytes]) -> None:
    requirement = BY_KEY[key]
    assert not kept(requirement.pdf(spoil()), requirement.wanted, requirement.tolerance)


SPOILT_DOCX = [
    ("paper-width", "document.xml", 'w:w="11906"', 'w:w="12240"'),
    ("paper-height", "document.xml", 'w:h="16838"', 'w:h="15840"'),
    ("top", "document.xml", 'w:top="2098"', 'w:top="2115"'),
    ("left", "document.xml", 'w:left="1587"', 'w:left="1604"'),
    ("area-width", "document.xml", 'w:right="1475"', 'w:right="1492"'),
    ("area-height", "document.xml", 'w:bottom="1984"', 'w:bottom="2001"'),
    ("body-size", "styles.xml", '<w:sz w:val="32"/>', '<w:sz w:val="31"/>'),
    ("lines", "styles.xml", 'w:line="579"', 'w:line="580"'),
    ("pitch", "styles.xml", 'w:line="579"', 'w:line="560"'),
    ("pitch", "styles.xml", 'w:lineRule="exact"', 'w:lineRule="atLeast"'),
    ("characters", "styles.xml", '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>'),
    ("cell", "styles.xml", '<w:spacing w:val="-5"/>', '<w:spacing w:val="-8"/>'),
    ("title-size", "styles.xml", '<w:sz w:val="44"/>', '<w:sz w:val="36"/>'),
    ("title-row", "document.xml", 'w:before="1158"', 'w:before="579"'),
    ("title-middle", "styles.xml", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    ("indent", "styles.xml", 'w:firstLineChars="200"', 'w:firstLineChars="0"'),
    ("faces", "styles.xml", 'w:eastAsia="黑体"', 'w:eastAsia="微软雅黑"'),
    ("attachment", "styles.xml", "<w:pageBreakBefore/>", '<w:pageBreakBefore w:val="0"/>'),
    ("attachment-title", "document.xml", 'w:before="579"', 'w:before="0"'),
    ("number-size", "styles.xml", '<w:sz w:val="28"/>', '<w:sz w:val="21"/>'),
    ("number-side", "footer1.xml", 'w:val="right"', 'w:val="center"'),
    ("number-side", "footer2.xml", " PAGE ", " NUMPAGES "),
    ("number-side", "settings.xml", "<w:evenAndOddHeaders/>", ""),
    ("number-inset", "footer1.xml", 'w:right="320"', 'w:right="210"'),
    ("table-columns", "document.xml", '<w:gridCol w:w="', '<w:gridColChange w:w="'),
    ("table-head", "document.xml", "<w:tblHeader/>", ""),
    ("table-head", "document.xml", "<w:cantSplit/>", ""),
]
INDENTS = ("name", "date", "table-width")


@pytest.mark.parametrize(("key", "part", "old", "new"), SPOILT_DOCX)
def test_a_docx_that_breaks_it_is_rejected(key: str, part: str, old: str, new: str) -> None:
    requirement = BY_KEY[key]
    assert requirement.docx is not None
    values = requirement.docx(Word(replaced(made("specimen").docx, part, old, new)))
    assert not kept(values, requirement.wanted, requirement.docx_tolerance)


@pytest.mark.parametrize(
    ("key", "path", "attribute"),
    [
        ("name", ".//w:pStyle[@w:val='Signature']/../w:ind", "left"),
        ("date", ".//w:pStyle[@w:val='Date']/../w:ind", "left"),
        ("table-width", ".//w:gridCol", "w"),
    ],
)
def test_a_docx_whose_indents_or_columns_are_others_is_rejected(key: str, path: str, attribute: str) -> None:
    requirement = BY_KEY[key]
    assert requirement.docx is not None
    word = Word(made("specimen").docx)
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    (node, *_) = word.body.findall(path, space)
    name = f"{{{space['w']}}}{attribute}"
    node.set(name, str(int(node.get(name, "0")) + 17))
    assert not kept(requirement.docx(word), requirement.wanted, requirement.docx_tolerance)


def test_each_measurement_has_a_file_that_it_rejects() -> None:
    assert {key for key, _ in SPOILT_PDF} == set(BY_KEY)
    assert {key for key, *_ in SPOILT_DOCX} | set(INDENTS) == {r.key for r in REQUIREMENTS if r.docx}


def test_the_table_of_what_was_measured_is_current() -> None:
    """If this fails, run `make docs`."""
    assert block(DOCUMENT.read_text(encoding="utf-8"), "standard") == standard()
    assert "✗" not in standard()


def test_nothing_measured_is_nothing_kept() -> None:
    assert not kept([], 0, 1)


def test_mirrored_margins_change_sides_on_even_pages_and_the_numbers_stay_outside() -> None:
    data = made("mirrored").pdf
    for parity, left in ((1, 28), (0, 26)):
        areas = pdfpage.type_areas(data, parity)
        assert areas
        for area in areas:
            assert (area.left, area.width) == pytest.approx((left, 156), abs=0.1)
    for number in pdfpage.page_numbers(data, even_left=26):
        assert number.side == ("right" if number.number % 2 else "left")
        assert number.inset == pytest.approx(16 * 25.4 / 72, abs=0.1)
    frames = pdfpage.frames(data)
    assert {round(frame.left, 1) for page, frame in frames.items() if page % 2 == 0} == {26.0}
    assert {round(frame.left, 1) for page, frame in frames.items() if page % 2} == {28.0}
    assert Word(made("mirrored").docx).has("mirrorMargins")


def test_without_being_asked_for_the_left_margin_is_the_same_on_every_page() -> None:
    assert not Word(made("specimen").docx).has("mirrorMargins")
    assert not kept(BY_KEY["left"].pdf(made("mirrored").pdf), 28, 0.1)


def test_rare_characters_can_be_copied_from_the_pdf() -> None:
    text = "".join(line for page in pdfpage.body_lines(made("corpus").pdf) for line in page)
    assert text.count("由王喆、李堃、赟𬭼同志办理，") == 2 * 27


def test_a_line_with_an_address_is_filled_by_a_part_of_it_where_it_would_gape() -> None:
    lines = [line for page in pdfpage.body_lines(made("corpus").pdf) for line in page]
    broken = [line for line in lines if line.endswith(("www.", "://", "example.", "cn/", "gongkai/", "@", "gov."))]
    assert broken
    for line in lines:
        assert not line.startswith(("/", ".", "-", "_"))
