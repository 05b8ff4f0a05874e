"""Units of work without a result: each kind of mishap under its own code."""

from __future__ import annotations

import pytest

from reportctl.driver.mishaps import Lost, Mishap, as_finding
from reportctl.model.location import FileRef


@pytest.mark.parametrize(
    ("mishap", "code"), [(Mishap.UNFIT, "OUT114"), (Mishap.TOO_LONG, "FIL111"), (Mishap.CRASHED, "FIL110")]
)
def test_each_mishap_has_its_code(mishap: Mishap, code: str) -> None:
    finding = as_finding(Lost(mishap, "某因"), "data/2017.xlsx")
    assert (finding.rule.code, finding.at) == (code, FileRef("data/2017.xlsx"))
    assert "某因" in finding.message("zh")
