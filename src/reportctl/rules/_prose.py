"""What findings about sentences have in common: the numbers beside them, and the form's rule behind them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportctl.model.figure import number_text
from reportctl.model.finding import Related
from reportctl.model.grid import label_text
from reportctl.model.layout import Constraint
from reportctl.model.report import Report
from reportctl.prose.items import Item, bare_label
from reportctl.prose.passages import Passage

_TEN_THOUSAND = Decimal(10**4)


def related_items(passage: Passage, items: Iterable[Item]) -> tuple[Related, ...]:
    """Numbers of a passage, with the words that name them."""
    return tuple(Related(passage.at, bare_label(item.label) or item.quantity.text, item.value) for item in items)


def of_one_breakdown(passage: Passage, items: Iterable[Item]) -> bool:
    """Whether all numbers were filled in from the parts of one breakdown, whose own rule judges them."""
    wholes = set()
    for item in items:
        whole, mark, _ = (passage.source(item.quantity) or "").partition("/")
        wholes.add(whole if mark else None)
    return len(wholes) == 1 and None not in wholes


def related_figures(report: Report, figures: Iterable[str]) -> tuple[Related, ...]:
    """Cells of the form, with what they state."""
    values = ((figure, report.value(figure)) for figure in figures)
    return tuple(Related(value.at, figure_label(report, (figure,)), value.number, figure) for figure, value in values)


def figure_label(report: Report, figures: tuple[str, ...]) -> str:
    """The names of figures that are added up."""
    specs = [(figure, report.spec(figure)) for figure in figures]
    return " + ".join(label_text(spec.label, report.year) if spec else figure for figure, spec in specs)


def amount_text(value: Decimal, unit: str) -> str:
    """A number as a message writes it; money, which is read in 元, in 万元 where that is shorter."""
    if unit != "元":
        return number_text(value)
    return f"{number_text(value / _TEN_THOUSAND)}万元" if value and value % 100 == 0 else f"{number_text(value)}元"


def narrative_law(report: Report) -> Constraint | None:
    """The form's own rule that the text agrees with the tables, where it has one."""
    return next(iter(report.layout.of_kind("narrative")), None)
