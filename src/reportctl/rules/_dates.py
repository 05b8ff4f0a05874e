"""Dates among the agency's details."""

from __future__ import annotations

from datetime import date

from reportctl.model.report import Report


def detail_date(report: Report, key: str) -> date | None:
    """A detail as a date; None where it is blank or no date, which is a finding of its own."""
    try:
        return date.fromisoformat(report.detail(key))
    except ValueError:
        return None
