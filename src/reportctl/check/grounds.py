"""On what grounds a rule is asked: what a report must show for the rule to find anything in it.

Nearly all rules find nothing in nearly all reports, and a look at the report's characters, or at a fact that several
rules share, tells so at once, without even loading the rule. Grounds may be there without a fault; there is never a
fault without its grounds. The cases of every rule are judged on its grounds too, so that they cannot be too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import islice

from reportctl.model.figure import State
from reportctl.model.layout import Constraint
from reportctl.model.location import FileRef, Location
from reportctl.model.once import once
from reportctl.model.pattern import regex
from reportctl.model.placeholder import Cause
from reportctl.model.report import BreakdownKind, Report
from reportctl.prose.reading import (
    balances_in,
    claimed_in,
    completions_in,
    doubtful_in,
    growths_in,
    repeats_in,
    shares_in,
    stated_in,
)
from reportctl.rules._dates import detail_date, legal_deadline
from reportctl.rules._marks import untidy
from reportctl.rules._numbering import jumps, numbered, sections, spoken_jumps
from reportctl.rules._pieces import Role, characters, is_hanzi, pieces, whole_text
from reportctl.rules._relations import Kind, broken, broken_breakdowns, missing_totals
from reportctl.rules._roles import namings, other_agency, periods, report_period, years_in_role
from reportctl.rules._sections import in_order, keys, lacking, plain_heading, structures
from reportctl.rules._texts import unfilled

Ground = Callable[[Report], object]
"""What is true, or not empty, where there are grounds."""

_CN = frozenset("〇○零一二三四五六七八九十")
_WIDE_DIGITS = "０１２３４５６７８９"
_NARROW = tuple(zip(_WIDE_DIGITS + "－　\u00a0", "0123456789-  ", strict=True))
_LONG = regex(r"[1-9](?<![0-9A-Za-z].)(?:[ -]?[0-9]){10}")
"""What the number of an identity card, a mobile telephone or a bank card is, or begins with."""
_SHORT = 10
"""A whole number of no more digits than this is none of them."""
_STOPS = frozenset("，、；：。")
_OPENING = "（(【〔["
_TEMPLATES = "XxＸｘ×✕╳_＿*＊□?？"
_IN_BRACKETS = frozenset("请此在待填插单机部全名年数示内）)】〕")
_WORDS = (
    "某某", "○○", "〇〇", "○〇", "〇○", "请填写", "请输入", "请在此", "此处填写", "待补充", "待填写", "待核实后填",
    "击此处",
)  # fmt: skip
_LATIN = ("lorem ipsum", "tbd", "todo")
_TELLING = 12
"""Letters and digits at the end of a paragraph that hardly any two paragraphs share."""
_AUTHORS = ("creator", "lastModifiedBy", "Manager")
_LONGEST_NAME = 4
_FEWEST_WORDS = 10
_NOTHING = frozenset("暂均尚无没不")
_NEEDED = ("address", "phone", "date")


def has(marks: str) -> Ground:
    """One of these characters is in the text."""
    return lambda report: not characters(report).isdisjoint(marks)


def says(*words: str) -> Ground:
    """One of these words is in the text."""
    return lambda report: any(word in whole_text(report) for word in words)


def constrained(kind: str) -> Ground:
    """The form has a constraint of this kind."""
    return lambda report: report.layout.of_kind(kind)


def is_broken(kind: Kind) -> Ground:
    """A relation of this kind does not hold."""
    return lambda report: any(True for _ in broken(report, kind))


def is_broken_down(kind: BreakdownKind) -> Ground:
    """A breakdown of this kind does not hold."""
    return lambda report: any(True for _ in broken_breakdowns(report, kind))


def is_unfilled(cause: Cause) -> Ground:
    """A placeholder cannot be filled for this cause."""
    return lambda report: any(True for _ in unfilled(report, cause))


def has_previous(report: Report) -> object:
    """Last year's report is at hand."""
    return report.previous


def _after_a_deadline(report: Report) -> bool:
    issued, own, law = detail_date(report, "date"), detail_date(report, "due"), legal_deadline(report)
    deadlines = (own, law.day if law else None)
    return issued is not None and any(day is not None and issued > day for day in deadlines)


def _ends_alike(report: Report) -> bool:
    paragraphs = [piece.raw for piece in pieces(report) if piece.role is Role.PARAGRAPH and len(piece.raw) > _TELLING]
    ends = ["".join(islice(filter(str.isalnum, reversed(raw)), _TELLING)) for raw in paragraphs]
    return len(set(ends)) < len(ends)


