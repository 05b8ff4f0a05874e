"""Dates among the agency's details, and the deadline of the form."""

from __future__ import annotations

from datetime import MAXYEAR, date

from msgspec import Struct

from reportctl.model.report import Report

_DEFAULT_LEVEL = "department"


class LegalDeadline(Struct, frozen=True):
    """The day by which the form wants the report of an agency of this level, and the law that says so."""

    day: date
    basis: str


def detail_date(report: Report, key: str) -> date | None:
    """A detail as a date; None where it is blank or no date, which is a finding of its own."""
    try:
        return date.fromisoformat(report.detail(key))
    except ValueError:
        return None


def legal_deadline(report: Report) -> LegalDeadline | None:
    """The deadline of the form for the agency's level; None where the form leaves it to the places.

    So it is for the last year of the calendar, after which no day can be named.
    """
    if report.year >= MAXYEAR:
        return None
    level = report.detail("level") or _DEFAULT_LEVEL
    for deadline in report.layout.deadlines:
        if level in deadline.levels and deadline.month is not None and deadline.day is not None:
            return LegalDeadline(date(report.year + 1, deadline.month, deadline.day), deadline.basis)
    return None
