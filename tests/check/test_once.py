"""Work that several rules need is done once a report, and anew for every other one."""

from __future__ import annotations

from msgspec.structs import replace
from reportcase import report_of

from reportctl.model.once import once
from reportctl.model.report import Report

FORM = {"figures": ["a.b"]}


def test_the_same_report_is_asked_once_and_an_equal_one_again() -> None:
    asked: list[int] = []

    @once
    def year_of(report: Report) -> int:
        asked.append(report.year)
        return report.year

    first = report_of(FORM, {"year": 2017})
    assert (year_of(first), year_of(first), asked) == (2017, 2017, [2017])
    assert (year_of(replace(first, year=2018)), year_of(first), asked) == (2018, 2017, [2017, 2018, 2017])
