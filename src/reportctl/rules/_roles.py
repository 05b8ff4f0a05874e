"""Years and agencies in text by the part they play: the title's, the period's, that of the report's own name.

Not every other year is wrong: 比2016年增长 compares. What counts is what the year is said of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from reportctl.model.finding import Severity, Words
from reportctl.model.location import CellRef
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.report import Report
from reportctl.prose.lexicon import HAN
from reportctl.rules._dates import detail_date
from reportctl.rules._numbering import numbered, sections
from reportctl.rules._pieces import Piece, Role, pieces, whole_text

TITLE = Words("标题", "the title")
OWN_NAME = Words("报告的名称", "the report's own name")
AS_OF = Words("截至的时间", "the day up to which it counts")
OPENING = Words("这一部分开头的年份", "the year at the beginning of the section")
HEADING = Words("小标题", "a heading")
STATEMENT = Words("公开数量所属的年份", "the year of the number published")
PLAN = Words("今后打算的年份", "the year of what is planned")
SIGNATURE = Words("文末的日期", "the date at the end")


class YearInRole(Struct, frozen=True):
    """A year that plays a part in which only the data year, or for a plan only a later one, can be right."""

    year: int
    role: Words
    quote: str
    at: CellRef
    section: str | None
    severity: Severity = Severity.WARNING


class Period(Struct, frozen=True):
    """The period that the text says its numbers are counted over."""

    first: date
    last: date
    quote: str
    at: CellRef
    section: str | None


class Naming(Struct, frozen=True):
    """A place where the report names itself: what stands before the year, and the year."""

    agency: str
    year: int | None
    quote: str
    at: CellRef
    section: str | None
    role: Words
    sure: bool


_CN = "〇○零一二三四五六七八九"
_CN_DIGITS = str.maketrans(_CN, "000123456789")
_IS_CN_DIGIT = frozenset(_CN)
_Y = r"(?<!\d)(?P<y>(?:19|20)\d\d)年"
_YEAR = regex(_Y)
_OPENING = regex(rf"{_Y}(?:度|来)?[，,]")
_SIGNED = regex(rf"\s*{_Y}\d{{1,2}}月\d{{1,2}}日\s*")
_AS_OF = regex(rf"截[至止]{_Y}(?:度?(?:底|末)|12月(?:底|末|31日))")
_FIRST = regex(rf"\s*(?:下一步，)?{_Y}度?，?")
_PLANNED_FOR = regex(r"度?(?:工作|重点)?(?:打算|计划|思路|努力方向)")
_WILL = regex(r"(?:我|本|全)?[^，。]{0,6}?将(?:继续|进一步|重点|着力|加大|加强)")
_PUBLISHED = regex(r"(?:全年，?|[^，。\d]{0,12}?)(?:共|累计)?(?:主动)?公开(?:各类)?政府?信息")
_ANNOUNCED = regex(r"现(?:将|予|公布|发布)|编制|公布如下|本报告(?:是|为)")
_COMPARED = regex(r"比|较|同比|增长|增加|减少|下降|上年|去年|上一年|以来|历年")
_PLANNED = regex(r"将|拟|计划|打算|下一步|继续|进一步|今后|着力|力争")
_NOT_YET = regex(r"整改|上年|打算|计划|下一步")
_PLAN_HEADING = regex(
    r"打算|计划|下一步|安排|思路|展望|改进|措施|重点|目标|方向|整改|上年|回顾|以来|比较|对比|年度报告"
)
_PERIOD = regex(
    r"(?P<a>(?:19|20)\d\d)年(?P<b>\d{1,2})月(?P<c>\d{1,2})日起?[，,]?\s*(?:截?至|到|[—－～~-]+)\s*"
    r"(?:(?P<d>(?:19|20)\d\d)年|(?:当年|同年))?(?P<e>\d{1,2})月(?P<f>\d{1,2})日"
)
_COUNTED_OVER = regex(r"统计(?:的)?(?:期限|时限|时间|期间|周期|范围)|期限")
_PLACE_ENDS = "省市县区旗镇乡州盟村"
_ENDINGS = regex(r"(?:局|厅|委|委员会|办|办公室|政府|院|署|中心|办事处|管委会|支队|总队|大队|处|所|部|海关|银行)$")
_OWN_WORDS = regex(r"(?:我|本|该|全|市|县|区|省|州|镇|乡|街道|各|单)(?:局|厅|委|办|院|署|中心|政府|办事处|管委会|部)$")
_BEFORE_NAME = regex(r".*(?:现将|现公布|公布|发布|编制了?|根据|按照|特将|现予|的|和|与|及|由|将|对|是|为|在|于)")
_STOPS = str.maketrans("；\n", "。。")
_OPENS = ("19", "20", "下一步，")
_FORMS = 32
"""So many patterns of titles are kept with what they look for: a batch asks for the same few again and again."""


def normal_years(text: str) -> str:
    """The text with years in Chinese numerals written in digits, character for character."""
    *before, after = text.split("年")
    return "年".join((*map(_in_digits, before), after))


def _normal(report: Report, piece: Piece) -> str:
    """What `normal_years` makes of a line, for nothing where the report has no such year."""
    return normal_years(piece.opaque) if _has_chinese_years(report) else piece.opaque


@once
def _has_chinese_years(report: Report) -> bool:
    years = (before[-4:] for before in whole_text(report).split("年")[:-1])
    return any(len(year) == 4 and _IS_CN_DIGIT.issuperset(year) for year in years)


def _in_digits(text: str) -> str:
    year = text[-4:]
    is_year = len(year) == 4 and year[0] in "一二" and _IS_CN_DIGIT.issuperset(year)
    return text[:-4] + year.translate(_CN_DIGITS) if is_year else text


def report_period(report: Report) -> tuple[date, date]:
    """The period of the report: that of the particulars, or else the whole data year."""
    first = detail_date(report, "period_from") or date(report.year, 1, 1)
    return first, detail_date(report, "period_to") or date(report.year, 12, 31)


def periods(report: Report) -> Iterator[Period]:
    """The periods that the preamble, or a sentence on the period, states."""
    for piece in pieces(report):
        # A period has two days.
        if piece.opaque.count("日") < 2:
            continue
        text = _normal(report, piece)
        for match in _PERIOD.finditer(text):
            before = text[max(0, match.start() - 20) : match.start()]
            if piece.role is not Role.PREAMBLE and not _COUNTED_OVER.search(before):
                continue
            try:
                first = date(int(match["a"]), int(match["b"]), int(match["c"]))
                last = date(int(match["d"] or match["a"]), int(match["e"]), int(match["f"]))
            except ValueError:
                continue
            yield Period(first, last, piece.raw[match.start() : match.end()], piece.at, piece.section)


@once
def namings(report: Report) -> tuple[Naming, ...]:
    """Where the report names itself by the form's title: its own title, the preamble, an announcement in the text."""
    return tuple(_namings(report))