def _nothing_but_zeros(report: Report) -> bool:
    return not any(value.number for value in report.values.values())


def _numbers_jump(report: Report) -> bool:
    return any(True for _ in jumps(report)) or any(any(True for _ in spoken_jumps(piece)) for piece in pieces(report))


@once
def _levels(report: Report) -> list[list[int]]:
    """The levels of the numbered lines of each section; those before the first heading are of none."""
    found = []
    for heading, lines in sections(report):
        levels = [line.level for piece in lines if (line := numbered(piece))]
        found.append(levels if heading else [0, *levels])
    return found


def _chapter_in_chapter(report: Report) -> bool:
    return any(1 in levels for levels in _levels(report))


def _level_rises(report: Report) -> bool:
    """Whether a level comes for the first time after a lower one, or outside of all chapters."""
    for levels in _levels(report):
        first = list(dict.fromkeys(levels))
        if first != sorted(first) or (0 in first and 2 in first):
            return True
    return False


def _before(report: Report, unit: str, count: int) -> list[str]:
    """The characters before each 年, 月 or 日."""
    return [text[-count:] for text in whole_text(report).split(unit)[:-1]]


def _chinese_years(report: Report) -> bool:
    return any(len(said) == 4 and _CN.issuperset(said) for said in _before(report, "年", 4))


def _dates_not_arabic(report: Report) -> bool:
    said = "".join((*_before(report, "月", 2), *_before(report, "日", 2), *_before(report, "年", 2)))
    days = "".join((*_before(report, "月", 1), *_before(report, "日", 1)))
    return _chinese_years(report) or not _CN.isdisjoint(days) or any(c.isdecimal() and not c.isascii() for c in said)


def _padded(report: Report) -> bool:
    return "月0" in whole_text(report) or any(said[:1] == "0" for said in _before(report, "月", 2) if len(said) == 2)


def _ends_in_digit(report: Report) -> bool:
    return any(piece.text.rstrip("\n")[-1:].isdecimal() for piece in pieces(report))


def _half_width(report: Report) -> bool:
    points = whole_text(report).split(".")[:-1]
    return not characters(report).isdisjoint(',;:?!("') or any(is_hanzi(before[-1:]) for before in points)


def _stops_meet(report: Report) -> bool:
    text = whole_text(report)
    return any(2 * stop in text or any(rest[:1] in _STOPS for rest in text.split(stop)[1:]) for stop in _STOPS)


def _dated_early(report: Report) -> bool:
    issued = detail_date(report, "date")
    return issued is not None and issued < report_period(report)[1]


def _period_strange(report: Report) -> bool:
    first, last = report_period(report)
    return last < first or not first.year == report.year == last.year


def _without_reason(report: Report) -> bool:
    return any(not acceptance.reason.strip() for acceptance in report.acceptances)


def _period_differs(report: Report) -> bool:
    own = report_period(report)
    return any((period.first, period.last) != own for period in periods(report))


def _other_agency(report: Report) -> bool:
    return any(other_agency(naming.agency, report.agency.text) for naming in namings(report))


def _left_from_template(report: Report) -> bool:
    present, text = characters(report), whole_text(report)
    if not present.isdisjoint(_TEMPLATES) or any(word in text for word in _WORDS):
        return True
    for bracket in present.intersection(_OPENING):
        firsts = {rest[:1] for rest in text.split(bracket)[1:]}
        if not firsts.isdisjoint(_IN_BRACKETS) or any(first.isspace() for first in firsts):
            return True
    return not present.isdisjoint("TtLl") and any(word in text.lower() for word in _LATIN)


def _file_of_another_year(report: Report) -> bool:
    name = report.file.replace("\\", "/").rpartition("/")[2]
    return name[:2] in ("19", "20") and name[:4] != str(report.year)


def _headings_differ(report: Report) -> bool:
    form = {section.id: section for section in report.layout.sections} if report.layout.headings_fixed else {}
    return any(
        plain_heading(text.heading.text) != plain_heading(form[text.id].heading)
        for text in report.sections
        if text.id in form
    )


def _section_unknown(report: Report) -> bool:
    known = {section.id for section in report.layout.sections}
    return report.layout.headings_fixed and not known.issuperset(text.id for text in report.sections)


def _names_somebody(report: Report) -> bool:
    return any("人：" in text or "人:" in text for text in _printed(report))


