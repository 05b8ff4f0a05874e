"""The order in which findings are reported, and whose report they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reportctl.model.finding import Finding, Severity
from reportctl.model.location import CellRef, FileRef, KeyRef, Location, SheetRef
from reportctl.model.report import Report
from reportctl.rules.law import domain_behind

_GRADES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def stamped(report: Report, finding: Finding) -> Finding:
    """The finding with what the report and the form know of it, where that is not yet stated.

    That is its agency and data year, the section of its figure, and for a number that the form does not admit the
    constraint on the numbers of its table.
    """
    spec = report.spec(finding.figure) if finding.figure else None
    table = report.layout.table(spec.table) if spec else None
    domain = None if finding.constraint or table is None else domain_behind(finding.rule.code, report.layout)
    return replace(
        finding,
        agency=finding.agency or report.agency.text,
        year=finding.year or report.year,
        section=finding.section or (table.section if table else None),
        constraint=finding.constraint or (domain.id if domain else None),
        basis=finding.basis or (domain.basis if domain else None),
        force=finding.force or (domain.force if domain else None),
    )


def arranged(report: Report, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors first, then warnings, then infos; within each by sheet in the workbook's usual order, row and column."""
    if not findings:
        return ()
    order = {sheet: position for position, sheet in enumerate(_sheets(report))}

    def key(finding: Finding) -> tuple[int, str, int, str, int, int, str, str]:
        file, sheet, row, column = _place(finding.at)
        place = order.get(sheet, len(order)) if sheet else -1
        grade = _GRADES.index(finding.grade)
        return grade, file, place, sheet, row, column, finding.rule.code, finding.constraint or ""

    return tuple(sorted(findings, key=key))


def _sheets(report: Report) -> dict[str, None]:
    """The sheets that the report was bound from: particulars, tables in the order of the form, breakdowns, text."""
    cells: list[CellRef | None] = [report.agency.at]
    cells += [report.value(figure).at for figure in report.layout.figures]
    cells += [breakdown.at for breakdown in report.breakdowns]
    cells += [section.heading.at for section in report.sections]
    cells += [acceptance.at for acceptance in report.acceptances]
    return dict.fromkeys(cell.sheet for cell in cells if cell is not None)


def _place(at: Location) -> tuple[str, str, int, int]:
    match at:
        case CellRef(file, sheet, row, column):
            return file, sheet, row, column
        case SheetRef(file, sheet):
            return file, sheet, 0, 0
        case FileRef(file) | KeyRef(file, _):
            return file, "", 0, 0
