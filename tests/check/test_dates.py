"""The deadline of the form where the calendar ends: the data year is whatever four digits a clerk has typed."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from reportcase import report_of

from reportctl.check import check
from reportctl.rules._dates import legal_deadline

FORM = {"deadline": [{"levels": ["department"], "month": 1, "day": 31}]}
DETAILS = {"date": "2018-01-25", "due": "2018-01-31"}


def test_the_last_year_of_the_calendar_has_no_deadline() -> None:
    report = replace(report_of(FORM, {"details": DETAILS}), year=9999)
    assert legal_deadline(report) is None
    assert not [found for found in check(report, ()) if found.rule.code in ("DUE101", "DUE102")]


@pytest.mark.parametrize("year", [2017, 9998])
def test_any_other_year_has_one(year: int) -> None:
    law = legal_deadline(replace(report_of(FORM, {"details": DETAILS}), year=year))
    assert law is not None
    assert law.day == date(year + 1, 1, 31)