def _has_case_number(report: Report) -> bool:
    years = tuple(bracket + century for bracket in "（(〔[" for century in ("19", "20"))
    return any("号" in text and any(year in text for year in years) for text in _printed(report))


def _printed(report: Report) -> list[str]:
    return [*(piece.raw for piece in pieces(report)), *(text.text for text in report.details.values())]


@once
def _long_number(report: Report) -> bool:
    """Whether a number as long as a telephone's, or longer, is anywhere in the report or in its workbook."""
    text = "\n".join((*_printed(report), *_unprinted(report)))
    for wide, narrow in _NARROW:
        text = text.replace(wide, narrow)
    return _LONG.search(text) is not None


def _unprinted(report: Report) -> Iterator[str]:
    """What else stands in the workbook, but numbers that are too short."""
    for sheet in report.workbook.sheets if report.workbook else ():
        for comment in sheet.comments:
            yield from (comment.text, comment.author)
        for cell in sheet.cells.values():
            if isinstance(cell.content, str):
                yield cell.content
            elif isinstance(cell.content, Decimal) and not _is_short(cell.content):
                yield cell.text
    if report.workbook:
        yield from report.workbook.properties.values()


def _is_short(number: Decimal) -> bool:
    return number.adjusted() < _SHORT and number == number.to_integral_value()


def _mailbox(report: Report) -> bool:
    """Whether a mailbox stands where the agency does not say how it can be reached."""
    contacts = {text.at for text in (*report.details.values(), *(report.preamble or ()))}
    return any(at not in contacts for at in _mailboxes(report))


def _mailboxes(report: Report) -> Iterator[Location]:
    yield from (piece.at for piece in pieces(report) if piece.role is not Role.PREAMBLE and _has_at(piece.raw))
    if report.workbook is None:
        return
    for sheet in report.workbook.sheets:
        for cell in sheet.cells.values():
            if isinstance(cell.content, str) and _has_at(cell.content):
                yield report.workbook.ref(sheet, cell.row, cell.column)
        if any(_has_at(comment.text) or _has_at(comment.author) for comment in sheet.comments):
            yield FileRef(report.file)
    if any(map(_has_at, report.workbook.properties.values())):
        yield FileRef(report.file)


def _has_at(text: str) -> bool:
    return "@" in text or "＠" in text


def _has_properties(report: Report) -> bool:
    properties = report.workbook.properties if report.workbook else {}
    names = (properties.get(key, "").strip() for key in _AUTHORS)
    return any(name and len(name) <= _LONGEST_NAME and not name.isascii() for name in names)


def _total_missing(report: Report) -> object:
    return missing_totals(report) or any(b.total.state is State.BLANK for b in report.breakdowns)


def _particular_missing(report: Report) -> bool:
    return any(not report.detail(key).strip() for key in _NEEDED)


def _section_empty(report: Report) -> bool:
    needed = {section.id for section in report.layout.sections if section.required and not section.tables}
    return any(text.id in needed and not any(p.text.strip() for p in text.paragraphs) for text in report.sections)


def _section_says_little(report: Report) -> bool:
    return any(_is_little("".join(p.text for p in text.paragraphs)) for _, _, text in structures(report, "nonempty"))


def _is_little(said: str) -> bool:
    words = "".join(islice(filter(str.isalnum, said), _FEWEST_WORDS))
    return len(words) < _FEWEST_WORDS or words[0] in _NOTHING


def _section_long(report: Report) -> bool:
    for constraint, _, text in structures(report, "length"):
        limit = constraint.params.get("max")
        if isinstance(limit, int) and sum(len(p.text) for p in text.paragraphs) > limit:
            return True
    return False


def _subject_absent(report: Report) -> bool:
    return any(
        not any(word in p.text for p in text.paragraphs for word in _texts(constraint, "words"))
        for constraint, _, text in structures(report, "mentions")
    )


def _beyond_competence(report: Report) -> bool:
    return any(
        report.number(figure)
        for constraint in report.layout.of_kind("competence")
        for figure in _texts(constraint, "figures")
    )


def _texts(constraint: Constraint, key: str) -> tuple[str, ...]:
    """A list among the particulars of a constraint."""
    texts = constraint.params.get(key)
    return texts if isinstance(texts, tuple) else ()


