"""From figures to a bound report the way that a user's go: through the bytes of a workbook."""

from __future__ import annotations

import json
from collections.abc import Mapping

from reportctl.bind import bind, identify
from reportctl.model.finding import Finding
from reportctl.model.layout import Layout
from reportctl.model.report import Report
from reportctl.read.figures import read_figures
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts
from reportctl.scaffold import scaffold

FORMS: dict[str, Layout] = {layout.id: layout for layout in read_layouts(builtin_layouts())[0]}


def workbook_of(layout: Layout, year: int, figures: Mapping[str, int]) -> bytes:
    """The workbook of a form, filled with figures."""
    source = {"agency": "清河市人民政府", "year": year, "layout": layout.id, "figures": dict(figures)}
    read, faults = read_figures(json.dumps(source).encode(), "figures.json")
    assert read is not None, faults
    return scaffold(layout, read, agency=read.agency, year=year, carried={})


def bound(data: bytes, layout: Layout) -> tuple[Report, tuple[Finding, ...]]:
    """The report that a workbook holds, and what binding found."""
    workbook, faults = read_workbook(data, "data/report.xlsx")
    assert workbook is not None, faults
    identity, faults = identify(workbook)
    assert identity is not None, faults
    return bind(workbook, identity, layout)
