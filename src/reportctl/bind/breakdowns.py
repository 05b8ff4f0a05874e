"""The sheet 分项: totals and their parts that the agency states of itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reportctl.bind.labels import normal
from reportctl.bind.listing import Line, Listing
from reportctl.bind.text import quoted, read_text
from reportctl.bind.values import Domain, read_value
from reportctl.model.figure import FigureType, Value
from reportctl.model.finding import Finding
from reportctl.model.form import BREAKDOWN_HEADS, BREAKDOWN_PART, BREAKDOWN_TOTAL, RELATIONS
from reportctl.model.layout import Layout
from reportctl.model.report import Breakdown, BreakdownKind, Part
from reportctl.rules import rule

CATEGORY, NAME, VALUE, UNIT, RELATION, FIGURE = BREAKDOWN_HEADS
MONEY_SIGN = "元"

_CATEGORIES = {normal(word): word for word in (BREAKDOWN_TOTAL, BREAKDOWN_PART)}
_RELATIONS = {normal(word): BreakdownKind(key) for key, word in RELATIONS}


class _Open(Struct):
    """A breakdown whose parts are still being read."""

    line: Line
    label: str
    kind: BreakdownKind
    figure: str | None
    total: Value
    unit: str
    type: FigureType
    parts: list[Part] = []

    def close(self) -> Breakdown:
        at = self.line.ref(NAME)
        return Breakdown(self.label, self.kind, self.figure, self.total, self.unit, tuple(self.parts), at)


def read_breakdowns(
    listing: Listing | None, layout: Layout, values: Mapping[str, Value]
) -> tuple[tuple[Breakdown, ...], tuple[Finding, ...]]:
    """Read the breakdowns; a total that is a figure of the form takes its value, and its cell, from there."""
    read: list[_Open] = []
    findings: list[Finding] = []
    for line in listing.lines() if listing else ():
        match _CATEGORIES.get(normal(line.text(CATEGORY))):
            case word if word == BREAKDOWN_TOTAL:
                opened, faults = _total(line, layout, values)
                read.append(opened)
                findings += faults
            case word if word == BREAKDOWN_PART and read:
                findings += _part(line, read[-1])
            case _:
                head = CATEGORY if line.text(CATEGORY) else NAME
                findings.append(_unknown(line, head))
    return tuple(opened.close() for opened in read), tuple(findings)


def _total(line: Line, layout: Layout, values: Mapping[str, Value]) -> tuple[_Open, list[Finding]]:
    findings: list[Finding] = []
    figure = line.text(FIGURE) or None
    spec = layout.figures.get(figure) if figure else None
    if figure and spec is None:
        findings.append(_unknown(line, FIGURE))
    kind = BreakdownKind.SUM
    if line.text(RELATION):
        known = _RELATIONS.get(normal(line.text(RELATION)))
        if known is None:
            findings.append(_unknown(line, RELATION))
        kind = known or kind
    label, faults = _name(line)
    findings += faults
    unit = line.text(UNIT) or (spec.unit if spec else "")
    if spec:
        return _Open(line, label, kind, spec.id, values[spec.id], unit, spec.type), findings
    number_type = FigureType.MONEY if MONEY_SIGN in unit else FigureType.COUNT
    total, faults = _value(line, label, number_type)
    return _Open(line, label, kind, None, total, unit, number_type), [*findings, *faults]


def _part(line: Line, breakdown: _Open) -> list[Finding]:
    label, findings = _name(line)
    value, faults = _value(line, label, breakdown.type)
    breakdown.parts.append(Part(label, value))
    return [*findings, *faults]


def _name(line: Line) -> tuple[str, list[Finding]]:
    text, findings = read_text(line.cell(NAME), line.ref(NAME))
    return (text.text if text else ""), list(findings)


def _value(line: Line, label: str, number_type: FigureType) -> tuple[Value, list[Finding]]:
    at = line.ref(VALUE)
    reading = read_value(line.cell(VALUE), at, Domain(number_type))
    if reading.code is None:
        return reading.value, []
    return reading.value, [Finding(rule(reading.code), at, {"label": label, **reading.args})]


def _unknown(line: Line, head: str) -> Finding:
    return Finding(rule("CEL107"), line.ref(head), {"raw": quoted(line.text(head))})