def _table_blank(report: Report) -> bool:
    blank = (State.BLANK, State.ABSENT)
    filled = {
        spec.table for figure, spec in report.layout.figures.items() if report.value(figure).state not in blank
    }  # fmt: skip
    return any(table.printed and table.id not in filled for table in report.layout.tables)


def _no_mailbox(report: Report) -> bool:
    return not report.detail("email").strip()


def _list_wrong(report: Report) -> bool:
    return any(True for _ in doubtful_in(report))


def _share_wrong(report: Report) -> bool:
    return any(not share.holds for _, share in shares_in(report))


def _growth_wrong(report: Report) -> bool:
    return any(not growth.holds for _, growth in growths_in(report))


def _balance_wrong(report: Report) -> bool:
    return any(not balance.holds for _, balance in balances_in(report))


def _claim_wrong(report: Report) -> bool:
    return any(not completion.holds for _, completion in completions_in(report)) or any(
        True for _ in claimed_in(report)
    )


def _text_differs(report: Report) -> bool:
    return any(found.value is not None and not found.agrees for found in stated_in(report))


def _repeated_otherwise(report: Report) -> bool:
    return any(True for _ in repeats_in(report))


GROUNDS: Mapping[str, Ground] = {
    "DUE101": _after_a_deadline,
    "DUE102": lambda report: report.detail("due"),
    "DUP101": has_previous,
    "DUP102": _ends_alike,
    "DUP103": _nothing_but_zeros,
    "DUP104": has_previous,
    "FMT101": _numbers_jump,
    "FMT102": _chapter_in_chapter,
    "FMT103": _level_rises,
    "FMT104": _half_width,
    "FMT105": untidy,
    "FMT106": untidy,
    "FMT107": _stops_meet,
    "FMT108": says("…", "...", "。。。", "···", "--"),
    "FMT109": has(" \u3000"),
    "FMT110": _dates_not_arabic,
    "FMT111": _padded,
    "FMT112": has(","),
    "FMT113": has(_WIDE_DIGITS),
    "FMT114": _chinese_years,
    "FMT115": _ends_in_digit,
    "IDN101": _dated_early,
    "IDN102": _period_strange,
    "IDN104": _without_reason,
    "IDN106": years_in_role,
    "IDN107": _period_differs,
    "IDN108": _other_agency,
    "IDN109": _left_from_template,
    "IDN111": _file_of_another_year,
    "ORD101": lambda report: report.layout.headings_fixed and not in_order(report),
    "ORD102": _headings_differ,
    "ORD103": _section_unknown,
    "ORD104": lambda report: len(set(keys(report))) < len(keys(report)),
    "ORD105": lambda report: not report.layout.headings_fixed and not in_order(report),
    "ORD106": lambda report: report.preamble,
    "PII101": _long_number,
    "PII102": _long_number,
    "PII103": _long_number,
    "PII104": _mailbox,
    "PII105": _names_somebody,
    "PII106": _has_case_number,
    "PII107": _has_properties,
    "REQ101": _total_missing,
    "REQ102": lacking,
    "REQ103": _particular_missing,
    "REQ104": _section_empty,
    "REQ105": lambda report: not report.layout.headings_fixed and lacking(report),
    "REQ106": _section_says_little,
    "REQ107": _table_blank,
    "REQ108": _section_long,
    "REQ109": _subject_absent,
    "REQ110": _no_mailbox,
    "SUB101": is_broken(Kind.PART),
    "SUB102": is_broken_down(BreakdownKind.SUBSET),
    "SUB103": is_broken(Kind.COVER),
    "SUB104": is_broken(Kind.CONDITION),
    "SUB105": is_broken(Kind.LIMIT),
    "SUB106": _beyond_competence,
    "SUM101": is_broken(Kind.SUM),
    "SUM102": is_broken(Kind.BALANCE),
    "SUM103": is_broken_down(BreakdownKind.SUM),
    "TXT101": is_unfilled(Cause.UNKNOWN),
    "TXT102": is_unfilled(Cause.NO_VALUE),
    "TXT103": is_unfilled(Cause.AMBIGUOUS),
    "TXT201": _list_wrong,
    "TXT202": _share_wrong,
    "TXT203": _growth_wrong,
    "TXT204": _balance_wrong,
    "TXT205": _claim_wrong,
    "TXT301": _text_differs,
    "TXT302": _repeated_otherwise,
    "TXT303": constrained("units"),
    "YOY101": is_broken(Kind.YEARS),
}
"""Every rule that judges a report, in code order, with its grounds. The other rules are raised where their fault is
seen."""