def _namings(report: Report) -> Iterator[Naming]:
    title = report.details.get("title")
    if title is not None and title.text:
        text = normal_years(title.text)
        match = next((m for p in _title_patterns(report) if (m := p.search(text))), None)
        agency = (match["agency"] or "") if match else ""
        year = _YEAR.search(text)
        yield Naming(agency, int(year["y"]) if year else None, title.text, title.at, None, TITLE, True)
    named = False
    for piece in pieces(report):
        for match in _own_names(report, piece):
            first = piece.role is Role.PREAMBLE and not named
            sentence = piece.text[max(0, piece.text.rfind("。", 0, match.start()) + 1) : match.end() + 20]
            if first or _ANNOUNCED.search(sentence):
                quote = piece.around(match.start("year"), match.end())
                yield Naming(match["agency"], int(match["year"]), quote, piece.at, piece.section, OWN_NAME, first)
            named = True


def _title_patterns(report: Report) -> Iterator[re.Pattern[str]]:
    for pattern in (report.layout.title, *report.layout.title_variants):
        yield _pattern(pattern, ".{0,60}?")


def _own_names(report: Report, piece: Piece) -> Iterator[re.Match[str]]:
    forms = [form for form in _named_first(report) if any(words in piece.opaque for words in _words_after_year(form))]
    if not forms:
        return
    text = _normal(report, piece)
    taken: set[int] = set()
    for form in forms:
        for match in _pattern(form, f"{HAN}{{0,40}}").finditer(text):
            before, after = text[: match.start("year")], text[match.end() :]
            quoted = before.rfind("《") > before.rfind("》")
            of_its_own = not quoted or (piece.role is Role.PREAMBLE and after.startswith("》"))
            if match.end() not in taken and of_its_own:
                taken.add(match.end())
                yield match


def _named_first(report: Report) -> Iterator[str]:
    titles = (report.layout.title, *report.layout.title_variants)
    return (title for title in titles if title.startswith("{agency}{year}"))


@lru_cache(_FORMS)
def _pattern(title: str, agency: str) -> re.Pattern[str]:
    """A pattern of a title as a regular expression; a year may be a 年度, and 工作 may be left out."""
    text = re.escape(title).replace(r"\{", "{").replace(r"\}", "}")
    text = text.replace("{agency}", f"(?P<agency>{agency})").replace("{year}年", r"(?P<year>(?:19|20)\d\d)年度?")
    return regex(text.replace("{year}", r"(?P<year>(?:19|20)\d\d)").replace("工作", "(?:工作)?"))


@lru_cache(_FORMS)
def _words_after_year(title: str) -> tuple[str, ...]:
    """What follows the year wherever a text has this title: one of two runs of words."""
    _, year, rest = title.partition("{year}年")
    words = rest.partition("工作")[0].partition("{")[0]
    return (f"年{words}", f"年度{words}") if year else ("",)


