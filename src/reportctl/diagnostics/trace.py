"""Where a number stands, for people and as JSON, for `reportctl trace`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportctl.diagnostics.escape import visible, wrapped
from reportctl.diagnostics.json import finding_record
from reportctl.diagnostics.jsontext import Json, dumps
from reportctl.diagnostics.words import say
from reportctl.model.figure import number_text
from reportctl.model.finding import Finding
from reportctl.prose.trace import Operand, Place, Reckoning, Sought, Standing, Traced

SCHEMA = "reportctl-trace/1"
COLUMNS = 80
_STANDINGS = {
    Standing.TOTAL: ("合计", "total"),
    Standing.CELL: ("单元格", "cell"),
    Standing.BREAKDOWN: ("分项总数", "breakdown"),
    Standing.PART: ("分项", "part"),
    Standing.SENTENCE: ("正文", "sentence"),
}


def sought_text(number: Sought) -> str:
    """A number as it was understood."""
    return number_text(number.value) + ("%" if number.percent else "元" if number.money else "")


def trace_text(number: Sought, reports: Sequence[Traced], language: str, columns: int = COLUMNS) -> str:
    """Every place, report by report, each with its page, its sentence, and the sums that it is part of."""
    lines: list[str] = []
    for report in reports:
        if report.places:
            whose = say(language, f"{report.agency} {report.year} 年度", f"{report.agency}, {report.year}")
            lines.append(f"{visible(whose)}  {visible(report.file)}")
            for place in report.places:
                lines += _place(place, language, columns)
            lines.append("")
    return "\n".join((*lines, _verdict(number, reports, language))) + "\n"


def _verdict(number: Sought, reports: Sequence[Traced], language: str) -> str:
    shown, places = sought_text(number), sum(len(report.places) for report in reports)
    holding = sum(1 for report in reports if report.places)
    if not places:
        return say(
            language, f"{len(reports)} 份报告里没有 {shown}", f"{shown} stands nowhere in the reports ({len(reports)})"
        )
    return say(
        language,
        f"{shown} 在 {holding} 份报告里出现 {places} 处",
        f"{shown} stands in {places} place{'s'[: places != 1]} of {holding} report{'s'[: holding != 1]}",
    )


def _place(place: Place, language: str, columns: int) -> Iterator[str]:
    head = say(language, *_STANDINGS[place.standing])
    if place.at:
        head += f"  {place.at.sheet}!{place.at.a1}"
    if place.pages:
        listed = "、".join(map(str, place.pages)) if language == "zh" else ", ".join(map(str, place.pages))
        head += say(language, f"  第 {listed} 页", f"  page {listed}")
    if place.figure:
        head += f"  {place.figure}"
    if place.bound:
        head += say(language, "  （引用数据表，自动填入）", "  (filled in from a cell)")
    yield f"  {visible(head)}"
    quoted = place.standing is Standing.SENTENCE
    text = say(language, f"“{place.text}”", f"“{place.text}”") if quoted else place.text
    yield from (f"      {line}" for line in wrapped(visible(text), columns - 6))
    for reckoning in place.reckonings:
        for i, line in enumerate(wrapped(visible(_reckoning(reckoning, language)), columns - 9)):
            yield ("      · " if i == 0 else "         ") + line


def _reckoning(reckoning: Reckoning, language: str) -> str:
    """A relation in numbers, then in words: 360 + 188 = 548 (门户 + 微博 = 合计); parts that are 0 are only counted."""
    left, right = (_without_zeros(side) for side in (reckoning.left, reckoning.right))
    hidden = len(reckoning.left) + len(reckoning.right) - len(left) - len(right)
    if reckoning.op in "=≠" and len(left) < len(right):
        left, right = right, left
    numbers = f"{_numbers(left)} {reckoning.op} {_numbers(right)}"
    words = f"{_labels(left)} {reckoning.op} {_labels(right)}"
    rest = say(language, f"；其余 {hidden} 项为 0", f"; {hidden} more are 0") if hidden else ""
    return f"{numbers}" + say(language, f"（{words}{rest}）", f" ({words}{rest})")


def _without_zeros(side: tuple[Operand, ...]) -> tuple[Operand, ...]:
    telling = tuple(operand for operand in side if operand.value)
    return telling or side[:1]


def _numbers(side: tuple[Operand, ...]) -> str:
    return _signed((operand.sign, number_text(operand.value)) for operand in side)


def _labels(side: tuple[Operand, ...]) -> str:
    return _signed((operand.sign, operand.label) for operand in side)


def _signed(terms: Iterator[tuple[int, str]]) -> str:
    text = ""
    for sign, term in terms:
        joint = (" + " if sign > 0 else " − ") if text else ("" if sign > 0 else "−")
        text += joint + term
    return text


def trace_json(
    number: Sought, reports: Sequence[Traced], findings: Sequence[Finding], language: str
) -> str:  # fmt: skip
    """Write a search as reportctl-trace/1; `findings` say which reports could not be read."""
    document: Json = {
        "schema": SCHEMA,
        "number": number.value,
        "unit": "%" if number.percent else "元" if number.money else None,
        "reports": [
            {
                "file": report.file,
                "agency": report.agency,
                "year": report.year,
                "places": [_record(place) for place in report.places],
            }
            for report in reports
        ],
        "findings": [finding_record(finding, language) for finding in findings],
    }
    return dumps(document) + "\n"


def _record(place: Place) -> Json:
    return {
        "standing": place.standing.value,
        "text": place.text,
        "sheet": place.at.sheet if place.at else None,
        "cell": place.at.a1 if place.at else None,
        "figure": place.figure,
        "section": place.section,
        "bound": place.bound,
        "pages": None if place.pages is None else list(place.pages),
        "relations": [
            {
                "rule": reckoning.rule,
                "holds": reckoning.holds,
                "left": [_operand(operand) for operand in reckoning.left],
                "op": reckoning.op,
                "right": [_operand(operand) for operand in reckoning.right],
            }
            for reckoning in place.reckonings
        ],
    }


def _operand(operand: Operand) -> Json:
    return {
        "sign": operand.sign,
        "value": operand.value,
        "label": operand.label,
        "figure": operand.figure,
        "sheet": operand.at.sheet if operand.at else None,
        "cell": operand.at.a1 if operand.at else None,
    }
