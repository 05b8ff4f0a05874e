"""Binding: from the cells of a workbook to the figures and the words of a report, each with its place."""

from __future__ import annotations

from msgspec.structs import replace

from reportctl.bind.breakdowns import read_breakdowns
from reportctl.bind.figures import bind_figures
from reportctl.bind.listing import find_listing
from reportctl.bind.narrative import read_acceptances, read_narrative
from reportctl.bind.particulars import find_particulars, identify, read_details
from reportctl.model.finding import Finding
from reportctl.model.form import (
    ACCEPTANCE_HEADS,
    BREAKDOWN_HEADS,
    NARRATIVE_HEADS,
    SHEET_ACCEPTANCES,
    SHEET_BREAKDOWNS,
    SHEET_NARRATIVE,
)
from reportctl.model.identity import Identity
from reportctl.model.layout import Layout
from reportctl.model.report import Report
from reportctl.model.source import Workbook

__all__ = ["bind", "identify"]


def bind(workbook: Workbook, identity: Identity, layout: Layout) -> tuple[Report, tuple[Finding, ...]]:
    """Bind a workbook to a layout: every figure by its labels, the details, the breakdowns and the narrative.

    Returns the report, whose every figure has a value, and the CEL findings about cells and labels; FIL104 where the
    workbook has none of the layout's tables.
    """
    breakdowns = find_listing(workbook, SHEET_BREAKDOWNS, BREAKDOWN_HEADS)
    narrative = find_listing(workbook, SHEET_NARRATIVE, NARRATIVE_HEADS)
    acceptances = find_listing(workbook, SHEET_ACCEPTANCES, ACCEPTANCE_HEADS)
    own = [listing.sheet for listing in (breakdowns, narrative, acceptances) if listing]
    particulars = find_particulars(workbook)
    figures = bind_figures(workbook, [*own, *([particulars] if particulars else [])], layout, identity.year)
    details, detail_findings = read_details(workbook)
    stated, breakdown_findings = read_breakdowns(breakdowns, layout, figures.values)
    told = read_narrative(narrative, layout)
    report = Report(
        file=workbook.file,
        sha256=workbook.sha256,
        agency=identity.agency,
        year=identity.year,
        year_at=identity.year_at,
        layout=layout,
        details=details,
        values=figures.values,
        sections=told.sections,
        preamble=told.preamble,
        breakdowns=stated,
        acceptances=read_acceptances(acceptances),
        workbook=workbook,
    )
    findings = (*detail_findings, *figures.findings, *breakdown_findings, *told.findings)
    return report, tuple(replace(f, year=identity.year, agency=identity.agency.text) for f in findings)