def other_agency(said: str, agency: str) -> str | None:
    """The agency that a run of characters ends with, if it is certainly another than `agency`."""
    said = said.strip()
    if not _ENDINGS.search(said) or said.endswith(agency) or _OWN_WORDS.search(said):
        return None
    shared = 0
    while shared < min(len(said), len(agency)) and said[-1 - shared] == agency[-1 - shared]:
        shared += 1
    if shared == len(said):
        return None
    rest, own_rest = said[: len(said) - shared], agency[: len(agency) - shared]
    common = agency[len(agency) - shared :]
    if _BEFORE_NAME.fullmatch(rest):
        return None
    elsewhere = rest[-1] in _PLACE_ENDS or (common[:1] in _PLACE_ENDS and bool(own_rest))
    if shared >= 3 and not elsewhere:
        return None
    return _BEFORE_NAME.sub("", said)[-20:] or None


@once
def years_in_role(report: Report) -> tuple[YearInRole, ...]:
    """Every year that plays a part in which it should be another."""
    return tuple(_years_in_role(report))


def _years_in_role(report: Report) -> Iterator[YearInRole]:
    for naming in namings(report):
        if naming.year is not None and naming.year != report.year:
            grade = Severity.ERROR if naming.sure else Severity.WARNING
            yield YearInRole(naming.year, naming.role, naming.quote, naming.at, naming.section, grade)
    for heading, lines in sections(report):
        yield from _in_headings(report, heading, lines)
        if heading is not None:
            yield from _at_the_opening(report, heading, lines)
        for piece in lines:
            yield from _in_sentences(report, piece)


def _found(piece: Piece, match: re.Match[str], role: Words) -> YearInRole:
    quote = piece.around(match.start(), match.end())
    return YearInRole(int(match["y"]), role, quote, piece.at, piece.section)


def _names(report: Report, text: str) -> bool:
    return str(report.year) in text


def _in_headings(report: Report, heading: Piece | None, lines: Sequence[Piece]) -> Iterator[YearInRole]:
    headings = [piece for piece in lines if len(piece.text) <= 40 and "。" not in piece.text and numbered(piece)]
    for piece in (*([heading] if heading else []), *headings):
        text = _normal(report, piece)
        match = _YEAR.search(text) if "年" in text else None
        if match is None or _names(report, text.replace(match[0], "", 1)):
            continue
        year = int(match["y"])
        planned = _PLANNED_FOR.match(text, match.end())
        if planned and year <= report.year:
            yield _found(piece, match, PLAN)
        elif year != report.year and abs(year - report.year) <= 2 and not _PLAN_HEADING.search(text):
            yield _found(piece, match, HEADING)


def _at_the_opening(report: Report, heading: Piece, lines: Sequence[Piece]) -> Iterator[YearInRole]:
    texts = [_normal(report, piece) for piece in lines]
    if any(_names(report, text) for text in (*texts, heading.text)):
        return
    match = _OPENING.match(texts[0])
    if match is None or _NOT_YET.search(heading.text) or _COMPARED.search(texts[0][:60]):
        return
    year = int(match["y"])
    planned = year > report.year and _PLANNED.search(texts[0])
    if year != report.year and abs(year - report.year) <= 3 and not planned:
        yield _found(lines[0], match, OPENING)


def _in_sentences(report: Report, piece: Piece) -> Iterator[YearInRole]:
    text = _normal(report, piece)
    if "年" not in text or _YEAR.search(text) is None:
        return
    signed = _SIGNED.fullmatch(text) if text.rstrip().endswith("日") else None
    if signed:
        if int(signed["y"]) <= report.year:
            yield _found(piece, signed, SIGNATURE)
        return
    start = 0
    for sentence in text.translate(_STOPS).split("。"):
        if "年" in sentence:
            yield from _in_sentence(report, piece, text, start, sentence)
        start += len(sentence) + 1


def _in_sentence(report: Report, piece: Piece, text: str, start: int, words: str) -> Iterator[YearInRole]:
    as_of = _AS_OF.search(words) if "截" in words else None
    if (
        as_of
        and int(as_of["y"]) != report.year
        and abs(int(as_of["y"]) - report.year) == 1
        and not _names(report, words)
    ):
        yield _found(piece, _YEAR.search(text, start + as_of.start()) or as_of, AS_OF)
    first = _FIRST.match(words) if words.lstrip().startswith(_OPENS) else None
    if first is None:
        return
    year, rest = int(first["y"]), words[first.end() :]
    place = _YEAR.search(text, start)
    if place is None:
        return
    if year <= report.year and "将" in rest and _WILL.match(rest):
        yield _found(piece, place, PLAN)
    elif year == report.year - 1 and _PUBLISHED.match(rest) and not _COMPARED.search(text) and not _names(report, text):
        yield _found(piece, place, STATEMENT)
